"""The templates of the plan and of the assignment of tasks."""

from docx.document import Document as Page

from templates.filling import dotted
from templates.page import (
    Column,
    body,
    end_for,
    end_if,
    finished,
    for_each,
    heading,
    letterhead,
    new_page,
    only_if,
    otherwise,
    signature,
    table,
    title,
    write,
)

ROOM = "…………………………"
DAY = "{% if one.projected %}dự kiến {% endif %}{{ one.due }}"


def plan() -> bytes:
    """hai-phong-13-hd V.1(1), tinh-1573-qd 7.1."""
    page = new_page()
    letterhead(page)
    title(
        page,
        "KẾ HOẠCH",
        "Tổ chức {{ conference.title }}",
        below="giữa {{ conference.heads }} với Nhân dân",
    )
    for_each(page, "one", "bases")
    body(page, "{% if loop.first %}Căn cứ{% else %}Thực hiện{% endif %} {{ one }};")
    end_for(page)
    body(page, "{{ head.spoken }} xây dựng kế hoạch tổ chức hội nghị như sau:")
    _purpose(page)
    _arrangements(page)
    _participants(page)
    _order(page)
    _carrying_out(page)
    signature(
        page,
        [
            "- Cấp trên trực tiếp (để báo cáo);",
            "- Các cơ quan, đơn vị có tên tại mục IV;",
            "- Mặt trận Tổ quốc và các tổ chức chính trị - xã hội;",
            "- Lưu: {{ conference.office or 'Văn phòng' }}.",
        ],
    )
    return finished(page)


def task_assignment() -> bytes:
    """hai-phong-13-hd V.4.2, tinh-1573-qd 15.2.2."""
    page = new_page()
    letterhead(page)
    title(page, "PHÂN CÔNG NHIỆM VỤ", "Chuẩn bị và tổ chức {{ conference.title }}")
    body(
        page,
        "Thực hiện {{ basis }}, {{ head.spoken }} phân công nhiệm vụ chuẩn bị, "
        "tổ chức hội nghị như sau:",
    )
    heading(page, "I. HỘI NGHỊ")
    body(page, "Thời gian: {{ conference.time }}.")
    body(page, "Địa điểm: {{ conference.place }}.")
    body(
        page,
        "Chủ trì: {{ conference.chair }}{% if conference.deputy %} (ủy quyền "
        "cho {{ conference.deputy }} chủ trì){% endif %}.",
    )
    body(page, "Nội dung: {{ conference.content }}.")
    heading(page, "II. PHÂN CÔNG")
    for_each(page, "each", "bodies")
    heading(page, "{{ loop.index }}. {{ each.who }}")
    for_each(page, "one", "each.works")
    body(
        page,
        "- {% if one.planned %}Chuẩn bị: "
        "{% endif %}{{ one.what }}{% if one.due %} "
        "({% if one.projected %}dự kiến {% endif %}chậm nhất "
        "{{ one.due }}){% endif %}{% if loop.last %}.{% else %};{% endif %}",
    )
    end_for(page)
    end_for(page)
    dotted(page, "Phân công khác: ")
    heading(page, "III. YÊU CẦU")
    body(
        page,
        "Các cơ quan, đơn vị, cá nhân được phân công chủ động thực hiện đúng "
        "thời hạn; có khó khăn thì báo ngay "
        "{{ conference.office or 'cơ quan chủ trì tham mưu' }} để kịp thời "
        "giải quyết.",
    )
    signature(
        page,
        [
            "- Như mục II;",
            "- Người chủ trì (để báo cáo);",
            "- Lưu: {{ conference.office or 'Văn phòng' }}.",
        ],
    )
    return finished(page)


def _purpose(page: Page) -> None:
    heading(page, "I. MỤC ĐÍCH, YÊU CẦU")
    body(
        page,
        "1. Người đứng đầu trực tiếp nghe ý kiến, kiến nghị của Nhân dân, trả "
        "lời ngay những việc đã rõ, giao trách nhiệm và thời hạn giải quyết "
        "những việc còn lại.",
    )
    body(
        page,
        "2. Hội nghị dân chủ, công khai, đúng quy định; mọi ý kiến được ghi "
        "nhận đầy đủ, trung thực và được theo dõi đến khi có trả lời.",
    )


def _arrangements(page: Page) -> None:
    heading(page, "II. NỘI DUNG, THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN")
    body(page, "1. Nội dung đối thoại: {{ conference.content }}.")
    body(
        page,
        "2. Hình thức: {{ conference.form }}{% if conference.kind %} "
        "({{ conference.kind }}){% endif %}.",
    )
    body(
        page,
        "3. Thời gian: {{ conference.time }}{% if duration %} (theo quy định: "
        "{{ duration }}){% endif %}.",
    )
    body(page, "4. Địa điểm: {{ conference.place }}.")
    body(
        page,
        "5. Chủ trì: {{ conference.chair }}{% if conference.deputy %} (ủy "
        "quyền cho {{ conference.deputy }} chủ trì){% endif %}"
        "{% if presidium %}; chủ tọa: {{ presidium }}{% endif %}.",
    )
    body(page, "6. Cơ quan chủ trì tham mưu: {{ conference.office or '" + ROOM + "' }}.")


