"""The templates of the programme and of the minutes."""

from docx.document import Document as Page

from templates.filling import dotted, let_rows_break, two_signatures
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

CHAIR = (
    "{{ conference.chair }}{% if conference.deputy %}"
    " (ủy quyền cho {{ conference.deputy }} chủ trì){% endif %}"
)
TIME = "………"


def programme() -> bytes:
    """hai-phong-13-hd V.2, tinh-1573-qd 8."""
    page = new_page()
    letterhead(page)
    title(
        page,
        "CHƯƠNG TRÌNH",
        "{{ conference.title }}",
        below="giữa {{ conference.heads }} với Nhân dân",
    )
    body(page, "Thời gian: {{ conference.time }}.")
    body(page, "Địa điểm: {{ conference.place }}.")
    body(page, f"Chủ trì: {CHAIR}.")
    write(page, "", size=6)
    table(
        page,
        [
            Column(title="STT", width=14, cell="{{ loop.index }}", centred=True),
            Column(
                title="Thời gian",
                width=28,
                cell=f"{{% if loop.first %}}{{{{ starts }}}}{{% else %}}{TIME}{{% endif %}}",
                centred=True,
            ),
            Column(
                title="Nội dung",
                width=73,
                cell="{{ one.title }}{% if one.if_any %} (nếu có){% endif %}",
            ),
            Column(title="Thực hiện", width=45, cell="{{ one.who }}"),
        ],
        "one",
        "steps",
        size=13,
    )
    _order(page)
    _rules(page)
    signature(page, ["- Đại biểu dự hội nghị;", "- Lưu: {{ conference.office or 'Văn phòng' }}."])
    return finished(page)


def _order(page: Page) -> None:
    heading(page, "Thứ tự phát biểu đã đăng ký")
    only_if(page, "speakers")
    write(page, "", size=4, keep=True)
    grid = table(
        page,
        [
            Column(title="STT", width=12, cell="{{ loop.index }}", centred=True),
            Column(title="Họ và tên", width=40, cell="{{ one.name }}"),
            Column(title="Chức vụ, đơn vị", width=40, cell="{{ one.who }}"),
            Column(title="Nội dung đăng ký", width=48, cell="{{ one.content }}"),
            Column(
                title="Số phút", width=20, cell=f"{{{{ one.minutes or '{TIME}' }}}}", centred=True
            ),
        ],
        "one",
        "speakers",
    )
    let_rows_break(grid)
    otherwise(page)
    body(page, "Chưa có ai đăng ký.")
    end_if(page)


def _rules(page: Page) -> None:
    for name, of in (
        ("Người dự hội nghị được", "rights"),
        ("Người dự hội nghị có trách nhiệm", "duties"),
    ):
        only_if(page, of)
        heading(page, name)
        for_each(page, "one", of)
        body(page, "- {{ one }}{% if loop.last %}.{% else %};{% endif %}")
        end_for(page)
        end_if(page)


def minutes() -> bytes:
    """hai-phong-13-hd V.2, tinh-1573-qd 8."""
    page = new_page()
    letterhead(page)
    title(
        page, "BIÊN BẢN", "{{ conference.title }}", below="giữa {{ conference.heads }} với Nhân dân"
    )
    _opening(page)
    _course(page)
    _questions(page)
    _matters(page)
    ending = body(
        page,
        "Hội nghị kết thúc lúc {{ closed or '……… giờ ………, ngày ………' }}. Biên "
        "bản đã được đọc lại cho những người dự nghe và nhất trí./.",
    )
    ending.paragraph_format.keep_with_next = True  # nobody signs an empty page
    two_signatures(page, "THƯ KÝ", "NGƯỜI CHỦ TRÌ", signer="{{ chair_name }}")
    return finished(page)


