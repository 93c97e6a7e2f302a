"""Chi becomes staff by a one-time code, and ceases to be."""

from datetime import timedelta

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.walks import enrol, everywhere, open_question, register

from dialogue.roles import Role
from handlers.messages import Kind
from storage.tables import Audit, Staff
from storage.work import Work

STAFF_COMMANDS = ("/viec", "/xet XM25-0001", "/xet XM25-0001 nhan 1", "/bosung XM25-0001")


@pytest.fixture
def newcomer(sqlite_program: Program, channel: str) -> Actor:
    """Chi before she has joined."""
    return Actor(program=sqlite_program, name="chi", channel=channel)


@everywhere
def test_who_brings_the_code_gives_a_name_and_sees_the_work(newcomer: Actor) -> None:
    newcomer.say(f"/thamgia {newcomer.program.invite()}").say("Lê Thị Chi")

    assert "Lê Thị Chi đã tham gia với vai trò Văn phòng của Xã Mẫu." in newcomer.text
    assert newcomer.press("Việc cần làm").last.title == "Việc cần làm"


def test_the_code_is_read_without_its_dash_and_in_small_letters(newcomer: Actor) -> None:
    code = newcomer.program.invite().replace("-", "").lower()

    assert "Mã đúng." in newcomer.say(f"/thamgia {code}").text


def test_the_code_works_once(newcomer: Actor, stranger: Actor) -> None:
    code = newcomer.program.invite()
    newcomer.say(f"/thamgia {code}")

    assert "chưa đúng, đã dùng hoặc đã hết hạn" in stranger.say(f"/thamgia {code}").text
    assert len(newcomer.program.all_of(Staff)) == 1


def test_the_code_ends_after_three_days(newcomer: Actor) -> None:
    code = newcomer.program.invite()
    newcomer.program.wait(days=3, minutes=1)

    assert "đã hết hạn" in newcomer.say(f"/thamgia {code}").text


def test_guessing_codes_is_stopped_even_for_a_right_one(newcomer: Actor) -> None:
    for _ in range(5):
        newcomer.say("/thamgia AAAAA-AAAAA")
    newcomer.say(f"/thamgia {newcomer.program.invite()}")

    assert "Xin thử lại sau một giờ" in newcomer.text
    assert newcomer.program.all_of(Staff) == []


def test_after_an_hour_it_may_be_tried_again(newcomer: Actor) -> None:
    for _ in range(6):
        newcomer.say("/thamgia AAAAA-AAAAA")
    newcomer.program.wait(hours=1, minutes=1)

    assert "Mã đúng." in newcomer.say(f"/thamgia {newcomer.program.invite()}").text


def test_the_command_without_a_code_is_no_guess(newcomer: Actor) -> None:
    for _ in range(6):
        assert "xin gõ /thamgia kèm mã được cấp" in newcomer.say("/thamgia").text

    assert "Mã đúng." in newcomer.say(f"/thamgia {newcomer.program.invite()}").text


def test_nobody_joins_inside_an_embedded_frame_and_the_code_stays_good(newcomer: Actor) -> None:
    code = newcomer.program.invite()
    newcomer.embedded = True
    newcomer.say(f"/thamgia {code}")
    assert "khung của trang khác" in newcomer.text
    newcomer.embedded = False

    assert "Mã đúng." in newcomer.say(f"/thamgia {code}").text


def test_a_code_of_another_commune_does_not_work_here(newcomer: Actor) -> None:
    newcomer.program.add_neighbour()
    neighbour = Actor(program=newcomer.program, name="chi", account="ben")

    assert "chưa đúng" in neighbour.say(f"/thamgia {newcomer.program.invite()}").text


@pytest.mark.parametrize("command", STAFF_COMMANDS)
def test_a_citizen_s_staff_command_is_refused_kindly(an: Actor, command: str) -> None:
    register(an)

    assert "Lệnh này dành cho cán bộ." in an.say(command).text
    assert "Về trang đầu" in an.labels


@pytest.mark.parametrize("command", STAFF_COMMANDS)
def test_staff_work_is_refused_inside_an_embedded_frame(chi: Actor, command: str) -> None:
    chi.embedded = True

    assert "khung của trang khác" in chi.say(command).text


def test_who_has_given_no_name_is_asked_before_the_first_work(newcomer: Actor) -> None:
    """A decision stands under a name."""
    newcomer.say(f"/thamgia {newcomer.program.invite()}").say("/viec")

    assert "Xin cho biết họ và tên" in newcomer.text
    assert "Lê Thị Chi đã tham gia" in newcomer.say("Lê Thị Chi").text


