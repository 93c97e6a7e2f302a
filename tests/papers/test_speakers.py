"""The speakers' list in the form attached to vinh-hoa-2025: Word and Excel say the same, and both
are read again as they were written."""

import io
from pathlib import Path

from openpyxl import load_workbook

from documents.lists import read_list
from handlers.seats.lines import COLUMNS, check, of_rows
from papers.meeting import Meeting
from papers.printing import pages_of, text_of

PEOPLE = ["Vũ Văn Hùng", "Đặng Thị Ánh"]


def test_the_word_file_is_the_form(printed: dict[str, Path]) -> None:
    told = " ".join(text_of(printed["speakers"]).split())

    assert told.startswith("DANH SÁCH Các đại biểu đăng ký phát biểu tại Hội nghị đối thoại")
    assert "(kèm theo Kế hoạch số" in told
    assert "STT Họ và tên Chức vụ, đơn vị" in told
    assert told.endswith("(ký, ghi rõ họ tên)")
    assert pages_of(printed["speakers"]) == 1


def test_the_excel_file_has_the_same_title_and_columns(held: Meeting) -> None:
    sheet = load_workbook(io.BytesIO(held.paper("speakers_sheet"))).active
    assert sheet is not None
    rows = [[cell for cell in row if cell] for row in sheet.iter_rows(values_only=True)]

    assert rows[0] == ["DANH SÁCH"]
    assert rows[5] == [
        "STT",
        "Họ và tên",
        "Chức vụ, đơn vị",
        "Nội dung và câu hỏi đăng ký đối thoại",
    ]
    assert [row[0] for row in rows[6:12]] == ["1", "2", "3", "4", "5", "6"]
    assert rows[-1] == ["(ký, ghi rõ họ tên)"]


def test_what_was_written_is_read_again(held: Meeting) -> None:
    """Title, day and signature are no people."""
    checked = check(of_rows(read_list(held.paper("speakers_sheet"), COLUMNS)))

    assert [line.name for line in checked.lines] == PEOPLE
    assert checked.faults == ()


def test_its_file_has_a_name_that_an_office_knows(held: Meeting) -> None:
    assert held.made("speakers").name == "danh-sach-phat-bieu-H1.docx"
    assert held.made("speakers_sheet").name == "danh-sach-phat-bieu-H1.xlsx"
