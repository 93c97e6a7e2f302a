"""Tables of opinions: rows within rows, long ones over several pages; letters, each by itself."""

from collections.abc import Sequence
from copy import deepcopy

from docx.document import Document as Page
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from templates.page import CENTRE, LEFT, Column, body, cell_margins, lines, write

# Of a table with much text; 12 is what other tables have.
SMALL = 11


def nested(
    page: Page, columns: Sequence[Column], rows: Sequence[str | Sequence[str]], *, size: float = 12
) -> Table:
    """A table under the columns' titles. A row is a template tag ("for …"), or its cells: one cell
    for the whole width, or one for each column; `Column.cell` is not used."""
    grid = page.add_table(rows=1 + len(rows), cols=len(columns))
    grid.style = "Table Grid"
    grid.alignment = WD_TABLE_ALIGNMENT.CENTER
    grid.autofit = False
    for place, column in enumerate(columns):
        lines(grid.cell(0, place), (column.title, {"bold": True, "size": size}))
        grid.columns[place].width = Mm(column.width)
        for row in grid.rows:
            row.cells[place].width = Mm(column.width)
    _flag(grid.rows[0], "w:tblHeader")
    _flag(grid.rows[0], "w:cantSplit")
    for number, row in enumerate(rows, start=1):
        _fill(grid, number, row, columns, size)
    return grid


def _fill(
    grid: Table, number: int, row: str | Sequence[str], columns: Sequence[Column], size: float
) -> None:
    cells = grid.rows[number].cells
    if isinstance(row, str):
        lines(cells[0], (f"{{%tr {row} %}}", {}))
    elif len(row) == 1:
        merged: _Cell = cells[0].merge(cells[-1])
        lines(merged, (row[0], {"bold": True, "size": size, "align": LEFT, "keep": True}))
    else:
        for cell, text, column in zip(cells, row, columns, strict=True):
            align = CENTRE if column.centred else LEFT
            lines(cell, (text, {"size": size, "align": align}))


def narrow(grid: Table) -> Table:
    """Less room beside the text of each cell, for tables of many columns."""
    cell_margins(grid, 3)
    return grid


def closing(page: Page, text: str) -> None:
    """The last sentence, on one page with the signature."""
    body(page, text).paragraph_format.keep_with_next = True


def none(page: Page, text: str = "Không có.") -> Paragraph:
    """What stands in the place of an empty list."""
    return write(page, text, indent=10, before=3, italic=True)


def next_letter(page: Page) -> None:
    """What follows begins on a page of its own, numbered anew."""
    section = deepcopy(page.sections[0]._sectPr)
    anew = OxmlElement("w:pgNumType")
    anew.set(qn("w:start"), "1")
    section.find(qn("w:pgMar")).addnext(anew)
    paragraph = write(page, "", size=2)
    paragraph.paragraph_format.line_spacing = Pt(2)
    paragraph._p.get_or_add_pPr().append(section)


def _flag(row: object, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))  # type: ignore[attr-defined]
