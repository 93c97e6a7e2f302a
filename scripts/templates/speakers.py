"""The template of the speakers' list: the form attached to vinh-hoa-2025 (V.2), which bears no
letterhead."""

from docx.shared import Mm

from templates.filling import let_rows_break
from templates.page import CENTRE, Column, finished, lines, new_page, table, write


def speakers() -> bytes:
    """vinh-hoa-2025 V.2: its title, the plan's number, four columns, the day and who signs."""
    page = new_page()
    write(page, "DANH SÁCH", align=CENTRE, bold=True, size=15)
    write(
        page, "Các đại biểu đăng ký phát biểu tại {{ conference.title }}", align=CENTRE, bold=True
    )
    write(page, "giữa {{ conference.heads }} với Nhân dân", align=CENTRE, bold=True)
    write(
        page,
        "(kèm theo Kế hoạch số ............ ngày .../.../......)",
        align=CENTRE,
        italic=True,
        after=10,
    )
    grid = table(
        page,
        [
            Column(title="STT", width=13, cell="{{ one.number }}", centred=True),
            Column(title="Họ và tên", width=42, cell="{{ one.name }}"),
            Column(title="Chức vụ, đơn vị", width=40, cell="{{ one.position }}"),
            Column(
                title="Nội dung và câu hỏi đăng ký đối thoại", width=65, cell="{{ one.question }}"
            ),
        ],
        "one",
        "lines",
        size=13,
    )
    grid.rows[2].height = Mm(11)  # enough to write by hand
    let_rows_break(grid)
    write(page, "", size=8)
    below = page.add_table(rows=1, cols=2)
    below.cell(0, 0).width, below.cell(0, 1).width = Mm(75), Mm(85)
    lines(
        below.cell(0, 1),
        ("Ngày ..... tháng ..... năm ........", {"italic": True}),
        ("(ký, ghi rõ họ tên)", {"italic": True}),
    )
    return finished(page)
