"""What moves or drops the reminders that are pending: another agency, an answer, other days off."""

from datetime import date

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.answers import POLICE, enrol_agency, give
from stage.dates import bring_in_line, days_off, restart
from stage.mornings import at, days, leaving, lines_about, ring
from stage.walks import enrol, register

from dialogue.conference_life import ConferenceState
from dialogue.matter import DeadlineState
from dialogue.task import Purpose
from storage.tables import Deadline, Task
from storage.work import Work

DUE = date(2025, 10, 10)
# Five working days before it.
FIRST = date(2025, 10, 3)


@pytest.fixture
def dung(sqlite_program: Program) -> Actor:
    """Dũng works at the economy department."""
    return enrol_agency(Actor(program=sqlite_program, name="dung"))


@pytest.fixture
def police(sqlite_program: Program) -> Actor:
    """Somebody of another agency."""
    return enrol_agency(Actor(program=sqlite_program, name="quan"), "Lê Văn Quân", POLICE)


@pytest.fixture
def code(an: Actor) -> str:
    """An's petition, to which the economy department owes a written reply by 10 October."""
    sent = register(an)
    give(an.program, sent, due=DUE)
    return sent


def heard(who: Actor, code: str, first: date, last: date) -> dict[int, str]:
    """By day of the month what somebody is reminded of."""
    found = {}
    for day in days(first, last):
        at(who.program, day)
        ring(who.program)
        for line in lines_about(who, code):
            found[day.day] = line.rpartition(", ")[2]
    return found


def waiting(program: Program, code: str) -> set[str]:
    """The keys of the mornings that would leave now and speak of the matter."""
    return {
        key for key, text in leaving(program).items() if key.startswith("morning:") and code in text
    }


def reassign(program: Program, code: str, day: str) -> None:
    """By an officer of that day: who was idle for long has to come in again."""
    chi = enrol(Actor(program=program, name="hoa"), "Trần Thị Hoa")
    chi.say(f"/giao {code}").press("Thu hồi để giao lại").press("Giao cơ quan trả lời")
    chi.press(POLICE).press("Không cần phối hợp").say(day)


def hand_in(program: Program, code: str) -> None:
    """By somebody of the agency."""
    lan = enrol_agency(Actor(program=program, name="lan"), "Lê Thị Lan")
    lan.say(f"/traloi {code}").press("Soạn câu trả lời").say("Đường đã được sửa.")
    lan.press("Xong phần nội dung").say("12/KT-TL").say("1/10/2025").say("Trưởng phòng Tám")
    lan.press("Gửi duyệt")


def publish(program: Program, code: str) -> None:
    hand_in(program, code)
    chi = enrol(Actor(program=program, name="hoa"), "Trần Thị Hoa")
    chi.say(f"/duyet {code}").press("Công bố")


class TestAnotherAgency:
    """The office takes back what is to be prepared for the conference, and gives it to the police
    by 24 October."""

    @pytest.fixture
    def code(self, an: Actor) -> str:
        sent = register(an)
        give(an.program, sent, due=DUE, purpose=Purpose.PREPARED)
        return sent

    def test_what_waits_for_the_first_is_not_sent(self, dung: Actor, chi: Actor, code: str) -> None:
        at(chi.program, FIRST)
        ring(chi.program)
        before = waiting(chi.program, code)
        reassign(chi.program, code, "24/10/2025")

        assert len(before) == 2  # the agency's, and the office's, whom nobody has told of receipt
        assert waiting(chi.program, code) == set()

    def test_the_reminders_go_to_the_second_by_its_own_day(
        self, dung: Actor, police: Actor, chi: Actor, code: str
    ) -> None:
        heard(chi, code, FIRST, FIRST)
        reassign(chi.program, code, "24/10/2025")
        dung.read()
        police.read()
        months = heard(police, code, date(2025, 10, 4), date(2025, 10, 24))

        assert list(months) == [17, 22, 23, 24]
        assert lines_about(dung, code) == []


class TestAnAnswer:
    """It is published in the morning on which it is due."""

    def test_nothing_that_waits_is_sent(self, dung: Actor, chi: Actor, code: str) -> None:
        at(chi.program, DUE)
        ring(chi.program)
        before = waiting(chi.program, code)
        publish(chi.program, code)

        assert len(before) == 2
        assert waiting(chi.program, code) == set()

    def test_nobody_is_reminded_any_more(self, dung: Actor, chi: Actor, code: str) -> None:
        heard(dung, code, FIRST, DUE)
        publish(dung.program, code)
        chi.read()

        for who in (dung, chi):
            assert heard(who, code, DUE, date(2025, 10, 24)) == {}

    def test_one_that_waits_for_approval_is_the_publishers(
        self, dung: Actor, chi: Actor, code: str
    ) -> None:
        """The agency's own reminders end with its draft."""
        hand_in(chi.program, code)
        chi.read()
        dung.read()
        at(chi.program, FIRST)
        ring(chi.program)

        assert any("chờ duyệt" in line for line in lines_about(chi, code))
        assert lines_about(dung, code) == []


class TestDaysOff:
    """The reply is due on Wednesday 26 November; then the 24th becomes a day off."""

    @pytest.fixture
    def code(self, an: Actor) -> str:
        sent = register(an)
        limit = next(one for one in an.program.all_of(Deadline) if one.key == "written_reply")
        give(an.program, sent, due=limit.legal_due)
        return sent

    def test_what_waits_is_not_sent_and_the_reminders_begin_anew(
        self, dung: Actor, code: str
    ) -> None:
        program = dung.program
        at(program, date(2025, 11, 19))
        ring(program)
        before = waiting(program, code)
        days_off(program, date(2025, 11, 24))
        restart(program)
        bring_in_line(program)

        assert [task.due_on for task in program.all_of(Task)] == [date(2025, 11, 27)]
        assert len(before) == 1
        assert waiting(program, code) == set()
        dung.read()
        assert heard(dung, code, date(2025, 11, 20), date(2025, 11, 28)) == {
            20: "còn 4 ngày làm việc",
            25: "còn 2 ngày làm việc",
            26: "còn 1 ngày làm việc",
            27: "27/11/2025",
            28: "quá 1 ngày làm việc",
        }


class TestNobody:
    """No agency has a reply that is due on Wednesday 26 November; the conference was held."""

    def test_the_office_is_not_sent_what_it_has_given_meanwhile(
        self, an: Actor, chi: Actor
    ) -> None:
        program, code = an.program, register(an)

        def issue(work: Work) -> None:
            """From the conclusion notice on it is no forecast any more, and nothing else is due."""
            for limit in work.session.exec(select(Deadline)):
                limit.is_projected = False
                if limit.petition_id is None:
                    limit.state = DeadlineState.MET

        program.change(issue)
        for day in days(date(2025, 11, 18), date(2025, 11, 19)):
            at(program, day)
            ring(program)
        before = waiting(program, code)
        give(program, code, due=date(2025, 11, 26))

        assert len(before) == 1
        assert waiting(program, code) == set()


class TestAConferenceThatIsPutOff:
    """Nobody prepares an answer for it before it has a day again."""

    def test_what_waits_for_the_agency_is_not_sent(self, dung: Actor, an: Actor) -> None:
        program, code = an.program, register(an)
        give(program, code, due=DUE, purpose=Purpose.PREPARED)
        at(program, FIRST)
        ring(program)
        before = waiting(program, code)

        def put_off(work: Work) -> None:
            program.conference(work).state = ConferenceState.POSTPONED

        program.change(put_off)

        assert len(before) == 1
        assert waiting(program, code) == set()
