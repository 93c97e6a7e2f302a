"""Officers who are late, wrong, or no longer what they were: nothing is done twice or unseen."""

from pathlib import Path

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.answers import ECONOMY, enrol_agency
from stage.conclusion import CODE, by_rule, classified, conference_of, hold, petition_of
from stage.news import tell
from stage.walks import enrol, register
from states.invariants import check

from dialogue.roles import Role
from storage.tables import (
    Conclusion,
    ConclusionMatter,
    ConclusionRecipient,
    Conference,
    Deadline,
    Staff,
    Task,
)
from storage.work import Work

ANSWERED, LATER = "tra_loi_tai_hoi_nghi", "kiem_tra_tra_loi_sau"


def wrong(program: Program) -> list[str]:
    """What does not hold in the database."""
    return program.database.read_now(check)


def make_front(program: Program) -> None:
    """Every officer of the office works for the front from now on."""

    def change(work: Work) -> None:
        for duty in work.session.exec(select(Staff).where(Staff.role == Role.OFFICE)).all():
            duty.role = Role.FRONT

    program.change(change)


def conclude(chi: Actor) -> Actor:
    """Take what is proposed and end the session."""
    chi.say(f"/ketluan {CODE}").press("Ghi tất cả theo đề xuất")
    return chi.press("Kết thúc hội nghị")


def write_notice(chi: Actor) -> Actor:
    """Number, day and words, up to the last look."""
    chi.say(f"/ketluan {CODE} thongbao").say("125-TB/ĐU").press("Hôm nay")
    return chi.say("Đã xem xét.")


@pytest.fixture
def held(sqlite_program: Program, an: Actor, chi: Actor) -> str:
    """An's matter under the city's guidance, at a conference that has begun; its code."""
    by_rule(sqlite_program, "hai-phong-13-hd")
    code = classified(an, ANSWERED)
    hold(sqlite_program)
    return code


class TestCalledOff:
    """A conference is cancelled while agencies prepare for it and seats are asked for."""

    @pytest.fixture
    def code(self, an: Actor, chi: Actor, tmp_path: Path) -> str:
        """An's petition, given to Dũng's agency, when its conference is cancelled."""
        dung = enrol_agency(Actor(program=an.program, name="dung"))
        code = register(an)
        chi.say(f"/xet {code} nhan").press("Phân loại").press("Giáo dục")
        chi.press("Trả lời tại hội nghị")
        chi.say(f"/giao {code}").press(ECONOMY).press("Không cần phối hợp")
        chi.press("Không định ngày")
        dung.read()
        chi.say(f"/hoinghi {CODE} huy").say("Sáp nhập xã")
        tell(an.program, tmp_path)
        return code

    def test_its_agency_is_told_and_has_nothing_to_prepare(self, an: Actor, code: str) -> None:
        dung = Actor(program=an.program, name="dung").read()
        assert f"đã thu hồi việc trả lời {code}" in dung.text
        dung.say("/viec")

        assert code not in dung.text
        assert [task.state for task in an.program.all_of(Task)] == ["cancelled"]
        assert wrong(an.program) == []

    def test_the_office_gives_it_anew_for_a_written_reply_and_no_day_binds(
        self, chi: Actor, code: str
    ) -> None:
        """The conference's limits fell away with it."""
        assert "chờ giao cơ quan trả lời" in chi.say("/viec").text
        chi.say(f"/giao {code}").press(ECONOMY).press("Không cần phối hợp")

        assert "Ở đây quy định không định ngày" in chi.text

    def test_what_is_done_with_it_later_wakes_no_date(
        self, an: Actor, chi: Actor, code: str
    ) -> None:
        """The regulations count from a conference that was held."""
        chi.say(f"/phanloai {code}").press("Giáo dục").press("Kiểm tra, làm rõ, trả lời sau")

        assert {one.state for one in an.program.all_of(Deadline)} == {"void"}

    def test_nobody_is_given_a_seat_at_it(self, an: Actor, chi: Actor, code: str) -> None:
        assert "xin chỗ phát biểu" not in chi.say("/viec").text
        assert "Xếp chỗ dự" not in chi.say(f"/xet {code}").labels
        chi.say(f"/xet {code} cho")

        assert petition_of(an.program, code).seat == "requested"
        assert "Tôi không đến được" not in an.say(f"/xem {code}").labels

    def test_the_job_that_runs_twice_takes_back_once(
        self, an: Actor, code: str, tmp_path: Path
    ) -> None:
        version = petition_of(an.program, code).version
        tell(an.program, tmp_path)

        assert petition_of(an.program, code).version == version