def _opening(page: Page) -> None:
    heading(page, "I. THỜI GIAN, ĐỊA ĐIỂM, THÀNH PHẦN")
    body(
        page,
        "1. Thời gian: khai mạc lúc {% if opened %}{{ opened }}{% else %}……… giờ ……… "
        "(theo lịch: {{ conference.time }}){% endif %}.",
    )
    body(
        page,
        "2. Địa điểm: {{ conference.place }}. Hình thức: "
        "{{ conference.form }}{% if conference.kind %} "
        "({{ conference.kind }}){% endif %}.",
    )
    body(page, f"3. Chủ trì: {CHAIR}.")
    dotted(page, "Đoàn chủ tọa: {{ presidium }}")
    dotted(page, "4. Thư ký: ")
    dotted(
        page,
        "5. Có mặt: {% if listed %}trong {{ listed }} người theo danh sách đại "
        "biểu, khách mời{% endif %}{% if listed and seated %}, "
        "{% endif %}{% if seated %}{{ seated }} người dân đã được xếp "
        "chỗ{% endif %}{% if listed or seated %}; {% endif %}số người đến dự: ",
        size=14,
    )
    dotted(page, "Vắng mặt, lý do: ")
    heading(page, "II. TRÌNH TỰ")
    for_each(page, "one", "steps")
    body(
        page,
        "{{ loop.index }}. {{ one.title }}{% if one.if_any %} (nếu có){% endif %} ({{ one.who }}).",
    )
    dotted(page)
    end_for(page)


def _course(page: Page) -> None:
    heading(page, "III. NGƯỜI PHÁT BIỂU VÀ TRẢ LỜI")
    only_if(page, "speakers")
    for_each(page, "one", "speakers")
    body(
        page,
        "{{ loop.index }}. {{ one.name }}{% if one.who %}, "
        "{{ one.who }}{% endif %}. Đăng ký: {{ one.content or 'không ghi' }}",
    )
    dotted(page, "Phát biểu: ")
    dotted(page, "Trả lời (ai, nội dung): ")
    end_for(page)
    otherwise(page)
    body(page, "Không có người đăng ký trước.")
    end_if(page)
    body(page, "Phát biểu ngoài danh sách đăng ký:")
    for_each(page, "one", "raised")
    body(page, "- {{ one.name }} ({{ one.code }}): {{ one.content }}")
    dotted(page, "Trả lời (ai, nội dung): ")
    end_for(page)
    for _ in range(2):
        dotted(page)


def _questions(page: Page) -> None:
    only_if(page, "questions is not none")
    heading(page, "Câu hỏi gửi trong phiên trực tuyến")
    only_if(page, "questions")
    write(page, "", size=4, keep=True)
    grid = table(
        page,
        [
            Column(title="Số", width=11, cell="{{ one.number }}", centred=True),
            Column(title="Người hỏi", width=36, cell="{{ one.name }}, {{ one.village }}"),
            Column(title="Câu hỏi", width=58, cell="{{ one.text }}"),
            Column(
                title="Trả lời",
                width=55,
                cell="{% if one.time %}{{ one.time }}: "
                "{% endif %}{{ one.state }}{% if one.who %}; "
                "{{ one.who }}{% endif %}{% if one.note %}: {{ one.note }}{% endif %}",
            ),
        ],
        "one",
        "questions",
    )
    let_rows_break(grid)
    otherwise(page)
    body(page, "Không có.")
    end_if(page)
    end_if(page)


def _matters(page: Page) -> None:
    heading(page, "IV. KẾT LUẬN CỦA NGƯỜI CHỦ TRÌ")
    for_each(page, "one", "conclusion")
    body(page, "{{ one }}")
    end_for(page)
    only_if(page, "matters")
    write(page, "", size=4, keep=True)
    grid = table(
        page,
        [
            Column(title="STT", width=12, cell="{{ loop.index }}", centred=True),
            Column(title="Người nêu (mã)", width=38, cell="{{ one.name }} ({{ one.code }})"),
            Column(title="Nội dung", width=60, cell="{{ one.content }}"),
            Column(
                title="Kết luận",
                width=50,
                cell="{{ one.outcome or '…………………' }}{% if one.answer %}: "
                "{{ one.answer }}{% endif %}{% if one.note %}. {{ one.note }}{% endif %}",
            ),
        ],
        "one",
        "matters",
    )
    let_rows_break(grid)
    otherwise(page)
    body(page, "Không có ý kiến nào được ghi trước hội nghị.")
    end_if(page)
    body(page, "Kết luận khác:")
    for _ in range(2):
        dotted(page)
