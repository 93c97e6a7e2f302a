"""Writes a form as people print it: a title above a ruled table, and lines below; no formulas."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from documents.word import plain

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

FONT, SIZE = "Times New Roman", 13


def write_form(
    *,
    above: Sequence[str],
    note: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    below: Sequence[str],
    widths: Sequence[int],
) -> bytes:
    """An Excel file with one sheet, A4 upright, as wide as the page; `widths` in letters.

    What stands above and below is merged over columns: a list that is read again takes it for no
    person.
    """
    from openpyxl import Workbook  # here, so that a program that writes none loads nothing

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    width = len(header)
    for row, text in enumerate([*above, note], start=1):
        _across(sheet, row, 1, width, text, bold=text is not note, italic=text is note)
    first = len(above) + 3
    for row, values in enumerate([header, *rows], start=first):
        for column, text in enumerate(values, start=1):
            _ruled(sheet, row, column, text, bold=row == first, centred=column == 1)
    end = first + len(rows) + 2
    for row, text in enumerate(below, start=end):
        _across(sheet, row, max(1, width - 1), width, text, bold=False, italic=True)
    _page(sheet, first, widths)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _page(sheet: "Worksheet", header: int, widths: Sequence[int]) -> None:
    """Its header stands again on each page."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.properties import PageSetupProperties

    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.print_title_rows = f"{header}:{header}"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _across(
    sheet: "Worksheet", row: int, first: int, last: int, text: str, *, bold: bool, italic: bool
) -> None:
    sheet.merge_cells(start_row=row, end_row=row, start_column=first, end_column=last)
    _write(sheet, row, first, text, bold=bold, italic=italic, centred=True)


def _ruled(
    sheet: "Worksheet", row: int, column: int, text: str, *, bold: bool, centred: bool
) -> None:
    from openpyxl.styles import Border, Side

    _write(sheet, row, column, text, bold=bold, centred=bold or centred)
    side = Side(style="thin")
    sheet.cell(row, column).border = Border(left=side, right=side, top=side, bottom=side)


def _write(
    sheet: "Worksheet",
    row: int,
    column: int,
    text: str,
    *,
    bold: bool = False,
    italic: bool = False,
    centred: bool = False,
) -> None:
    """As text, whatever it begins with: "=1+1" is a name like any other."""
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Alignment, Font

    cell = sheet.cell(row, column)
    assert isinstance(cell, Cell)
    cell.value = plain(text)
    cell.data_type = "s"
    cell.font = Font(name=FONT, size=SIZE, bold=bold, italic=italic)
    cell.alignment = Alignment(
        horizontal="center" if centred else "left", vertical="top", wrap_text=True
    )
