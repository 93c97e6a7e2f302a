"""What papers have that people write on: dotted lines, boxes to tick, rows that may break."""

from docx.document import Document as Page
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from templates.page import CENTRE, MARGINS, lines, write

# The width of the text on an upright page, in millimetres.
WIDTH = 210 - MARGINS[0] - MARGINS[1]
BOX = "☐"


def dotted(
    page: Page, text: str = "", *, size: float = 14, before: float = 3, indent: float = 10
) -> Paragraph:
    """The text, then dots to the end of the line, to be written on."""
    paragraph = write(page, f"{text}\t", size=size, before=before, indent=indent)
    _dots(paragraph, WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def two_dotted(page: Page, first: str, second: str, *, size: float = 13) -> Paragraph:
    """Two things to be written in beside each other."""
    paragraph = write(page, f"{first}\t {second}\t", size=size, before=3)
    _dots(paragraph, WIDTH / 2, WD_TAB_ALIGNMENT.LEFT)
    _dots(paragraph, WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    return paragraph


def let_rows_break(grid: Table) -> Table:
    """Rows with people's words may go over a page's end: four thousand letters fill more than
    one."""
    for flag in grid._tbl.iter(qn("w:cantSplit")):
        flag.getparent().remove(flag)
    return grid


def unnumbered(page: Page) -> None:
    """No number above its pages: each is a paper of its own."""
    section = page.sections[0]
    section.different_first_page_header_footer = False
    paragraph = section.header.paragraphs[0]._p
    for field in list(paragraph.iter(qn("w:fldSimple"))):
        paragraph.remove(field)


def new_sheet(page: Page, condition: str) -> None:
    """What follows begins a page where this holds."""
    write(page, f"{{%p if {condition} %}}")
    paragraph = write(page, "", size=1)
    paragraph.paragraph_format.page_break_before = True
    write(page, "{%p endif %}")


def beside(page: Page, *widths: float) -> Table:
    """A table without lines, one row high; `widths` in millimetres."""
    grid = page.add_table(rows=1, cols=len(widths))
    grid.autofit = False
    for cell, column, width in zip(grid.rows[0].cells, grid.columns, widths, strict=True):
        cell.width = column.width = Mm(width)
    return grid


def picture(cell: _Cell) -> None:
    """The code that opens the conference's page; a cell without any paragraph is none, so that one
    stays where there is no code."""
    lines(
        cell,
        ("{%p if qr %}", {}),
        ("{{ qr }}", {}),
        ("{%p endif %}", {}),
        ("", {"size": 1}),
    )


def two_signatures(page: Page, left: str, right: str, *, signer: str = "") -> None:
    """Two people sign beside each other; of the second the name may be known."""
    write(page, "", size=6, keep=True)
    grid = beside(page, WIDTH / 2, WIDTH / 2)
    for cell, title, name in zip(grid.rows[0].cells, (left, right), ("", signer), strict=True):
        lines(
            cell,
            (title, {"bold": True}),
            ("(ký, ghi rõ họ tên)", {"italic": True, "size": 12}),
            *((("", {}),) * 3),
            (name, {"bold": True, "align": CENTRE}),
        )
    grid.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _dots(paragraph: Paragraph, at: float, align: WD_TAB_ALIGNMENT) -> None:
    paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(at), align, WD_TAB_LEADER.DOTS)
