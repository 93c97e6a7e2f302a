"""The template of a dossier's contents: a cover, then what belongs to it."""

from collections.abc import Sequence

from docx.document import Document as Page
from docx.shared import Mm

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
    table,
    title,
    write,
)

COLUMNS = (
    Column(title="STT", width=12, cell="{{ row.number }}", centred=True),
    Column(title="Văn bản", width=57, cell="{{ row.title }}"),
    Column(title="Có trong hồ sơ", width=42, cell="{{ row.there }}"),
    Column(title="Còn thiếu, ai phải nộp", width=51, cell="{{ row.missing }}"),
)
OTHERS = (
    COLUMNS[0],
    Column(title="Văn bản", width=90, cell="{{ row.title }}"),
    Column(title="Có trong hồ sơ", width=60, cell="{{ row.there }}"),
)


def dossier_contents() -> bytes:
    """hai-phong-13-hd V.4: where it is kept, and by phase what it holds."""
    page = new_page()
    _cover(page)
    title(page, "MỤC LỤC HỒ SƠ", "{{ conference }}", below="(tính đến {{ as_of }})")
    only_if(page, "exempt")
    body(
        page,
        "Loại hội nghị này không có danh mục hồ sơ cố định"
        "{% if exempt_clause %} ({{ exempt_clause }}){% endif %}: {{ exempt }}.",
    )
    end_if(page)
    for_each(page, "part", "parts")
    only_if(page, "part.title")
    heading(page, "{{ part.title }}{% if part.clause %} ({{ part.clause }}){% endif %}")
    end_if(page)
    _table(page, COLUMNS, "part.rows")
    end_for(page)
    only_if(page, "others")
    heading(page, "Văn bản khác")
    _table(page, OTHERS, "others")
    end_if(page)
    only_if(page, "petition_files")
    body(page, "Tài liệu kèm theo ý kiến, kiến nghị: {{ petition_files }} tệp, xếp theo mã.")
    end_if(page)
    _missing(page)
    signature(page, [])
    return finished(page)


def _cover(page: Page) -> None:
    letterhead(page)
    write(page, "", size=90)
    write(page, "HỒ SƠ", align=CENTRE, bold=True, size=26, before=24)
    write(page, "HỘI NGHỊ ĐỐI THOẠI", align=CENTRE, bold=True, size=22, after=12)
    write(page, "{{ conference }}", align=CENTRE, bold=True, size=16, after=30)
    for line in (
        "Mã hội nghị: {{ code }}",
        "Thời gian: {{ time }}",
        "Địa điểm: {{ place }}",
        "Chủ trì: {{ chair }}",
        "Thực hiện theo: {{ regulation }}",
    ):
        write(page, line, align=CENTRE, before=6)
    write(page, "Nơi lưu hồ sơ", align=CENTRE, size=13, before=60)
    write(page, "{{ keeper }}", align=CENTRE, bold=True, size=16)
    only_if(page, "keeper_clause")
    write(page, "(theo {{ keeper_clause }}, {{ regulation }})", align=CENTRE, italic=True, size=13)
    end_if(page)
    page.add_page_break()


def _table(page: Page, columns: Sequence[Column], of: str) -> None:
    """Its columns as wide as they say, also where a program goes by the table's grid."""
    grid = table(page, columns, "row", of)
    for place, column in enumerate(columns):
        grid.columns[place].width = Mm(column.width)


def _missing(page: Page) -> None:
    heading(page, "Còn thiếu, theo nơi phải nộp")
    only_if(page, "missing")
    for_each(page, "line", "missing")
    body(page, "{{ line }}")
    end_for(page)
    otherwise(page)
    body(page, "Không có.")
    end_if(page)
    only_if(page, "lost")
    heading(page, "Tệp bị mất hoặc hỏng, không đưa vào hồ sơ được")
    for_each(page, "line", "lost")
    body(page, "- {{ line }}")
    end_for(page)
    end_if(page)
