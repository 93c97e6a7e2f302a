"""The form as an Excel file: texts as they are, and nothing is a formula."""

import io

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from documents.xlsx_form import write_form

NAME = "=HYPERLINK(1) & <b> 🙂\x00"


def form(*rows: tuple[str, ...]) -> Worksheet:
    data = write_form(
        above=("DANH SÁCH",),
        note="(kèm theo)",
        header=("STT", "Họ và tên", "Nội dung"),
        rows=rows,
        below=("Ngày",),
        widths=(6, 20, 40),
    )
    sheet = load_workbook(io.BytesIO(data)).active
    assert isinstance(sheet, Worksheet)
    return sheet


def test_what_begins_like_a_formula_is_a_text() -> None:
    cell = form(("1", NAME, "x")).cell(5, 2)

    assert (cell.data_type, cell.value) == ("s", "=HYPERLINK(1) & <b> 🙂")


def test_the_title_goes_over_all_columns_and_the_day_over_the_last_two() -> None:
    merged = {str(area) for area in form(("1", "An", "x")).merged_cells.ranges}

    assert merged == {"A1:C1", "A2:C2", "B7:C7"}


def test_a_text_that_no_cell_holds_is_cut_and_the_file_is_written() -> None:
    assert len(str(form(("1", "An", "x" * 40_000)).cell(5, 3).value)) == 32_767
