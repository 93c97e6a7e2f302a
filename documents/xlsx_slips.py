"""Writes a sheet of plain texts, such as codes to be handed out on paper; nothing is a formula."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from documents.word import plain

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell

# Of a cell's text, by Excel's own limit.
LONGEST = 32_767
WIDTHS = (6, 28, 24, 14, 12, 44)


def write_sheet(
    header: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[int] = WIDTHS
) -> bytes:
    """An Excel file with one sheet, its header in bold; `widths` of its columns, in letters."""
    from openpyxl import Workbook  # here, so that a program that writes none loads nothing
    from openpyxl.utils import get_column_letter

    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for number, values in enumerate([header, *rows], start=1):
        for place, text in enumerate(values, start=1):
            _write(sheet.cell(number, place), text, bold=number == 1)
    for column, width in enumerate(widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = "A2"
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _write(cell: "Cell | MergedCell", text: str, *, bold: bool) -> None:
    """As text, whatever it begins with: "=1+1" is a name like any other. What no cell can hold is
    left out."""
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Font

    assert isinstance(cell, Cell)
    text = plain(text)
    cell.value = text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
    cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
