"""Lists from Word files: the header in whichever table, every row as text, as people see it."""

import io
import zipfile
from collections.abc import Callable, Sequence

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.table import Table

from documents import docx_list
from documents.errors import Unreadable
from documents.list_rows import Row
from documents.lists import read_list
from handlers.seats.lines import COLUMNS, check, of_rows

HEADER = ("STT", "Họ và tên", "Chức vụ, đơn vị", "Nội dung và câu hỏi đăng ký đối thoại")
AN = ("1", "Nguyễn Văn An", "Trưởng thôn Đông", "Đường vào thôn")
BINH = ("2", "Trần Thị Bình", "Nông dân", "")
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
Lines = Sequence[Sequence[str]]


def word(*tables: Lines, also: Callable[[list[Table]], object] = lambda tables: None) -> bytes:
    """A Word file with these tables, as python-docx writes it."""
    page = Document()
    page.add_paragraph("DANH SÁCH")
    made = []
    for lines in tables:
        grid = page.add_table(rows=len(lines), cols=len(lines[0]))
        for row, line in zip(grid.rows, lines, strict=True):
            for cell, text in zip(row.cells, line, strict=False):
                cell.text = text
        made.append(grid)
        page.add_paragraph("…")
    also(made)
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def raw(body: str) -> bytes:
    """A Word file whose document is written by hand."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {NS}>{body}</w:document>")
    return out.getvalue()


def line(*cells: str, looks: str = "") -> str:
    return f"<w:tr>{looks}" + "".join(f"<w:tc>{cell}</w:tc>" for cell in cells) + "</w:tr>"


def said(text: str, looks: str = "") -> str:
    return f"<w:tcPr>{looks}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


HEAD = line(*(said(title) for title in HEADER))


def table(*lines: str) -> bytes:
    return raw(f"<w:tbl>{''.join(lines)}</w:tbl>")


def names(data: bytes) -> list[str]:
    return [row.cells["name"] for row in read_list(data, COLUMNS)]


def refused(data: bytes) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        read_list(data, COLUMNS)
    return caught.value


class TestTheForm:
    """As it was printed, or as people have changed it."""

    def test_it_is_read_by_its_columns(self) -> None:
        (row,) = read_list(word([HEADER, AN]), COLUMNS)

        assert row == Row(
            number=1, cells=dict(zip(("number", "name", "position", "content"), AN, strict=True))
        )

    def test_rows_are_counted_as_people_number_them(self) -> None:
        rows = read_list(word([HEADER, ("", "", "", ""), AN, ("3", "", "Thợ", "")]), COLUMNS)

        assert [row.number for row in rows] == [2, 3]
        (fault,) = check(of_rows(rows)).faults
        assert (fault.row, fault.reason) == (3, "seats-row-no-name")

    def test_the_letterhead_above_is_no_list(self) -> None:
        letterhead = [("ĐẢNG ỦY XÃ", "ĐẢNG CỘNG SẢN VIỆT NAM"), ("Số 1", "Ngày")]

        assert names(word(letterhead, [HEADER, AN])) == ["Nguyễn Văn An"]

    def test_several_tables_with_the_header_are_one_list(self) -> None:
        rows = read_list(word([HEADER, AN], [HEADER, BINH]), COLUMNS)

        assert [(row.number, row.cells["name"]) for row in rows] == [
            (1, "Nguyễn Văn An"),
            (2, "Trần Thị Bình"),
        ]

    def test_a_table_that_was_cut_in_two_goes_on(self) -> None:
        assert names(word([HEADER, AN], [BINH])) == ["Nguyễn Văn An", "Trần Thị Bình"]

    def test_the_signatures_below_are_no_people(self) -> None:
        assert names(word([HEADER, AN], [("NGƯỜI LẬP", "TRƯỞNG BAN")])) == ["Nguyễn Văn An"]

    def test_the_header_once_more_on_the_next_page_is_no_person(self) -> None:
        assert names(word([HEADER, AN, HEADER, BINH])) == ["Nguyễn Văn An", "Trần Thị Bình"]

    def test_columns_may_be_in_another_order_and_without_accents(self) -> None:
        (row,) = read_list(word([("Don vi", "HO TEN", "y kien"), ("a", "b", "c")]), COLUMNS)

        assert row.cells == {"position": "a", "name": "b", "content": "c"}

    def test_missing_columns_are_named(self) -> None:
        fault = refused(word([("STT", "Họ và tên", "Nội dung"), ("1", "An", "Đường")]))

        assert (fault.reason, fault.values) == ("list-no-header", {"columns": "position"})

    def test_a_letter_without_a_table_is_no_list(self) -> None:
        assert refused(word()).values == {"columns": "name, position"}


class TestCells:
    """What a cell shows, and nothing else."""

    def test_lines_and_tabulators_become_blanks(self) -> None:
        assert names(word([HEADER, ("1", "Nguyễn\nVăn\tAn", "Thợ", "")])) == ["Nguyễn Văn An"]

    def test_a_merged_cell_says_the_same_in_each_of_its_rows(self) -> None:
        data = word([HEADER, AN, ("2", "Trần Bình", "", "")], also=lambda t: merge(t[0], 2, 1, 2))

        rows = read_list(data, COLUMNS)
        assert [row.cells["position"] for row in rows] == ["Trưởng thôn Đông"] * 2

    def test_a_line_across_the_columns_is_a_heading_and_no_person(self) -> None:
        def merged(made: list[Table]) -> None:
            made[0].cell(1, 0).merge(made[0].cell(1, 3))

        data = word([HEADER, ("I. Thôn Đông", "", "", ""), AN], also=merged)
        rows = read_list(data, COLUMNS)
        assert [(row.number, row.cells["name"]) for row in rows] == [(1, "Nguyễn Văn An")]

    def test_a_header_over_two_rows_is_one_header(self) -> None:
        def merged(made: list[Table]) -> None:
            for place in (0, 1, 2):
                merge(made[0], place, 0, 1)

        assert names(word([HEADER, ("", "", "", "câu hỏi"), AN], also=merged)) == ["Nguyễn Văn An"]

    def test_lines_that_were_drawn_a_little_aside_move_no_cell(self) -> None:
        """A border that was dragged gives its rows another grid."""
        wide = '<w:gridSpan w:val="2"/>'
        head = line(said("STT"), said("Họ và tên"), said("Chức vụ", wide), said("Nội dung"))
        body = line(said("1"), said("Lê An", wide), said("Thợ"), said("Đường"))

        (row,) = read_list(table(head, body), COLUMNS)
        assert row.cells == {
            "number": "1",
            "name": "Lê An",
            "position": "Thợ",
            "content": "Đường",
        }

    def test_who_has_two_cells_merged_is_not_left_out(self) -> None:
        wide = '<w:gridSpan w:val="2"/>'
        body = line(said("1"), said("Lê An"), said("Thợ nề", wide))

        (row,) = read_list(table(HEAD, body), COLUMNS)
        assert (row.cells["name"], row.cells["position"]) == ("Lê An", "Thợ nề")

    def test_what_was_struck_out_while_changes_were_tracked_is_gone(self) -> None:
        gone = line(*map(said, AN), looks="<w:trPr><w:del/></w:trPr>")
        struck = "<w:del><w:r><w:delText>Cũ</w:delText></w:r></w:del>"
        moved = "<w:moveFrom><w:r><w:t>Xưa</w:t></w:r></w:moveFrom>"
        half = said("Lê An").replace("<w:p>", f"<w:p>{struck}{moved}")

        (row,) = read_list(table(HEAD, gone, line(said("1"), half, said("Thợ"), said(""))), COLUMNS)
        assert (row.cells["name"], row.cells["position"]) == ("Lê An", "Thợ")

    def test_a_table_inside_a_cell_is_a_table_of_its_own(self) -> None:
        inside = f"<w:tbl>{HEAD}{line(*map(said, AN))}</w:tbl><w:p/>"

        assert names(table(line(inside, said("bên cạnh")))) == ["Nguyễn Văn An"]

    def test_a_row_that_begins_further_right_is_read_where_it_stands(self) -> None:
        short = line(
            *map(said, ("Lê An", "Thợ", "Đường")),
            looks='<w:trPr><w:gridBefore w:val="1"/></w:trPr>',
        )

        assert names(table(HEAD, short)) == ["Lê An"]


def merge(grid: Table, column: int, first: int, last: int) -> None:
    """Merge downwards; python-docx would put the texts together."""
    for number in range(first, last + 1):
        looks = grid.cell(number, column)._tc.get_or_add_tcPr()
        goes_on = OxmlElement("w:vMerge")
        if number == first:
            goes_on.set(f"{{{NS[9:-1]}}}val", "restart")
        looks.append(goes_on)


class TestBounds:
    """A file that means harm, or that is too much, is refused with what to do instead."""

    def test_a_thousand_people_are_read_and_checked(self) -> None:
        people = (line(*map(said, (str(n), f"Người {n} An", "Thợ", "x"))) for n in range(1_000))

        assert len(check(of_rows(read_list(table(HEAD, *people), COLUMNS))).lines) == 1_000

    def test_more_rows_than_a_list_has_are_refused(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(docx_list, "MOST_ROWS", 3)

        assert refused(word([HEADER, *[AN] * 4])).reason == "list-too-many-rows"

    def test_a_cell_that_claims_to_cover_a_million_columns_covers_few(self) -> None:
        wide = '<w:gridSpan w:val="1000000"/>'

        assert names(table(HEAD, line(said("I. Thôn Đông", wide)), line(*map(said, AN)))) == [
            "Nguyễn Văn An"
        ]

    @pytest.mark.parametrize(
        ("data", "reason"),
        [
            pytest.param(raw("<w:p>"), "list-not-readable", id="broken"),
            pytest.param(word([HEADER, AN])[:-300], "list-not-readable", id="cut off"),
            pytest.param(raw(" " * 26_000_000), "list-too-big", id="a bomb"),
            pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "list-old-kind", id="doc or locked"),
            pytest.param(b"{\\rtf1 An}", "list-old-kind", id="rtf"),
            pytest.param(b"%PDF-1.7", "list-pdf", id="pdf"),
        ],
    )
    def test_what_is_no_list_is_refused_with_its_reason(self, data: bytes, reason: str) -> None:
        assert refused(data).reason == reason

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp037"])
    def test_a_declaration_is_refused_however_it_is_written(self, encoding: str) -> None:
        """Entities of entities would fill the memory."""
        bomb = '<!DOCTYPE x [<!ENTITY a "An"><!ENTITY b "&a;&a;&a;">]><x>&b;</x>'
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            head = f'<?xml version="1.0" encoding="{encoding}"?>'
            archive.writestr("word/document.xml", (head + bomb).encode(encoding))

        assert refused(out.getvalue()).reason == "list-not-readable"

    def test_a_file_with_macros_is_not_read(self) -> None:
        out = io.BytesIO(word([HEADER, AN]))
        with zipfile.ZipFile(out, "a") as archive:
            archive.writestr("word/vbaProject.bin", b"x")

        assert refused(out.getvalue()).reason == "list-macros"
