"""/hoso: where each paper stands, signed copies come and go, the whole dossier as an archive."""

import io
from pathlib import Path

import pytest
from docx import Document
from PIL import Image
from sqlmodel import select
from stage import Actor, Program
from stage.answers import ECONOMY, enrol_agency, give
from stage.conclusion import CODE, by_rule, hold
from stage.dossier import add_signed, take_all
from stage.lists import work as do_jobs
from stage.walks import enrol, everywhere, register
from states.invariants import check

from dialogue.conference_life import ConferenceState
from dialogue.roles import Role
from dialogue.task import Purpose
from handlers.papers.listed import PAPERS
from storage.tables import Attachment, Audit, Conference, DossierPaper, Staff
from storage.tables.petition import FileState
from storage.work import Work

PLAN = "Kế hoạch tổ chức hội nghị"


def line_of(actor: Actor, title: str) -> str:
    return next(line for line in actor.text.splitlines() if line.startswith(f"• {title}"))


def is_sound(program: Program) -> bool:
    """Whether all that holds in every database still does."""
    found: list[str] = []
    program.change(lambda work: found.extend(check(work)))
    assert found == []
    return True


class TestWhatIsThere:
    """The list of the regulation, with what is there and who owes the rest."""

    def test_the_only_conference_is_opened_at_once(self, chi: Actor) -> None:
        chi.say("/hoso")

        assert "TRƯỚC HỘI NGHỊ" in chi.text
        assert dict(chi.last.facts)["Nơi lưu hồ sơ"] == "Văn phòng Đảng ủy"

    def test_what_the_office_has_to_bring_is_missing_in_its_name(self, chi: Actor) -> None:
        by_rule(chi.program, "hai-phong-13-hd")

        assert "Văn phòng" in line_of(chi.say(f"/hoso {CODE}"), PLAN)

    def test_what_comes_after_the_conference_is_not_missing_before_it(self, chi: Actor) -> None:
        by_rule(chi.program, "hai-phong-13-hd")
        chi.say(f"/hoso {CODE}").press("Trang sau ›")
        assert "Chưa đến lúc" in line_of(chi, "Biên bản hội nghị")
        hold(chi.program, ConferenceState.CONCLUDED)

        assert "Chưa đến lúc" not in line_of(chi.say(f"/hoso {CODE} trang 2"), "Biên bản hội nghị")

    def test_a_paper_if_any_is_never_missing(self, chi: Actor) -> None:
        """hai-phong-13-hd V.4.2(3)."""
        by_rule(chi.program, "hai-phong-13-hd")
        hold(chi.program, ConferenceState.ARCHIVED)
        chi.say(f"/hoso {CODE} trang 2")

        assert "Nếu có" in line_of(chi, "Văn bản kiến nghị cấp trên")

    def test_agencies_that_still_owe_answers_are_named(self, chi: Actor, an: Actor) -> None:
        give(chi.program, register(an), purpose=Purpose.PREPARED)
        by_rule(chi.program, "hai-phong-13-hd")
        chi.say(f"/hoso {CODE}")

        told = line_of(chi, "Các báo cáo trả lời")
        assert f"Thiếu: {ECONOMY} (1 nội dung chưa trả lời)" in told

    def test_the_flat_list_of_tinh_1573_has_eleven_papers(self, chi: Actor) -> None:
        """tinh-1573-qd 15.2.2: no phases; what comes later is known all the same."""
        by_rule(chi.program, "tinh-1573-qd")
        chi.say(f"/hoso {CODE}")
        first = chi.text
        chi.press("Trang sau ›")

        assert first.count("• ") + chi.text.count("• ") == 11
        assert "TRƯỚC HỘI NGHỊ" not in first
        assert "Chưa đến lúc" in line_of(chi, "Thông báo kết luận")

    def test_hong_an_asks_for_fourteen(self, chi: Actor) -> None:
        """hong-an-qt-vp-12 7."""
        by_rule(chi.program, "hong-an-qt-vp-12")
        chi.say(f"/hoso {CODE}")
        first = chi.text

        assert first.count("• ") + chi.press("Trang sau ›").text.count("• ") == 14
        assert "phân công" not in first.lower()

    def test_an_extraordinary_one_has_no_list_and_misses_nothing(self, chi: Actor) -> None:
        """hai-phong-13-hd V.4.3."""
        by_rule(chi.program, "hai-phong-13-hd", "dot_xuat")
        chi.say(f"/hoso {CODE}")

        assert "không có danh mục cố định (V.4.3)" in chi.text
        assert "Thiếu" not in chi.text

    def test_every_paper_of_the_program_can_be_reached(self, chi: Actor) -> None:
        by_rule(chi.program, "hai-phong-13-hd")
        offered: list[str] = []
        for page in ("trang 1", "trang 2", "khac 1", "khac 2", "khac 3"):
            chi.say(f"/hoso {CODE} {page}")
            papers = [one.value for one in chi.last.choices if " muc " in one.value]
            for paper in papers:
                chi.say(paper)
                offered += [
                    one.value.split()[-1] for one in chi.last.choices if " lap " in one.value
                ]

        assert set(PAPERS) - {"dossier_contents"} == set(offered)

    @pytest.mark.parametrize("key", list(PAPERS))
    def test_a_paper_arrives_as_a_file(self, chi: Actor, key: str, tmp_path: Path) -> None:
        chi.say(f"/hoso {CODE} lap {key}")
        do_jobs(chi, tmp_path)

        assert len(chi.files) == 1

    @everywhere
    def test_it_can_be_used_without_buttons(self, sqlite_program: Program, channel: str) -> None:
        chi = enrol(Actor(program=sqlite_program, name="chi", channel=channel))

        assert PLAN in chi.say("/hoso").press(PLAN).text