class TestMoreTime:
    """hai-phong-13-hd V.3.1(1): the longer limit is for matters that need it."""

    def test_an_old_button_extends_nothing_once_every_matter_is_concluded_on(
        self, chi: Actor, held: str
    ) -> None:
        chi.say(f"/ketluan {CODE}")
        extend = next(one for one in chi.last.choices if one.label.startswith("Gia hạn"))
        conclude(chi).press_value(extend.value)

        assert "việc nào cũng đã ghi kết luận" in chi.text

    def test_nor_does_a_reason_that_comes_after_a_colleague_concluded(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        hoa = enrol(Actor(program=sqlite_program, name="hoa"), "Trần Thị Hoa")
        chi.say(f"/ketluan {CODE}").press("Gia hạn cho việc phức tạp")
        conclude(hoa)
        before = [one.legal_due for one in sqlite_program.all_of(Deadline)]
        chi.say("Việc khó.")

        assert "việc nào cũng đã ghi kết luận" in chi.text
        assert [one.legal_due for one in sqlite_program.all_of(Deadline)] == before

    def test_a_conclusion_is_taken_back_before_more_time_is_asked_for(
        self, chi: Actor, held: str
    ) -> None:
        conclude(chi).say(f"/ketluan {CODE} muc {held}").press("Bỏ kết luận đã ghi")
        chi.say(f"/ketluan {CODE}").press("Gia hạn cho việc phức tạp").say("Việc khó.")

        assert "Đã gia hạn" in chi.text


class TestMeanwhile:
    """Something happens between the last look and the press."""

    def test_a_matter_that_is_raised_while_the_notice_is_written_is_not_passed_over(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        """V.3.1(1): without more time the notice concludes on every matter."""
        hoa = enrol(Actor(program=sqlite_program, name="hoa"), "Trần Thị Hoa")
        write_notice(conclude(chi))
        hoa.say(f"/ketluan {CODE} neu").say("Bà Tư").press("Thôn Hạ").say("Cống bị tắc.")
        chi.press("Ban hành và gửi")

        assert "Còn 1 việc chưa ghi kết luận." in chi.text
        assert [one.state for one in sqlite_program.all_of(Conclusion)] == ["draft"]

    def test_the_session_is_ended_once(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        chi.say(f"/ketluan {CODE}")
        end = next(one for one in chi.last.choices if one.label.startswith("Kết thúc"))
        chi.press_value(end.value)
        version = conference_of(sqlite_program).version
        chi.press_value(end.value)

        assert "vừa có thay đổi" in chi.text
        assert conference_of(sqlite_program).version == version

    @pytest.mark.parametrize("words", ["hoan", "huy", "sua"])
    def test_what_has_been_concluded_is_neither_put_off_nor_called_off(
        self, chi: Actor, held: str, words: str
    ) -> None:
        conclude(chi)

        assert "không còn làm được việc này" in chi.say(f"/hoinghi {CODE} {words}").text

    def test_a_recipient_is_ticked_off_only_at_its_own_conference(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        write_notice(conclude(chi)).press("Ban hành và gửi")
        sqlite_program.change(_hold_another)
        row = next(one for one in sqlite_program.all_of(ConclusionRecipient) if not one.sent_at)
        chi.say(f"/ketluan H2 noinhan n {row.id}")

        assert "cách nào" not in chi.text


class TestRoleThatHasGone:
    """The office's officer becomes the front's in the middle of a conversation."""

    def test_no_words_of_the_chair_are_written_any_more(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        conclude(chi).say(f"/ketluan {CODE} muc {held}").press("Ghi lời kết luận")
        make_front(sqlite_program)
        chi.say("Sửa xong trong tháng.")

        assert "không làm việc này được" in chi.text
        assert [one.note for one in sqlite_program.all_of(ConclusionMatter)] == [""]

    def test_no_recipient_is_ticked_off_any_more(
        self, sqlite_program: Program, chi: Actor, held: str
    ) -> None:
        write_notice(conclude(chi)).press("Ban hành và gửi").press("Nơi nhận")
        chi.press("Đã gửi tất cả nơi còn lại").press("Qua bưu điện")
        make_front(sqlite_program)
        chi.press("Hôm nay")

        assert "không làm việc này được" in chi.text
        assert {one.sent_how for one in sqlite_program.all_of(ConclusionRecipient)} == {"chat", ""}

    def test_no_notice_is_issued_any_more(
        self, sqlite_program: Program, an: Actor, chi: Actor, held: str
    ) -> None:
        write_notice(conclude(chi))
        make_front(sqlite_program)
        an.read()
        chi.press("Ban hành và gửi")

        assert "không làm việc này được" in chi.text
        assert an.read().fresh == []

    @pytest.mark.parametrize("verb", ["hoan", "huy"])
    def test_no_conference_is_put_off_or_called_off_any_more(self, chi: Actor, verb: str) -> None:
        chi.say(f"/hoinghi {CODE} {verb}")
        make_front(chi.program)
        chi.say("Bão số 12")

        assert "không làm việc này được" in chi.text
        assert conference_of(chi.program).state == "registration_open"


def _hold_another(work: Work) -> None:
    """Another conference of the commune, which is being held."""
    first = work.session.get_one(Conference, 1).model_dump(exclude={"id", "code", "state"})
    work.session.add(Conference(**first, code="H2", state="in_session"))