def _participants(page: Page) -> None:
    body(
        page,
        "7. Thành phần tham gia{% if participants.number %} (dự kiến "
        "{{ participants.number }} người){% endif %}:",
    )
    body(
        page,
        "- Người chủ trì; đại diện Thường trực Hội đồng nhân dân, lãnh đạo Ủy "
        "ban nhân dân, Mặt trận Tổ quốc và các tổ chức chính trị - xã hội;",
    )
    only_if(page, "participants.agencies")
    body(
        page,
        "- Lãnh đạo các cơ quan, đơn vị có liên quan, để giải thích, trả lời: "
        "{{ participants.agencies | join('; ') }};",
    )
    end_if(page)
    only_if(page, "participants.listed")
    body(page, "- Đại biểu thuộc danh sách do Mặt trận Tổ quốc và các đoàn thể lập;")
    otherwise(page)
    body(
        page,
        "- Nhân dân trên địa bàn đăng ký dự{% if participants.seats %}, tối đa "
        "{{ participants.seats }} người{% endif %};",
    )
    end_if(page)
    dotted(page, "- Thành phần khác: ")
    only_if(page, "barred")
    body(page, "8. Người thuộc một trong các trường hợp sau không tham gia đối thoại:")
    for_each(page, "one", "barred")
    body(page, "- {{ one.wording }} ({{ one.clause }}){% if loop.last %}.{% else %};{% endif %}")
    end_for(page)
    body(page, "Ý kiến bằng văn bản của người không dự vẫn được ghi nhận và trả lời theo quy định.")
    end_if(page)
    body(
        page,
        "{% if barred %}9{% else %}8{% endif %}. Đăng ký dự, phát biểu và gửi "
        "ý kiến: đến {{ conference.closes }}{% if conference.address %}, tại "
        "{{ conference.address }}{% endif %}{% if conference.contact %} hoặc "
        "qua {{ conference.contact }}{% endif %}.",
    )


def _order(page: Page) -> None:
    heading(page, "III. TRÌNH TỰ HỘI NGHỊ")
    for_each(page, "one", "steps")
    body(
        page,
        "{{ loop.index }}. {{ one.title }}{% if one.if_any %} (nếu có){% endif %}: {{ one.who }}.",
    )
    end_for(page)


def _carrying_out(page: Page) -> None:
    heading(page, "IV. TỔ CHỨC THỰC HIỆN")
    body(page, "1. Phân công chuẩn bị")
    only_if(page, "duties")
    for_each(page, "one", "duties")
    body(page, "- {{ one.who }}: {{ one.what }}{% if loop.last %}.{% else %};{% endif %}")
    end_for(page)
    otherwise(page)
    for _ in range(3):
        dotted(page, "- ")
    end_if(page)
    only_if(page, "arrangements")
    body(page, "2. Bảo đảm các điều kiện theo quy định")
    for_each(page, "one", "arrangements")
    body(
        page,
        "- {% if one.key == 'absent_chair' %}Người chủ trì "
        "{% elif one.key == 'banner' %}Trang trí: {% endif %}{{ one.wording }} "
        "({{ one.clause }}){% if loop.last %}.{% else %};{% endif %}",
    )
    end_for(page)
    end_if(page)
    milestones = body(page, "{% if arrangements %}3{% else %}2{% endif %}. Các mốc thực hiện")
    milestones.paragraph_format.keep_with_next = True
    write(page, "", size=4, keep=True)
    table(
        page,
        [
            Column(title="STT", width=13, cell="{{ loop.index }}", centred=True),
            Column(title="Việc phải làm", width=48, cell="{{ one.title }}"),
            Column(title="Cơ quan thực hiện", width=47, cell="{{ one.who }}"),
            Column(title="Chậm nhất", width=26, cell=DAY, centred=True),
            Column(title="Căn cứ", width=26, cell="{{ one.clause }}"),
        ],
        "one",
        "milestones",
    )
    body(
        page,
        "Nơi để trống: quy định không nêu ngày, "
        "{{ conference.office or 'cơ quan chủ trì tham mưu' }} ấn định khi "
        "thực hiện.",
    )
    ending = body(
        page,
        "Các cơ quan, đơn vị căn cứ nhiệm vụ được phân công để thực hiện; "
        "{{ conference.office or 'cơ quan chủ trì tham mưu' }} theo dõi, đôn "
        "đốc và báo cáo người chủ trì./.",
    )
    ending.paragraph_format.keep_with_next = True  # nobody signs an empty page