class TestSignedCopies:
    """A paper comes back signed; the wrong one is taken away."""

    def test_one_is_there_with_number_and_day(self, chi: Actor, tmp_path: Path) -> None:
        add_signed(chi, "plan", tmp_path)

        assert "Bản đã ký số 12-KH/ĐU, ngày 15/09/2025" in line_of(chi.say(f"/hoso {CODE}"), PLAN)
        assert chi.say(f"/hoso {CODE} muc plan").files[0].name == "quet.pdf"
        assert is_sound(chi.program)

    def test_pages_that_follow_belong_to_the_same_paper(self, chi: Actor) -> None:
        chi.say(f"/hoso {CODE} ky plan").send_photo().send_photo().send_photo()
        chi.say("12-KH/ĐU").press("Hôm nay")
        rows = chi.program.all_of(DossierPaper)

        assert {(row.key, row.number, str(row.signed_on)) for row in rows} == {
            ("plan", "12-KH/ĐU", "2025-10-01")
        }
        assert len(rows) == 3

    def test_a_word_file_is_one_too(self, chi: Actor, tmp_path: Path) -> None:
        out = io.BytesIO()
        Document().save(out)
        add_signed(chi, "plan", tmp_path, name="kế hoạch.docx", data=out.getvalue())

        assert "Bản đã ký số" in chi.say(f"/hoso {CODE}").text
        assert [one for one in take_all(chi, tmp_path).namelist() if one.endswith("kế hoạch.docx")]

    def test_who_is_interrupted_has_brought_the_file_all_the_same(
        self, chi: Actor, tmp_path: Path
    ) -> None:
        chi.say(f"/hoso {CODE} ky plan").send_photo().say("/viec")

        assert len(chi.program.all_of(DossierPaper)) == 1
        assert is_sound(chi.program)

    def test_a_file_that_never_came_is_no_signed_copy(self, chi: Actor, tmp_path: Path) -> None:
        """Its bytes are no file that is taken: who sent it is told, and nothing is signed."""
        add_signed(chi, "plan", tmp_path, data=b"MZ not a paper")

        assert "Bản đã ký" not in line_of(chi.say(f"/hoso {CODE}"), PLAN)
        assert chi.program.all_of(Attachment)[0].state == FileState.FAILED

    def test_the_wrong_one_is_taken_away_and_can_be_put_back(
        self, chi: Actor, tmp_path: Path
    ) -> None:
        add_signed(chi, "plan", tmp_path)
        chi.say(f"/hoso {CODE} muc plan").press("Gỡ: Bản đã ký số 12-KH/ĐU, ngày 15/09/2025")
        assert "Bản đã ký" not in line_of(chi.say(f"/hoso {CODE}"), PLAN)
        chi.press("Để lại vào hồ sơ")

        assert "Bản đã ký" in line_of(chi.say(f"/hoso {CODE}"), PLAN)
        assert is_sound(chi.program)

    def test_two_who_take_it_away_do_it_once(self, chi: Actor, tmp_path: Path) -> None:
        hoa = enrol(Actor(program=chi.program, name="hoa"), "Trần Thị Hoa")
        add_signed(chi, "plan", tmp_path)
        number = chi.program.all_of(DossierPaper)[0].id
        chi.say(f"/hoso {CODE} go {number}")
        hoa.say(f"/hoso {CODE} go {number}")

        assert "đã được gỡ khỏi hồ sơ trước đó" in hoa.text
        acts = [one.action for one in chi.program.all_of(Audit) if one.subject == "dossier_paper"]
        assert acts == ["dossier_paper_added", "dossier_paper_removed"]

    def test_a_day_to_come_is_asked_again(self, chi: Actor) -> None:
        chi.say(f"/hoso {CODE} ky plan").send_photo().press("Không có số").say("1/12/2025")

        assert "chưa đến" in chi.text

    def test_a_paper_of_no_list_goes_to_the_others(self, chi: Actor, tmp_path: Path) -> None:
        by_rule(chi.program, "hai-phong-13-hd", "dot_xuat")
        add_signed(chi, "others", tmp_path)

        assert "Bản đã ký số 12-KH/ĐU" in chi.say(f"/hoso {CODE}").text

    def test_what_came_under_a_list_that_changed_is_not_lost(
        self, chi: Actor, tmp_path: Path
    ) -> None:
        by_rule(chi.program, "hai-phong-13-hd")
        add_signed(chi, "overview_report", tmp_path)
        by_rule(chi.program, "tinh-1573-qd")
        chi.say(f"/hoso {CODE} khac")

        assert "Bản đã ký số 12-KH/ĐU" in chi.text


