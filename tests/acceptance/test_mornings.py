"""Staff's mornings: what each is told, on which day, once; and what is no longer told."""

from datetime import date

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.answers import enrol_agency, give
from stage.mornings import at, days, lines_about, ring
from stage.walks import enrol, register

from dialogue.roles import Role
from storage import tasks
from storage.still_true import StillTrue
from storage.tables import Outbox, Task
from storage.work import Work

DUE = date(2025, 10, 10)


def october(day: int) -> date:
    return date(2025, 10, day)


@pytest.fixture
def agency(sqlite_program: Program) -> Actor:
    """Dũng, who answers for the economy's department."""
    return enrol_agency(Actor(program=sqlite_program, name="dung"))


@pytest.fixture
def chair(sqlite_program: Program) -> Actor:
    """The secretary."""
    return enrol(Actor(program=sqlite_program, name="bi-thu"), "Vũ Văn Bảy", Role.CHAIR)


@pytest.fixture
def code(an: Actor, chi: Actor) -> str:
    """A matter that the agency owes an answer by Friday 10 October."""
    given = register(an)
    give(an.program, given, due=DUE)
    return given


def told(program: Program, who: Actor, code: str, first: date, last: date) -> dict[int, str]:
    """By day of the month what somebody is told of a matter."""
    found = {}
    for day in days(first, last):
        at(program, day)
        ring(program)
        for line in lines_about(who, code):
            found[day.day] = line
    return found


def test_an_agency_is_reminded_before_the_day_on_it_and_after_it(agency: Actor, code: str) -> None:
    """Five, two and one working days before; the weekend of 4 and 5 October does not count."""
    what = f"• {code}: Phòng Kinh tế chủ trì trả lời bằng văn bản, hạn"

    assert told(agency.program, agency, code, october(2), october(20)) == {
        3: f"{what} thứ Sáu, 10/10/2025, còn 5 ngày làm việc",
        8: f"{what} thứ Sáu, 10/10/2025, còn 2 ngày làm việc",
        9: f"{what} thứ Sáu, 10/10/2025, còn 1 ngày làm việc",
        10: f"{what} thứ Sáu, 10/10/2025",
        13: f"{what} 10/10/2025, quá 1 ngày làm việc",
    }


def test_what_is_overdue_goes_up_to_the_office_and_then_to_the_chair(
    agency: Actor, chair: Actor, chi: Actor, code: str
) -> None:
    """Each once: nobody is told every morning of what they know."""
    what = f"• {code}: Phòng Kinh tế chủ trì trả lời bằng văn bản, hạn 10/10/2025"
    heard: dict[str, list[int]] = {"chi": [], "bi-thu": []}
    for day in days(october(10), october(24)):
        at(chi.program, day)
        ring(chi.program)
        for who in (chi, chair):
            if any(line.startswith(what) for line in lines_about(who, code)):
                heard[who.name].append(day.day)

    assert heard == {"chi": [14], "bi-thu": [17]}


def test_nobody_is_told_at_a_weekend_or_before_the_hour(agency: Actor, code: str) -> None:
    for day, hour in ((3, 7), (4, 8), (5, 8), (3, 22)):
        at(agency.program, october(day), hour)
        ring(agency.program)

    assert lines_about(agency, code) == []


def test_a_tick_that_rings_twice_tells_once(agency: Actor, code: str) -> None:
    at(agency.program, october(3))
    ring(agency.program)
    ring(agency.program)

    assert len(lines_about(agency, code)) == 1


def test_after_two_days_of_silence_there_is_one_message(agency: Actor, code: str) -> None:
    """The machine stood still from Wednesday until Friday: what is said is what holds on Friday."""
    told(agency.program, agency, code, october(2), october(7))
    at(agency.program, DUE, 10)
    ring(agency.program)

    assert lines_about(agency, code) == [
        f"• {code}: Phòng Kinh tế chủ trì trả lời bằng văn bản, hạn thứ Sáu, 10/10/2025"
    ]
    assert told(agency.program, agency, code, DUE, october(12)) == {}


