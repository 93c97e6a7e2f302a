"""Writes figures as an Excel file: texts stay texts, numbers are numbers that one can add up."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

Value = str | int


@dataclass(frozen=True, kw_only=True)
class FigureSheet:
    """One sheet: lines above the table, its header and rows, lines below; `widths` of the columns
    in letters, `name` at most 31 letters long."""

    name: str
    above: Sequence[str]
    header: Sequence[str]
    rows: Sequence[Sequence[Value]]
    widths: Sequence[int]
    below: Sequence[str] = ()


def write_figures(sheets: Sequence[FigureSheet]) -> bytes:
    """An Excel file with these sheets."""
    from openpyxl import Workbook  # here, so that a program that writes none loads nothing

    workbook = Workbook()
    assert workbook.active is not None
    workbook.remove(workbook.active)
    for stated in sheets:
        _fill(workbook.create_sheet(stated.name), stated)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _fill(sheet: "Worksheet", stated: FigureSheet) -> None:
    from openpyxl.utils import get_column_letter

    head = len(stated.above) + 1
    for number, text in enumerate(stated.above, start=1):
        _write(sheet.cell(number, 1), text, bold=number == 1)
    for number, values in enumerate([stated.header, *stated.rows], start=head):
        for place, value in enumerate(values, start=1):
            _write(sheet.cell(number, place), value, bold=number == head, framed=True)
    for number, text in enumerate(stated.below, start=head + len(stated.rows) + 2):
        _write(sheet.cell(number, 1), text)
    for column, width in enumerate(stated.widths, start=1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"A{head + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]


def _write(
    cell: "Cell | MergedCell", value: Value, *, bold: bool = False, framed: bool = False
) -> None:
    """A text is one whatever it begins with: "=1+1" is a name like any other."""
    from openpyxl.cell.cell import Cell
    from openpyxl.styles import Alignment, Border, Font, Side

    assert isinstance(cell, Cell)
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
    if bold:
        cell.font = Font(bold=True)
    if framed:
        line = Side(style="thin")
        cell.border = Border(left=line, right=line, top=line, bottom=line)
        side = "left" if isinstance(value, str) and not bold else "center"
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=side)