class TestTheWhole:
    """Everything in one archive."""

    def test_folders_are_numbered_by_phase_and_paper(self, chi: Actor, tmp_path: Path) -> None:
        by_rule(chi.program, "hai-phong-13-hd")
        add_signed(chi, "plan", tmp_path)
        names = take_all(chi, tmp_path).namelist()

        assert "00. Mục lục hồ sơ.docx" in names
        signed = "Bản đã ký số 12-KH-ĐU, ngày 15-09-2025 - quet.pdf"
        assert f"1. Trước hội nghị/01. {PLAN}/{signed}" in names
        assert "4. Văn bản khác/Thông báo rộng rãi (phần mềm lập).docx" in names

    def test_who_asked_is_told_what_is_missing(self, chi: Actor, tmp_path: Path) -> None:
        by_rule(chi.program, "hai-phong-13-hd")
        take_all(chi, tmp_path)

        assert "Những mục còn thiếu:" in chi.text
        assert PLAN in chi.text

    def test_petitions_bring_their_files_under_their_codes(
        self, chi: Actor, an: Actor, tmp_path: Path
    ) -> None:
        code = register(an)
        by_rule(chi.program, "hai-phong-13-hd")
        an.say(f"/them {code}").send_photo().press("Xong")
        do_jobs(an, tmp_path, _picture())
        names = take_all(chi, tmp_path).namelist()

        assert f"5. Tài liệu kèm ý kiến, kiến nghị/{code}/ảnh.png" in names

    def test_a_photo_that_never_came_is_not_called_lost(
        self, chi: Actor, an: Actor, tmp_path: Path
    ) -> None:
        """Its sender was told; no backup has it."""
        an.say(f"/them {register(an)}").send_photo().press("Xong")
        do_jobs(an, tmp_path, b"MZ no picture")
        take_all(chi, tmp_path)

        assert "mất hoặc hỏng" not in chi.text

    def test_what_was_withdrawn_is_not_in_it(self, chi: Actor, an: Actor, tmp_path: Path) -> None:
        code = register(an)
        an.say(f"/them {code}").send_photo().press("Xong")
        do_jobs(an, tmp_path, _picture())
        an.say(f"/rut {code}").press("Rút")

        assert not [name for name in take_all(chi, tmp_path).namelist() if code in name]

    def test_a_file_whose_bytes_are_gone_keeps_nothing_else_back(
        self, chi: Actor, tmp_path: Path
    ) -> None:
        by_rule(chi.program, "hai-phong-13-hd")
        add_signed(chi, "plan", tmp_path)
        add_signed(chi, "minutes", tmp_path, data=b"%PDF-1.4\nbien ban\n%%EOF\n")
        (gone, _) = [one.sha256 for one in chi.program.all_of(Attachment)]
        (tmp_path / gone[:2] / gone).unlink()
        names = take_all(chi, tmp_path).namelist()

        assert len([name for name in names if name.endswith(".pdf")]) == 1
        assert "Có 1 tệp bị mất hoặc hỏng" in chi.text

    def test_two_who_ask_at_once_each_get_theirs(self, chi: Actor, tmp_path: Path) -> None:
        hoa = enrol(Actor(program=chi.program, name="hoa"), "Trần Thị Hoa")
        chi.say(f"/hoso {CODE} tai")
        hoa.say(f"/hoso {CODE} tai")
        do_jobs(chi, tmp_path)

        assert len(chi.files) == len(hoa.read().files) == 1