def test_more_time_begins_the_reminders_anew(agency: Actor, code: str) -> None:
    told(agency.program, agency, code, october(2), DUE)
    agency.program.change(lambda work: move(work, date(2025, 10, 24)))

    assert list(told(agency.program, agency, code, october(11), october(24))) == [17, 22, 23, 24]


def move(work: Work, day: date) -> None:
    task = work.session.exec(select(Task)).one()
    tasks.change(work, task, task.version, task.given_at, due_on=day)


def test_what_was_given_back_is_not_reminded_of(agency: Actor, code: str) -> None:
    agency.say(f"/chuyen {code}").say("Việc này thuộc Điện lực.")

    assert told(agency.program, agency, code, october(2), october(20)) == {}


def test_a_message_is_dropped_when_all_of_it_is_done_before_it_leaves(
    agency: Actor, code: str
) -> None:
    """It was queued at eight, and is asked again when it is shown."""
    at(agency.program, october(3))
    ring(agency.program)
    agency.program.change(lambda work: move(work, date(2025, 10, 24)))

    [row] = [row for row in agency.program.all_of(Outbox) if row.about.startswith("due:task.")]
    assert still_holds(agency.program, row) is False


def still_holds(program: Program, row: Outbox) -> bool:
    """Whether it may still leave."""
    return program.database.read_now(
        lambda work: StillTrue(work=work, now=program.now).holds(row.commune_id, row.about)
    )


def test_the_office_hears_of_what_no_agency_says_to_have_received(chi: Actor, code: str) -> None:
    """Two working days after it was given, and once."""
    heard = {}
    for day in days(october(1), october(10)):
        at(chi.program, day, 10)
        ring(chi.program)
        if found := [line for line in lines_about(chi, code) if "giao thứ" in line]:
            heard[day.day] = found

    assert heard == {3: [f"• {code}: Phòng Kinh tế, giao thứ Tư, 1/10/2025"]}


def test_an_agency_that_nobody_speaks_for_is_told_through_the_office(chi: Actor, code: str) -> None:
    at(chi.program, october(3))
    ring(chi.program)

    assert any("nhờ Văn phòng báo trực tiếp" in line for line in lines_about(chi, code))


def test_the_office_is_reminded_of_its_own_dates(chi: Actor, chair: Actor, code: str) -> None:
    """The sample's notice is due on Wednesday 5 November; late, it goes up to the chair."""
    what = "• DT2510: Ban hành thông báo kết luận, hạn"
    first, last = date(2025, 10, 28), date(2025, 11, 20)
    heard: dict[str, dict[int, str]] = {"chi": {}, "bi-thu": {}}
    for day in days(first, last):
        at(chi.program, day)
        ring(chi.program)
        for who in (chi, chair):
            for line in lines_about(who, what):
                heard[who.name][day.day] = line.removeprefix(what)

    assert heard == {
        "chi": {
            29: " thứ Tư, 5/11/2025, còn 5 ngày làm việc",
            3: " thứ Tư, 5/11/2025, còn 2 ngày làm việc",
            4: " thứ Tư, 5/11/2025, còn 1 ngày làm việc",
            5: " thứ Tư, 5/11/2025",
            6: " 5/11/2025, quá 1 ngày làm việc",
        },
        "bi-thu": {12: " 5/11/2025, quá 5 ngày làm việc"},
    }


def test_one_message_says_all_that_a_person_has_to_know(
    agency: Actor, binh: Actor, code: str
) -> None:
    give(binh.program, register(binh), due=DUE)
    at(agency.program, october(3))
    ring(agency.program)

    mornings = [row for row in binh.program.all_of(Outbox) if row.key.startswith("morning:")]
    people = [row.address_id for row in mornings]
    assert len(people) == len(set(people))
    assert "Sắp đến hạn (2):" in agency.read().text
    assert agency.labels[0] == "Việc cần làm"