class TestIdleSession:
    """On the web a forgotten session ends by itself."""

    def test_after_twelve_hours_the_work_is_closed(self, chi: Actor) -> None:
        chi.program.wait(hours=12, minutes=1)

        assert "Phiên làm việc đã hết hạn" in chi.say("/viec").text
        assert "Lệnh này dành cho cán bộ." in chi.say("/viec").text

    def test_whoever_works_stays(self, chi: Actor) -> None:
        for _ in range(4):
            chi.program.wait(hours=11)
            chi.say("/viec")

        assert chi.last.title == "Việc cần làm"

    def test_a_phone_is_locked_by_itself(self, newcomer: Actor) -> None:
        newcomer.channel = "telegram"
        enrol(newcomer).program.wait(days=30)

        assert newcomer.say("/viec").last.title == "Việc cần làm"

    def test_it_ends_in_the_middle_of_a_refusal_too(self, an: Actor, chi: Actor) -> None:
        """Whoever sits down at the open page the next morning decides nothing."""
        code = register(an)
        chi.say(f"/xet {code}").press("Không đưa vào đối thoại").press("Lý do khác (tự ghi)")
        chi.program.wait(hours=13)
        chi.say("Lý do của người lạ.")

        assert "Phiên làm việc đã hết hạn" in chi.text
        assert "đã nhận, chờ Văn phòng xem" in an.say(f"/xem {code}").text

    def test_a_refusal_is_not_finished_inside_an_embedded_frame(
        self, an: Actor, chi: Actor
    ) -> None:
        code = register(an)
        chi.say(f"/xet {code}").press("Từ chối chỗ dự")
        chi.embedded = True

        assert "khung của trang khác" in chi.say("1").text


class TestLeaving:
    """/thoat, at the end of the work on a shared computer."""

    @everywhere
    def test_whoever_leaves_is_a_citizen_again(self, newcomer: Actor) -> None:
        enrol(newcomer).say("/thoat")

        assert "Đã thôi vai trò cán bộ" in newcomer.text
        assert "Lệnh này dành cho cán bộ." in newcomer.say("/viec").text
        assert "Việc cần làm" not in newcomer.open().labels

    def test_who_holds_no_role_is_told(self, an: Actor) -> None:
        assert "đang không giữ vai trò" in an.say("/thoat").text

    def test_where_nobody_of_the_office_is_left_it_is_said(self, chi: Actor) -> None:

        assert "không còn cán bộ Văn phòng nào" in chi.say("/thoat").text

    def test_leaving_ends_an_open_refusal(self, an: Actor, chi: Actor) -> None:
        code = register(an)
        chi.say(f"/xet {code}").press("Từ chối chỗ dự").say("/thoat")

        assert open_question(chi) == ""

    def test_coming_and_going_is_on_record(self, chi: Actor) -> None:
        chi.say("/thoat")

        assert [line.action for line in chi.program.all_of(Audit)] == ["join", "leave"]


def test_the_help_lists_what_a_role_may_do(chi: Actor, dung: Actor, an: Actor) -> None:
    assert "/xet: Mở và xét một kiến nghị" in chi.say("/trogiup").text
    assert "/xet:" not in dung.say("/trogiup").text
    assert "Dành cho cán bộ" not in an.say("/trogiup").text


def test_a_role_that_was_taken_away_in_between_decides_nothing(an: Actor, chi: Actor) -> None:
    """Chi also works for an agency: what remains of her roles does not allow the decision."""
    code = register(an)
    chi.say(f"/thamgia {chi.program.invite(Role.AGENCY)}")
    chi.say(f"/xet {code}").press("Không đưa vào đối thoại").press("Lý do khác (tự ghi)")

    def take_away(work: Work) -> None:
        for duty in work.session.exec(select(Staff).where(Staff.role == Role.OFFICE)):
            duty.left_at = chi.program.now

    chi.program.change(take_away)
    chi.say("Không hợp lệ.")

    assert "không làm việc này được" in chi.text
    assert "đã nhận, chờ Văn phòng xem" in an.say(f"/xem {code}").text


def test_what_is_done_under_several_roles_stands_under_the_one_that_allows_it(
    an: Actor, dung: Actor
) -> None:
    code = register(an)
    dung.say(f"/thamgia {dung.program.invite(Role.OFFICE)}").say(f"/xet {code} nhan")

    accepted = [line for line in dung.program.all_of(Audit) if line.action == "accepted"]
    roles = {duty.id: duty.role for duty in dung.program.all_of(Staff)}

    assert [roles[line.staff_id] for line in accepted] == ["office"]


def test_a_clock_that_goes_back_harms_nobody(chi: Actor) -> None:
    chi.program.now -= timedelta(hours=1)

    assert chi.say("/viec").last.title == "Việc cần làm"
    assert chi.do(Kind.START).last.title == "Xin chào Ông/Bà"