class TestWhoMay:
    """The office, of its own commune."""

    @pytest.mark.parametrize("role", [Role.BOARD, Role.FRONT, Role.CHAIR, Role.CITY])
    def test_another_role_sees_no_dossier(self, sqlite_program: Program, role: Role) -> None:
        other = enrol(Actor(program=sqlite_program, name="kim"), "Vũ Thị Kim", role)
        for command in ("", f" {CODE}", f" {CODE} tai", f" {CODE} ky plan", f" {CODE} go 1"):
            assert "không làm việc này được" in other.say(f"/hoso{command}").text

    def test_an_agency_sees_no_dossier(self, sqlite_program: Program) -> None:
        dung = enrol_agency(Actor(program=sqlite_program, name="dung"))

        assert "không làm việc này được" in dung.say(f"/hoso {CODE} tai").text

    def test_a_citizen_is_asked_to_join(self, an: Actor) -> None:
        an.open().say(f"/hoso {CODE} tai")

        assert not an.files and "TRƯỚC HỘI NGHỊ" not in an.text

    def test_another_communes_conference_is_unknown(self, chi: Actor) -> None:
        chi.program.add_neighbour()

        def move(work: Work) -> None:
            work.session.exec(select(Conference)).one().commune_id = 2

        chi.program.change(move)

        assert f"Không có hội nghị {CODE}" in chi.say(f"/hoso {CODE}").text

    def test_a_signed_copy_of_another_conference_cannot_be_taken_away(
        self, chi: Actor, tmp_path: Path
    ) -> None:
        add_signed(chi, "plan", tmp_path)

        def elsewhere(work: Work) -> None:
            first = work.session.exec(select(Conference)).one()
            second = Conference(**{**first.model_dump(), "id": None, "code": "DT2512"})
            work.session.add(second)

        chi.program.change(elsewhere)
        chi.say("/hoso DT2512 go 1")

        assert chi.program.all_of(DossierPaper)[0].removed_at is None

    def test_who_lost_the_role_while_the_archive_was_made_gets_none(
        self, chi: Actor, tmp_path: Path
    ) -> None:
        chi.say(f"/hoso {CODE} tai")

        def leave(work: Work) -> None:
            work.session.exec(select(Staff)).one().left_at = chi.program.now

        chi.program.change(leave)
        do_jobs(chi, tmp_path)

        assert not chi.files

    def test_who_lost_the_role_while_a_paper_was_photographed_adds_nothing(
        self, chi: Actor
    ) -> None:
        chi.say(f"/hoso {CODE} ky plan")

        def become_board(work: Work) -> None:
            work.session.exec(select(Staff)).one().role = Role.BOARD

        chi.program.change(become_board)
        chi.send_photo()

        assert "không làm việc này được" in chi.text
        assert not chi.program.all_of(DossierPaper)


def _picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (4, 4), "red").save(out, "PNG")
    return out.getvalue()
