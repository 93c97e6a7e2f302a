"""After the answer: what An thinks of it, petitioning again, and what the chair is shown."""

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.conclusion import CODE, at_work, classified, hold, petition_of, settled
from stage.walks import code_of, enrol, everywhere, register
from states.invariants import check

from dialogue.conference_life import ConferenceState
from dialogue.roles import Role
from storage import afterwards
from storage.tables import Petition, Satisfaction
from storage.work import Work


def grades(program: Program) -> list[tuple[str, str]]:
    """What was said of answers."""

    def read(work: Work) -> list[tuple[str, str]]:
        return [(row.grade, row.reason) for row in work.session.exec(select(Satisfaction)).all()]

    return program.database.read_now(read)


class TestGrading:
    """/danhgia: one press, and a reason where it is needed."""

    @everywhere
    def test_a_satisfied_author_presses_once(
        self, sqlite_program: Program, channel: str, an: Actor
    ) -> None:
        code = settled(an)
        an.say(f"/xem {code}").press("Hài lòng")

        assert "Cảm ơn Ông/Bà." in an.text
        assert grades(sqlite_program) == [("satisfied", "")]

    def test_who_is_not_satisfied_says_why_and_the_office_reads_it(
        self, sqlite_program: Program, an: Actor, chi: Actor
    ) -> None:
        code = settled(an)
        an.say(f"/danhgia {code}").press("Chưa hài lòng").say("Đường vẫn hỏng.")

        assert grades(sqlite_program) == [("not", "Đường vẫn hỏng.")]
        assert "“Đường vẫn hỏng.”" in chi.read().text
        assert "Tiếp tục kiến nghị" in an.labels

    def test_no_reason_is_no_answer_unless_it_is_only_in_part(self, an: Actor) -> None:
        code = settled(an)

        assert "Xin viết lý do bằng chữ" in an.say(f"/danhgia {code} chua").say("...").text
        assert "Cảm ơn" in an.say(f"/danhgia {code} motphan").press("Không cần nói thêm").text

    def test_the_newest_word_counts(self, sqlite_program: Program, an: Actor) -> None:
        code = settled(an)
        an.say(f"/danhgia {code} hailong").say(f"/danhgia {code} chua").say("Nghĩ lại.")

        assert grades(sqlite_program) == [("not", "Nghĩ lại.")]

    def test_without_an_answer_there_is_nothing_to_speak_of(self, an: Actor) -> None:
        code = register(an)

        assert "chưa có trả lời" in an.say(f"/danhgia {code} hailong").text

    def test_nobody_speaks_for_another(
        self, sqlite_program: Program, an: Actor, stranger: Actor
    ) -> None:
        code = settled(an)

        assert "Chưa mở được" in stranger.say(f"/danhgia {code} hailong").text
        assert grades(sqlite_program) == []


class TestAgain:
    """/kiennghilai: a linked case, within ninety days (ours)."""

    def again(self, an: Actor, code: str) -> str:
        an.say(f"/kiennghilai {code}").press("Viết tiếp nội dung").press("Viết tiếp")
        an.say("Đường vẫn hỏng, xin xem lại.").press("Xong").press("Gửi")
        return code_of(an)

    def test_the_new_one_is_linked_and_the_old_one_says_so(
        self, sqlite_program: Program, an: Actor
    ) -> None:
        code = settled(an)
        new = self.again(an, code)

        old, taken_up = petition_of(sqlite_program, code), petition_of(sqlite_program, new)
        assert (old.state, taken_up.continues_id) == ("petitioned_again", old.id)
        assert (taken_up.name, taken_up.village_id) == (old.name, old.village_id)
        assert f"“{new}”" in an.say(f"/xem {code}").text
        assert sqlite_program.database.read_now(check) == []

    def test_the_dossier_has_the_list(self, sqlite_program: Program, an: Actor) -> None:
        """V.4.2: the list of what was petitioned again."""
        code = settled(an)
        new = self.again(an, code)

        def listed(work: Work) -> list[tuple[str | None, str | None]]:
            conference = sqlite_program.conference(work)
            pairs = afterwards.petitioned_again(work, conference)
            return [(first.code, second.code) for first, second in pairs]

        assert sqlite_program.database.read_now(listed) == [(code, new)]

    def test_twice_at_once_it_is_one_draft(self, sqlite_program: Program, an: Actor) -> None:
        code = settled(an)
        an.say(f"/kiennghilai {code}").say(f"/kiennghilai {code}")

        drafts = [p for p in sqlite_program.all_of(Petition) if p.state == "draft"]
        assert len(drafts) == 1

    def test_what_was_begun_before_is_finished_first(self, an: Actor) -> None:
        code = settled(an)
        an.say("/gui").press("Hòm thư chung (không theo hội nghị)")

        assert "đang viết dở" in an.say(f"/kiennghilai {code}").text

    def test_after_ninety_days_it_is_a_new_petition(
        self, sqlite_program: Program, an: Actor
    ) -> None:
        code = settled(an)
        sqlite_program.wait(days=91)
        an.say(f"/kiennghilai {code}")

        assert "đã hết" in an.text
        assert "Tiếp tục kiến nghị" not in an.say(f"/xem {code}").labels

    def test_without_a_result_it_is_added_to(self, an: Actor) -> None:
        code = register(an)

        assert "chưa có kết quả" in an.say(f"/kiennghilai {code}").text


class TestPack:
    """/tonghop: the chair's."""

    @pytest.fixture
    def chair(self, sqlite_program: Program) -> Actor:
        """The Secretary."""
        return enrol(Actor(program=sqlite_program, name="chair"), "Ông Bí thư", Role.CHAIR)

    def test_before_the_conference_it_counts_and_names_what_is_missing(
        self, an: Actor, chair: Actor
    ) -> None:
        """V.1(3): by field and by disposition."""
        code = classified(an, "tra_loi_tai_hoi_nghi")

        assert "trả lời tại hội nghị: 1" in chair.say("/tonghop").text
        assert f"{code}: chưa giao cơ quan nào" in chair.text

    def test_after_it_what_is_late_is_named(
        self, sqlite_program: Program, an: Actor, chair: Actor
    ) -> None:
        classified(an, "tra_loi_tai_hoi_nghi")
        hold(sqlite_program, ConferenceState.CONCLUDED)
        sqlite_program.wait(days=14)
        at_work(sqlite_program)

        assert "Ban hành thông báo kết luận: hạn 5/11/2025" in chair.say(f"/tonghop {CODE}").text

    def test_it_is_the_chairs_only(self, chi: Actor) -> None:
        assert "không làm việc này được" in chi.say("/tonghop").text
