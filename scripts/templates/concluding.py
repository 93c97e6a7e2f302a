"""The templates after a conference: notice, petition upward, petitioned again."""

from docx.document import Document as Page

from templates.nested import SMALL, closing, narrow, nested, next_letter, none
from templates.page import (
    CENTRE,
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
    title,
    write,
)

CODES = ("Mã, nơi nêu", 36.0, "{{ row.codes }}")
CONTENT = ("Nội dung", 65.0, "{{ row.content }}")
CONCLUDED = ("Kết luận", 48.0, "{{ row.note }}")
Cell = tuple[str, float, str]


def conclusion_notice() -> bytes:
    """hai-phong-13-hd V.2(7), V.3.1(1): each notice by itself."""
    page = new_page()
    for_each(page, "notice", "notices")
    letterhead(page, at="notice.head")
    title(
        page,
        "THÔNG BÁO",
        "kết luận{% if notice.is_supplement %} (bổ sung){% endif %} {{ conference }}",
    )
    body(
        page,
        "Thực hiện {{ regulation }}, lúc {{ time }}, tại {{ place }}, {{ chair }} đã chủ trì"
        " {{ conference }}. Sau khi nghe ý kiến, kiến nghị của Nhân dân và nội dung trả lời của các"
        " cơ quan, đơn vị, người chủ trì kết luận như sau:",
    )
    only_if(page, "notice.text")
    body(page, "{{ notice.text }}")
    end_if(page)
    heading(page, "1. Nội dung đã được giải quyết, trả lời tại hội nghị")
    _table(page, "notice.settled", CODES, CONTENT, CONCLUDED)
    heading(page, "2. Nội dung giao cơ quan, đơn vị giải quyết, trả lời bằng văn bản")
    _table(
        page,
        "notice.assigned",
        ("Mã, nơi nêu", 33, "{{ row.codes }}"),
        ("Nội dung", 48, "{{ row.content }}"),
        (
            "Cơ quan được giao",
            36,
            "{{ row.agency }}{% if row.note %}: {{ row.note }}{% endif %}",
        ),
        ("Thời hạn trả lời", 32, "{{ row.due }}"),
    )
    heading(page, "3. Nội dung ghi nhận để báo cáo cấp trên")
    _table(page, "notice.noted", CODES, CONTENT, CONCLUDED)
    heading(page, "4. Nội dung vượt thẩm quyền, kiến nghị cấp trên giải quyết")
    _table(page, "notice.submitted_upward", CODES, CONTENT, CONCLUDED)
    only_if(page, "notice.open")
    heading(page, "5. Nội dung chưa kết luận, tiếp tục xem xét")
    _table(page, "notice.open", CODES, CONTENT, CONCLUDED)
    end_if(page)
    closing(
        page,
        "Cơ quan, đơn vị được giao trả lời bằng văn bản đúng thời hạn{% if reply_to %}, gửi"
        " {{ reply_to }}{% endif %}.",
    )
    signature(
        page,
        [
            "{%p for line in notice.recipients %}",
            "- {{ line }};",
            "{%p endfor %}",
            "- Lưu hồ sơ hội nghị.",
        ],
        at="notice.head",
    )
    only_if(page, "not loop.last")
    next_letter(page)
    end_if(page)
    end_for(page)
    return finished(page)


def petition_upward() -> bytes:
    """hai-phong-13-hd V.3.1(2)."""
    columns = (
        ("Lĩnh vực", 26.0, "{{ row.field }}"),
        ("Nội dung kiến nghị", 60.0, "{{ row.content }}"),
        ("Số người nêu", 16.0, "{{ row.people }}"),
        ("Ý kiến của địa phương", 47.0, "{{ row.note }}"),
    )
    page = new_page()
    letterhead(page, subject="Kiến nghị của Nhân dân tại hội nghị đối thoại ngày {{ day }}")
    write(page, "Kính gửi: {{ to }}", align=CENTRE, before=10, after=6)
    body(
        page,
        "Qua {{ conference }}, Nhân dân nêu một số nội dung vượt thẩm quyền giải quyết của địa"
        " phương. {{ head.spoken }} trân trọng báo cáo và kiến nghị cấp trên xem xét như sau:",
    )
    heading(page, "1. Nội dung vượt thẩm quyền, kiến nghị cấp trên giải quyết")
    _table(page, "beyond", *columns)
    heading(page, "2. Nội dung đã ghi nhận, báo cáo cấp trên")
    _table(page, "noted", *columns)
    closing(
        page,
        "Kính đề nghị cấp trên xem xét và thông báo kết quả để địa phương trả lời Nhân dân.",
    )
    signature(page, ["- Như trên;", "- Lưu hồ sơ hội nghị."])
    return finished(page)


def petitioned_again() -> bytes:
    """hai-phong-13-hd V.4.2(3)."""
    page = new_page(landscape=True)
    letterhead(page)
    title(
        page,
        "BÁO CÁO",
        "tổng hợp các ý kiến tiếp tục kiến nghị sau khi được trả lời",
        below="{{ conference }}",
    )
    body(
        page,
        "Sau khi các cơ quan trả lời ý kiến, kiến nghị nêu tại hội nghị đối thoại ngày {{ day }},"
        " tính đến {{ as_of }} có {{ rows | length }} ý kiến tiếp tục kiến nghị:",
    )
    _table(
        page,
        "rows",
        ("Người kiến nghị", 42, "{{ row.who }}"),
        ("Nội dung đã kiến nghị", 56, "{{ row.content }}"),
        ("Nội dung đã trả lời", 56, "{{ row.answer }}"),
        (
            "Nội dung tiếp tục kiến nghị",
            64,
            "{{ row.again }}{% if row.reason %} (Lý do chưa đồng ý: {{ row.reason }}){% endif %}",
        ),
        ("Mã, ngày gửi", 28, "{{ row.code }} {{ row.day }}"),
    )
    closing(page, "Kính trình người chủ trì hội nghị xem xét, chỉ đạo giải quyết tiếp.")
    signature(
        page,
        ["- Người chủ trì hội nghị (để chỉ đạo);", "- Lưu hồ sơ hội nghị."],
    )
    return finished(page)


def _table(page: Page, of: str, *cells: Cell) -> None:
    """With a number for each row; that there is none, where there is none."""
    stated = (("STT", 11.0, "{{ row.number }}"), *cells)
    columns = [
        Column(title=name, width=width, cell="", centred=name in ("STT", "Số người nêu"))
        for name, width, _ in stated
    ]
    only_if(page, of)
    rows = [f"for row in {of}", [text for _, _, text in stated], "endfor"]
    narrow(nested(page, columns, rows, size=SMALL))
    otherwise(page)
    none(page)
    end_if(page)
