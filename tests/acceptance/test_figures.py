"""/thongke: charts of the year as pictures with a sentence; the reports of /baocao as files."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook
from PIL import Image
from sqlmodel import select
from stage import Actor, Program
from stage.conclusion import at_work, classified, settled
from stage.news import tell
from stage.walks import enrol

from dialogue.roles import Role
from storage.blobs import Blobs
from storage.tables import Attachment, Audit, Deadline, PetitionEvent, Staff
from storage.work import Work

FIELDS, LIMITS = "Ý kiến theo lĩnh vực", "Thời gian trả lời so với hạn"
AGENCIES, AREA = "Tỷ lệ đúng hạn theo cơ quan", "Các xã, phường, đặc khu"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    return tmp_path / "files"


@pytest.fixture
def chi(sqlite_program: Program) -> Actor:
    return enrol(Actor(program=sqlite_program, name="chi"))


def received(actor: Actor, files: Path) -> bytes:
    """The bytes of the file that has just come."""
    tell(actor.program, files)
    actor.read()
    (file,) = actor.last.files
    row = actor.program.database.read_now(
        lambda work: work.session.get_one(Attachment, file.attachment)
    )
    return Blobs(files).read(row.sha256)


def two_opinions(program: Program) -> None:
    settled(Actor(program=program, name="an"))
    classified(Actor(program=program, name="binh"), "kiem_tra_tra_loi_sau")


class TestCharts:
    """Pictures, each with the same in words."""

    def test_the_office_sees_its_opinions_by_field(self, chi: Actor, files: Path) -> None:
        two_opinions(chi.program)
        chi.say("/thongke").press(FIELDS)
        assert "Đang vẽ biểu đồ" in chi.text
        picture = Image.open(io.BytesIO(received(chi, files)))

        assert (picture.format, picture.width) == ("PNG", 1080)
        assert "Năm 2025, đến hết ngày 1/10/2025, nhận 2 ý kiến" in chi.text
        assert "đã trả lời 1; đang chờ trả lời 1" in chi.text
        assert "Nguyễn" not in chi.text

    def test_replies_are_held_against_their_limit(self, chi: Actor, files: Path) -> None:
        two_opinions(chi.program)

        def reply(work: Work) -> None:
            for limit in work.session.exec(select(Deadline)):
                if limit.petition_id is not None:
                    at = datetime(2025, 11, 20, 2, tzinfo=UTC)
                    work.session.add(
                        PetitionEvent(
                            commune_id=1, petition_id=limit.petition_id, at=at, kind="replied"
                        )
                    )

        chi.program.change(reply)
        chi.program.now = datetime(2025, 12, 1, 2, tzinfo=UTC)
        at_work(chi.program)
        chi.say("/thongke").press(LIMITS)
        received(chi, files)

        assert "có 2 ý kiến đã được trả lời bằng văn bản" in chi.text

    @pytest.mark.parametrize("label", [FIELDS, LIMITS, AGENCIES])
    def test_where_there_is_nothing_a_sentence_says_so(
        self, chi: Actor, files: Path, label: str
    ) -> None:
        chi.say("/thongke").press(label)
        tell(chi.program, files)
        chi.read()

        assert chi.last.files == ()
        assert "nên chưa có biểu đồ" in chi.text

    def test_a_year_to_come_has_no_figures_and_the_last_one_has(self, chi: Actor) -> None:
        assert "chưa bắt đầu" in chi.say("/thongke 2026").text
        chi.press("Xem năm 2025")
        chi.press("Xem năm 2024")

        assert "đến hết ngày 31/12/2024" in chi.text

    def test_the_city_sees_how_many_communes_have_held_theirs(
        self, sqlite_program: Program, files: Path
    ) -> None:
        sqlite_program.add_neighbour()
        lan = enrol(Actor(program=sqlite_program, name="lan"), "Vũ Thị Lan", Role.CITY)
        lan.say("/thongke")
        assert FIELDS not in lan.offered
        lan.press(AREA)
        picture = Image.open(io.BytesIO(received(lan, files)))

        assert picture.width == 1080
        assert "0 trên 2 xã, phường, đặc khu đã đối thoại đủ trong năm 2025" in lan.text

    @pytest.mark.parametrize("role", [Role.AGENCY, Role.OPERATOR])
    def test_agencies_and_operators_see_none(self, sqlite_program: Program, role: Role) -> None:
        other = enrol(Actor(program=sqlite_program, name="dung"), "Phạm Văn Dũng", role)
        other.say("/thongke 2025 linhvuc")

        assert "Biểu đồ" not in other.labels
        assert sqlite_program.all_of(Audit)[-1].action != "sheet_taken"

    def test_what_was_ordered_under_a_role_that_has_ended_does_not_come(
        self, chi: Actor, files: Path
    ) -> None:
        two_opinions(chi.program)
        chi.say("/thongke").press(FIELDS)

        def change_role(work: Work) -> None:
            for duty in work.session.exec(select(Staff)):
                duty.role = "agency"

        chi.program.change(change_role)
        tell(chi.program, files)

        assert chi.program.all_of(Attachment) == []


class TestReports:
    """Word and Excel, of a quarter or a year that has begun."""

    def test_the_board_takes_the_quarters_report_as_a_word_file(
        self, sqlite_program: Program, files: Path
    ) -> None:
        two_opinions(sqlite_program)
        hoa = enrol(Actor(program=sqlite_program, name="hoa"), "Vũ Thị Hoa", Role.BOARD)
        hoa.say("/baocao").press("Lập báo cáo quý IV/2025")
        assert "từ ngày 1/10/2025 đến hết ngày 1/10/2025" in hoa.text
        hoa.press("Tệp Word")
        paper = Document(io.BytesIO(received(hoa, files)))
        said = "\n".join(one.text for one in paper.paragraphs)

        assert hoa.last.files[0].name == "bao-cao-quy-mau-2025Q4.docx"
        assert "Tiếp nhận 2 ý kiến, kiến nghị" in said
        assert "Mẫu dự thảo của phần mềm, chưa phải mẫu chính thức" in said

    def test_the_same_figures_come_as_numbers_in_an_excel_file(
        self, chi: Actor, files: Path
    ) -> None:
        two_opinions(chi.program)
        chi.say("/baocao 2025 lap 2025 excel")
        book = load_workbook(io.BytesIO(received(chi, files)))
        rows = {row[1]: row[2:] for row in book["Số liệu"].iter_rows(values_only=True)}

        assert rows["Ý kiến, kiến nghị đã nhận"] == (2, 0)
        assert rows["Đã giải quyết tại hội nghị"] == (1, 0)
        assert rows["Tỷ lệ trả lời bằng văn bản đúng hạn"] == ("–", "–")
        assert book.sheetnames == ["Số liệu", "Lĩnh vực 1"]

    def test_only_what_has_begun_is_offered(self, chi: Actor) -> None:
        offered = [one for one in chi.say("/baocao").offered if one.startswith("Lập")]

        assert offered == [
            "Lập báo cáo năm 2025",
            "Lập báo cáo quý IV/2025",
            "Lập báo cáo quý III/2025",
        ]
        assert not [one for one in chi.say("/baocao 2026").offered if one.startswith("Lập")]

    @pytest.mark.parametrize("typed", ["2026Q1", "2025Q5", "", "x word", "2026 excel"])
    def test_what_is_no_period_orders_nothing(self, chi: Actor, typed: str) -> None:
        chi.say(f"/baocao 2025 lap {typed}")

        assert "Xin chọn kỳ khác" in chi.text
        assert chi.program.all_of(Audit)[-1].action != "sheet_taken"

    def test_the_front_makes_no_report(self, sqlite_program: Program) -> None:
        front = enrol(Actor(program=sqlite_program, name="giang"), "Hồ Thị Giang", Role.FRONT)
        front.say("/baocao 2025 lap 2025Q3 word")

        assert sqlite_program.all_of(Audit)[-1].action != "sheet_taken"
