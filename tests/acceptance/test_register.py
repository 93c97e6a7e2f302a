"""The register of pending cases: entered, imported, looked up, and what it means for a seat."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from stage import Actor, Program
from stage.lists import book, send_file, work
from stage.walks import enrol, everywhere, register

from dialogue.roles import Role
from storage.blobs import Blobs
from storage.tables import Attachment, Audit, PendingCase, PetitionEvent

HEADER = ("STT", "Họ và tên", "Thôn, tổ dân phố", "Loại đơn", "Nội dung", "Cơ quan giải quyết")
RIGHT = (1, "Nguyễn Văn An", "Thôn Đông", "Khiếu nại", "Ranh giới đất", "Thanh tra huyện")
OTHER = (2, "Trần Thị Bình", "Nơi khác", "Tố cáo", "Cán bộ thôn thu sai quỹ", "")
WRONG = (3, "", "Thôn Đông", "Khiếu nại", "Đất", "")
AN = "Nguyễn Văn An\nRanh giới đất"


@pytest.fixture
def chi(sqlite_program: Program) -> Actor:
    """An officer of the office; files of her channel are fetched."""
    return enrol(Actor(program=sqlite_program, name="chi", channel="telegram"))


def enter(chi: Actor, words: str = AN) -> Actor:
    return chi.say("/sodon moi").press("Khiếu nại").press("Thôn Đông").say(words)


def send(chi: Actor, folder: Path, *rows: tuple[object, ...]) -> Actor:
    return send_file(chi, "/sodon tep", book([HEADER, *rows]), folder)


def case(program: Program) -> PendingCase:
    return program.all_of(PendingCase)[0]


@everywhere
def test_a_case_is_entered_followed_and_closed(sqlite_program: Program, channel: str) -> None:
    chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))
    enter(chi).press("Ghi cơ quan giải quyết").say("Thanh tra huyện")
    chi.press("Cơ quan đã thụ lý").press("Ghi bước tiếp theo").say("Hòa giải ngày 15/10")
    assert "Bước tiếp theo: Hòa giải ngày 15/10" in chi.text
    chi.press("Báo với hội nghị").press("Hội nghị đối thoại năm 2025 (mẫu)")
    assert "D1: Nguyễn Văn An" in chi.say("/sodon hoinghi DT2510").text
    chi.say("/sodon d1 dong").say("Quyết định 12 ngày 1/10/2025")
    assert "đã giải quyết xong: Quyết định 12" in chi.text
    assert "không có đơn nào chưa giải quyết xong" in chi.say("/sodon").text
    assert "D1: Nguyễn Văn An" in chi.say("/sodon xong").text


def test_people_are_found_without_accents(chi: Actor) -> None:
    enter(chi)

    assert "D1: Nguyễn Văn An" in chi.say("/sodon van an").text
    assert "không có đơn nào của người tên như vậy" in chi.say("/sodon 100%").text


def test_the_same_case_is_not_entered_twice(chi: Actor) -> None:
    enter(chi)

    assert "Đơn này đã có trong sổ: D1" in enter(chi, "nguyen van an\nranh  giới đất").text
    assert len(chi.program.all_of(PendingCase)) == 1


def test_of_two_who_change_it_at_once_the_second_is_shown_what_it_has_become(chi: Actor) -> None:
    enter(chi)
    hoa = enrol(Actor(program=chi.program, name="hoa"), "Trần Thị Hoa")
    hoa.say("/sodon D1")
    chi.press("Cơ quan đã thụ lý")

    assert "Chưa thay đổi gì: đơn D1 vừa có người sửa" in hoa.press("Cơ quan đã thụ lý").text
    assert case(chi.program).version == 2


class TestTheSeat:
    """vinh-hoa-2025 III.4, as the sample has it: whoever has a case pending has no seat."""

    def test_a_name_alone_tells_the_office_and_nobody_else(self, chi: Actor) -> None:
        enter(chi)
        an = Actor(program=chi.program, name="an")
        code = register(an)

        assert "đơn" not in an.text.replace("đơn giản", "")
        facts = dict(chi.say(f"/xet {code}").last.facts)
        assert facts["Sổ đơn"] == "D1 (khiếu nại) cùng họ tên, chưa rõ có phải một người"
        assert "theo sổ đơn" not in facts["Chỗ dự hội nghị"]

    def test_linked_by_an_officer_the_clause_stands_beside_the_seat(self, chi: Actor) -> None:
        enter(chi)
        an = Actor(program=chi.program, name="an")
        code = register(an)
        chi.say("/sodon D1").press(f"Đúng người gửi {code}")
        seat = dict(chi.say(f"/xet {code}").last.facts)["Chỗ dự hội nghị"]

        assert "theo sổ đơn: có đơn đang chờ giải quyết (III.4)" in seat
        assert an.read().fresh == []
        assert "linked" not in {line.kind for line in chi.program.all_of(PetitionEvent)}

    def test_once_it_is_settled_nothing_stands_against_the_seat(self, chi: Actor) -> None:
        enter(chi)
        code = register(Actor(program=chi.program, name="an"))
        chi.say(f"/sodon D1 kiennghi {code}").say("/sodon D1 dong").press("Không ghi kết quả")

        assert "theo sổ đơn" not in dict(chi.say(f"/xet {code}").last.facts)["Chỗ dự hội nghị"]

    def test_nobody_but_the_office_sees_that_there_is_a_case(self, chi: Actor) -> None:
        enter(chi)
        code = register(Actor(program=chi.program, name="an"))
        front = enrol(Actor(program=chi.program, name="mai"), "Đỗ Thị Mai", Role.FRONT)

        assert "Sổ đơn" not in dict(front.say(f"/xet {code}").last.facts)
        assert "không làm việc này được" in front.say("/sodon").text
        assert "không làm việc này được" in front.say("/sodon D1").text


class TestAFile:
    """As the office has kept it in Excel: nothing half done, a report for each row."""

    def test_of_a_wrong_one_nothing_is_entered_until_that_is_wanted(
        self, chi: Actor, tmp_path: Path
    ) -> None:
        send(chi, tmp_path, RIGHT, WRONG, OTHER, RIGHT)

        assert "Chưa ghi đơn nào: 2 dòng cần sửa, 2 dòng đã đúng." in chi.text
        assert "• Dòng 3, —: thiếu họ và tên" in chi.text
        assert "• Dòng 5, Nguyễn Văn An: trùng đơn ở dòng 2" in chi.text
        assert chi.program.all_of(PendingCase) == []
        chi.press("Ghi 2 dòng đúng")
        assert "Đã ghi 2 đơn." in work(chi, tmp_path).text
        assert case(chi.program).keeper == "Thanh tra huyện"

    def test_sent_again_it_adds_only_what_is_new(self, chi: Actor, tmp_path: Path) -> None:
        send(chi, tmp_path, RIGHT)

        assert "Đã ghi 1 đơn. Đã có từ trước: 1." in send(chi, tmp_path, RIGHT, OTHER).text

    def test_missing_columns_are_named(self, chi: Actor, tmp_path: Path) -> None:
        send_file(chi, "/sodon tep", book([("STT", "Họ và tên")]), tmp_path)

        assert "Không thấy cột: Loại đơn, Nội dung." in chi.text

    def test_a_formula_stays_words_on_the_way_in_and_out(self, chi: Actor, tmp_path: Path) -> None:
        evil = '=HYPERLINK("http://x","Đất")'
        send(chi, tmp_path, (1, "Lê Văn Sáu", "", "Đề nghị", evil, "+84 cmd"))
        chi.say("/sodon").press("Lấy bảng Excel")
        work(chi, tmp_path)
        kept = chi.program.all_of(Attachment)[-1]
        sheet = load_workbook(io.BytesIO(Blobs(tmp_path).read(kept.sha256))).active
        assert sheet is not None
        cells = [cell for row in sheet.iter_rows(min_row=2) for cell in row]

        assert case(chi.program).content == evil[1:]
        assert {cell.data_type for cell in cells if cell.value} == {"s"}

    def test_what_was_written_out_adds_nothing_when_it_is_read_in(
        self, chi: Actor, tmp_path: Path
    ) -> None:
        send(chi, tmp_path, RIGHT, OTHER)
        chi.say("/sodon D1 noidung").say("Ranh giới đất, đã đo lại")
        chi.say("/sodon").press("Lấy bảng Excel")
        (file,) = work(chi, tmp_path).last.files
        kept = next(one for one in chi.program.all_of(Attachment) if one.id == file.attachment)
        written = Blobs(tmp_path).read(kept.sha256)

        assert file.name == "so-don-mau.xlsx"
        assert (
            "Đã ghi 0 đơn. Đã có từ trước: 2."
            in send_file(chi, "/sodon tep", written, tmp_path).text
        )

    def test_it_names_the_conference_and_the_petition_of_an_entry(
        self, chi: Actor, an: Actor, tmp_path: Path
    ) -> None:
        code = register(an)
        send(chi, tmp_path, RIGHT, OTHER)
        chi.say("/sodon D2 hoinghi DT2510").say(f"/sodon D2 kiennghi {code}")
        chi.say("/sodon").press("Lấy bảng Excel")
        work(chi, tmp_path)
        kept = chi.program.all_of(Attachment)[-1]
        sheet = load_workbook(io.BytesIO(Blobs(tmp_path).read(kept.sha256))).active
        assert sheet is not None
        rows = list(sheet.iter_rows(min_row=2, values_only=True))

        assert [(row[1], row[10] or "", row[11] or "") for row in rows] == [
            ("D1", "", ""),
            ("D2", "DT2510", code),
        ]

    def test_it_is_put_on_no_conference_that_is_not_held(self, chi: Actor, tmp_path: Path) -> None:
        send(chi, tmp_path, RIGHT)
        chi.program.change(lambda work: setattr(chi.program.conference(work), "state", "discarded"))
        chi.say("/sodon D1 hoinghi DT2510")

        assert case(chi.program).conference_id is None

    def test_who_has_left_meanwhile_gets_nothing(self, chi: Actor, tmp_path: Path) -> None:
        enter(chi)
        chi.say("/sodon xuat")
        chi.say("/thoat")
        before = len(chi.program.all_of(Attachment))

        assert work(chi, tmp_path).fresh == []
        assert len(chi.program.all_of(Attachment)) == before


def test_the_audit_names_nobody(chi: Actor) -> None:
    enter(chi).press("Cơ quan đã thụ lý")
    told = [one for one in chi.program.all_of(Audit) if one.action.startswith("pending")]

    assert [one.action for one in told] == ["pending_entered", "pending_taken_up"]
    assert all("An" not in str(one.detail) for one in told)


def test_a_case_of_another_commune_is_not_there(chi: Actor) -> None:
    enter(chi)
    chi.program.add_neighbour()
    code = chi.program.invite(Role.OFFICE, commune="ben")
    hoa = Actor(program=chi.program, name="hoa", account="ben")
    hoa.say(f"/thamgia {code}").say("Trần Thị Hoa")

    assert "Trong sổ không có đơn này." in hoa.say("/sodon D1").text
    assert "không có đơn nào của người" in hoa.say("/sodon an").text
