"""The templates of what goes out to the people: the public notice and the slip for opinions."""

from docx.document import Document as Page

from templates.filling import BOX, WIDTH, beside, dotted, picture, two_dotted, two_signatures
from templates.page import (
    LEFT,
    body,
    end_for,
    end_if,
    finished,
    for_each,
    letterhead,
    lines,
    new_page,
    only_if,
    signature,
    title,
    write,
)

LINES = 9
# So many fewer where the regulation has more asked: the slip is one page.
FEWER = 3
# A blank at which no line breaks.
HARD = "\u00a0"


def public_notice() -> bytes:
    """hai-phong-13-hd V.1(1), V.2*: content, time, place, number of participants."""
    page = new_page()
    letterhead(page)
    title(
        page,
        "THÔNG BÁO",
        "{{ conference.title }}",
        below="giữa {{ conference.heads }} với Nhân dân",
    )
    body(page, "Thực hiện {{ basis }}, {{ head.spoken }} thông báo:")
    body(page, "1. Thời gian: {{ conference.time }}.")
    body(page, "2. Địa điểm: {{ conference.place }}.")
    body(
        page,
        "3. Hình thức: {{ conference.form }}{% if conference.kind %} "
        "({{ conference.kind }}){% endif %}.",
    )
    body(
        page,
        "4. Chủ trì: {{ conference.chair }}{% if conference.deputy %} (ủy "
        "quyền cho {{ conference.deputy }} chủ trì){% endif %}.",
    )
    body(page, "5. Nội dung đối thoại: {{ conference.content }}.")
    body(page, "6. Số lượng người tham gia: {{ conference.participants or '………' }} người.")
    _joining(page)
    only_if(page, "barred")
    body(
        page,
        "8. Người thuộc một trong các trường hợp sau không tham gia đối thoại; "
        "ý kiến gửi bằng văn bản vẫn được ghi nhận và trả lời theo quy định:",
    )
    for_each(page, "one", "barred")
    body(page, "- {{ one.wording }} ({{ one.clause }}){% if loop.last %}.{% else %};{% endif %}")
    end_for(page)
    end_if(page)
    signature(
        page,
        [
            "- Nhân dân trên địa bàn;",
            "- Cơ quan, đơn vị liên quan;",
            "- Lưu: {{ conference.office or 'Văn phòng' }}.",
        ],
    )
    return finished(page)


def _joining(page: Page) -> None:
    """How people take part, with the code beside it."""
    grid = beside(page, WIDTH - 36, 36)
    left, right = grid.rows[0].cells
    lines(
        left,
        (
            "7. Nhân dân đăng ký tham dự, phát biểu hoặc gửi câu hỏi, kiến nghị trước "
            "{{ conference.closes }}{% if conference.address %}, tại địa chỉ "
            "{{ conference.address }} hoặc quét mã bên cạnh{% endif %}"
            "{% if conference.contact %}; cần hỏi thêm xin liên hệ "
            "{{ conference.contact }}{% endif %}.",
            {"align": LEFT, "indent": 10, "before": 3},
        ),
    )
    picture(right)


def opinion_slip() -> bytes:
    """tinh-1573-qd 15.2.2; the answers are those of a registration in the chat."""
    page = new_page()
    letterhead(page)
    title(
        page,
        "PHIẾU LẤY Ý KIẾN",
        "{{ conference.title }}",
        below="{{ conference.time }}, tại {{ conference.place }}",
    )
    _who(page)
    _what(page)
    _how(page)
    two_signatures(page, "NGƯỜI NHẬN PHIẾU", "NGƯỜI NÊU Ý KIẾN")
    return finished(page)


def _who(page: Page) -> None:
    dotted(page, "1. Họ và tên: ", size=13, indent=0)
    two_dotted(page, "2. Thôn, tổ dân phố: ", "Chức vụ, đơn vị: ")
    dotted(page, "3. Điện thoại (nếu muốn được báo tin): ", size=13, indent=0)
    whom = ticked("bản thân, gia đình", "người khác", "một nhóm, số người:")
    dotted(page, f"4. Nêu ý kiến cho:  {whom} ", size=13, indent=0)
    wanted = ticked("chỉ gửi ý kiến", "dự hội nghị", "dự và phát biểu")
    write(page, f"5. Mong muốn:  {wanted}", size=13, before=3)
    only_if(page, "asked")
    write(page, "Nếu muốn dự, xin đánh dấu điều đúng với Ông/Bà:", size=13, before=3)
    for_each(page, "one", "asked")
    write(page, f"{BOX} {{{{ one }}}}", size=13, before=2, indent=10)
    end_for(page)
    end_if(page)


def _what(page: Page) -> None:
    write(
        page,
        "6. Nội dung câu hỏi, kiến nghị (việc gì, ở đâu, từ bao giờ, mong muốn thế nào):",
        size=13,
        before=3,
    )
    for _ in range(LINES - FEWER):
        dotted(page, size=13, before=7, indent=0)
    only_if(page, "not asked")
    for _ in range(FEWER):
        dotted(page, size=13, before=7, indent=0)
    end_if(page)
    only_if(page, "fields")
    each = f"{BOX}{HARD}{{{{ one | replace(' ', '{HARD}') }}}}"
    every = f"{{% for one in fields %}}{each}   {{% endfor %}}"
    write(page, f"7. Lĩnh vực (nếu rõ):  {every}", size=12, before=4)
    end_if(page)


def _how(page: Page) -> None:
    """The words beside the code; without an address they have the line for themselves."""
    grid = beside(page, WIDTH - 34, 34)
    left, right = grid.rows[0].cells
    small = {"size": 12, "align": LEFT, "italic": True}
    lines(
        left,
        (
            "Gửi phiếu trước {{ conference.closes }} tới "
            "{{ conference.contact or conference.office or '………………………' }}"
            "{% if conference.address %}, hoặc gửi từ điện thoại: quét mã bên cạnh hay mở "
            "{{ conference.address }}{% endif %}.",
            small,
        ),
        ("Người nhận phiếu trao lại mã và mật mã để Ông/Bà theo dõi.", small),
        ("Thông tin cá nhân chỉ dùng để trả lời và báo tin về ý kiến này.", small),
    )
    picture(right)
    two_dotted(page, "Ngày nhận: ", "Mã: ", size=12)


def ticked(*labels: str) -> str:
    """A box before each label, which stays on one line with it."""
    return "   ".join(f"{BOX}{HARD}{label.replace(' ', HARD)}" for label in labels)
