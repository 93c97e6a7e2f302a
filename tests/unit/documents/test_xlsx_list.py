"""Lists from Excel files: the header wherever it stands, every row as text, nothing calculated."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from documents import xlsx_list
from documents.errors import Unreadable
from documents.list_rows import Row
from documents.lists import read_list
from handlers.seats.lines import COLUMNS, check, of_rows

HEADER = ("STT", "Họ và tên", "Chức vụ, đơn vị", "Nội dung và câu hỏi đăng ký đối thoại")
AN = (1, "Nguyễn Văn An", "Trưởng thôn Đông", "Đường vào thôn")


def book(*rows: Sequence[Any], also: Callable[[Worksheet], object] = lambda sheet: None) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    also(sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def read(*rows: Sequence[Any], **more: Any) -> list[Row]:
    return read_list(book(*rows, **more), COLUMNS)


def names(rows: Sequence[Row]) -> list[str]:
    return [row.cells["name"] for row in rows]


def refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_list(data, COLUMNS)
    return caught.value


def test_the_form_is_read_by_its_columns() -> None:
    (row,) = read(HEADER, AN)

    assert row.number == 2
    assert row.cells == {
        "number": "1",
        "name": "Nguyễn Văn An",
        "position": "Trưởng thôn Đông",
        "content": "Đường vào thôn",
    }


@pytest.mark.parametrize("above", range(10))
def test_the_header_may_stand_in_any_of_the_first_ten_rows(above: int) -> None:
    assert names(read(*([("Danh sách đại biểu",)] * above), HEADER, AN)) == ["Nguyễn Văn An"]


def test_a_header_below_them_is_not_looked_for() -> None:
    assert refused(book(*([("x",)] * 10), HEADER, AN)).reason == "list-no-header"


@pytest.mark.parametrize(
    "header",
    [
        ("stt", "ho va ten", "chuc vu, don vi", "noi dung"),
        ("TT", "HỌ TÊN", "CHỨC DANH", "CÂU HỎI"),
        ("Nội dung", "Đơn vị", "  Họ  và tên đại biểu ", "STT"),
    ],
)
def test_columns_are_known_with_or_without_accents_in_any_order(header: Sequence[str]) -> None:
    (row,) = read(header, ("một", "hai", "ba", "bốn"))

    assert {"name", "position", "content"} <= row.cells.keys()


def test_missing_columns_are_named() -> None:
    fault = refused(book(("STT", "Họ và tên", "Nội dung"), (1, "An", "Đường")))

    assert (fault.reason, fault.values) == ("list-no-header", {"columns": "position"})


def test_the_content_may_be_missing() -> None:
    assert read(("Họ và tên", "Chức vụ"), ("An", "Nông dân"))[0].cells.get("content") is None


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ('=HYPERLINK("http://x.example","An")', 'HYPERLINK("http://x.example","An")'),
        ("=1+1", "1+1"),
        ("==cmd|' /C calc'!A0", "cmd|' /C calc'!A0"),
    ],
)
def test_a_formula_stays_the_text_that_it_is_without_its_sign(written: str, text: str) -> None:
    assert read(HEADER, (1, written, "Nông dân", ""))[0].cells["name"] == text


def test_numbers_days_and_line_breaks_become_text() -> None:
    (row,) = read(HEADER, (1.0, "Nguyễn\nVăn An", 12.0, date(2025, 9, 26)))

    assert list(row.cells.values()) == ["1", "Nguyễn Văn An", "12", "26/9/2025"]


def test_a_merged_cell_says_the_same_in_each_of_its_rows() -> None:
    rows = (HEADER, AN, (2, "Trần Bình", None, ""))
    read_rows = read(*rows, also=lambda sheet: sheet.merge_cells("C2:C3"))

    assert [row.cells["position"] for row in read_rows] == ["Trưởng thôn Đông"] * 2


def test_a_line_across_the_columns_is_a_heading_and_no_person() -> None:
    rows = (HEADER, ("I. Thôn Đông",), AN)
    read_rows = read(*rows, also=lambda sheet: sheet.merge_cells("A2:D2"))

    assert names(read_rows) == ["Nguyễn Văn An"]


def test_a_header_over_two_rows_is_one_header() -> None:
    rows = (HEADER, ("", None, None, "câu hỏi"), AN)

    def merge(sheet: Worksheet) -> None:
        sheet.merge_cells("B1:B2")
        sheet.merge_cells("C1:C2")

    assert names(read(*rows, also=merge)) == ["Nguyễn Văn An"]


def test_empty_rows_and_rows_with_nothing_but_a_number_are_passed_over() -> None:
    rows = read(HEADER, (None,), AN, (2, None, None, None), ("Tổng cộng: 1 người",))

    assert [line.name for line in of_rows(rows)] == ["Nguyễn Văn An"]


def test_the_list_may_be_on_another_sheet() -> None:
    workbook = Workbook()
    sheet = workbook.create_sheet("Danh sách")
    for row in (HEADER, AN):
        sheet.append(list(row))
    out = io.BytesIO()
    workbook.save(out)

    assert names(read_list(out.getvalue(), COLUMNS)) == ["Nguyễn Văn An"]


def written_out(rows: int) -> bytes:
    """A workbook whose one sheet is written by hand: to make it is quicker than to read it."""
    lines = (HEADER, *((n, f"Người {n} An", "Nông dân", "Đường") for n in range(rows)))
    cells = "".join(
        "<row>" + "".join(f'<c t="inlineStr"><is><t>{c}</t></is></c>' for c in line) + "</row>"
        for line in lines
    )
    old = io.BytesIO(book(HEADER))
    new = io.BytesIO()
    with zipfile.ZipFile(old) as source, zipfile.ZipFile(new, "w") as target:
        for part in source.infolist():
            data = source.read(part)
            if part.filename == "xl/worksheets/sheet1.xml":
                begin, _, _ = data.partition(b"<sheetData>")
                data = begin + f"<sheetData>{cells}</sheetData></worksheet>".encode()
            target.writestr(part.filename, data)
    return new.getvalue()


def test_ten_thousand_rows_are_read_and_checked() -> None:
    checked = check(of_rows(read_list(written_out(10_000), COLUMNS)))

    assert len(checked.lines) == 10_000


def test_more_rows_than_a_list_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx_list, "MOST_ROWS", 3)

    assert refused(book(HEADER, *[AN] * 4)).reason == "list-too-many-rows"


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/") + ".xml", data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"", "list-not-readable", id="nothing"),
        pytest.param(b"%PDF-1.7", "list-pdf", id="another kind"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "list-old-kind", id="xls or locked"),
        pytest.param(b"PK\x03\x04broken", "list-not-readable", id="a broken archive"),
        pytest.param(zipped(word__document=b"<x/>"), "list-no-header", id="an empty Word file"),
        pytest.param(zipped(xl__workbook=b"<!DOCTYPE x>"), "list-not-readable", id="a declaration"),
        pytest.param(zipped(xl__workbook=b" " * 26_000_000), "list-too-big", id="a bomb"),
        pytest.param(book(HEADER, AN)[:-300], "list-not-readable", id="cut off"),
    ],
)
def test_what_is_no_list_is_refused_with_its_reason(data: bytes, reason: str) -> None:
    assert refused(data).reason == reason


class TestPeople:
    """Each line by itself, and the second of the same person."""

    def faults(self, *people: tuple[str, str]) -> list[tuple[int, str, int]]:
        rows = read(HEADER, *((n, *who, "") for n, who in enumerate(people, start=1)))
        return [(f.row, f.reason, f.other) for f in check(of_rows(rows)).faults]

    def test_the_same_name_with_the_same_position_comes_twice(self) -> None:
        found = self.faults(("Lê An", "Nông dân"), ("LÊ AN", "nông  dân"), ("Lê An", "Thợ"))

        assert found == [(3, "seats-row-twice", 2)]

    def test_a_name_and_a_position_are_needed(self) -> None:
        found = self.faults(("", "Nông dân"), ("Lê An", ""), ("123", "Thợ"))

        assert [reason for _, reason, _ in found] == [
            "seats-row-no-name",
            "seats-row-no-position",
            "seats-row-no-name",
        ]

    def test_a_novel_is_no_name(self) -> None:
        assert self.faults(("A" * 101, "Thợ"))[0][1] == "seats-row-too-long"
