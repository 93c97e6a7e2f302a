"""One line a day to the office and to the operator: once, in the morning of a working day, and in
the message of the morning for whoever has one."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.answers import give
from stage.mornings import at, leaving, ring
from stage.walks import enrol, register

from dialogue.roles import Role
from dialogue.task import TaskState
from handlers.house import House
from scheduler.mornings import do_daily_lines, do_mornings
from scheduler.ticking import Ticking
from storage import by_hand, tasks, vitals, web_rows
from storage.database import Database
from storage.tables import Outbox, Person, Task
from storage.work import Work

# Eight in the morning in Viet Nam, of a Thursday.
THURSDAY = datetime(2025, 10, 2, 1, tzinfo=UTC)


# Five working days before what the agency owes, and a day on which nothing is due.
MATTER, DUE = date(2025, 10, 3), date(2025, 10, 10)


def tell(program: Program, now: datetime) -> int:
    """Ring the tick; how many lines that brings."""
    program.now, before = now, len(lines(program))
    ticking = Ticking(database=program.database, house=program.house, now=now)
    asyncio.run(do_daily_lines(ticking))
    return len(lines(program)) - before


def lines(program: Program) -> list[Outbox]:
    return [row for row in program.all_of(Outbox) if row.key.startswith("daily-line:")]


@pytest.fixture
def chi(program: Program) -> Actor:
    return enrol(Actor(program=program, name="chi"))


def test_the_office_reads_how_things_stand(program: Program, chi: Actor) -> None:
    an = Actor(program=program, name="an")
    register(an)

    def one_by_hand(work: Work) -> None:
        commune = program.commune(work)
        person = Person(commune_id=commune.id or 0, created_at=program.now)
        work.session.add(person)
        work.session.flush()
        by_hand.add(
            work,
            commune_id=commune.id or 0,
            person_id=person.id or 0,
            key="k",
            reason="blocked",
            body={"text": "x"},
            now=program.now,
        )

    program.change(one_by_hand)
    tell(program, THURSDAY)
    said = chi.read().text

    assert "\nHôm nay, thứ Năm, 2/10/2025: " in said
    assert "1 kiến nghị đang giải quyết" in said
    assert "Còn 1 tin cần báo trực tiếp" in said
    assert "thứ Tư, 1/10/2025" in said
    assert "chưa được sao lưu lần nào" in said


def test_where_nobody_has_to_be_told_by_hand_it_says_so(program: Program, chi: Actor) -> None:
    tell(program, THURSDAY)

    assert "Không còn ai cần báo tin trực tiếp." in chi.read().text


def test_any_number_of_processes_send_it_once(program: Program, chi: Actor) -> None:
    told = [tell(program, THURSDAY + timedelta(minutes=each)) for each in range(0, 60, 5)]

    assert told == [1] + [0] * 11
    assert tell(program, THURSDAY + timedelta(days=1)) == 1


@pytest.mark.parametrize(
    "moment",
    [
        THURSDAY - timedelta(minutes=1),
        THURSDAY + timedelta(hours=10),
        THURSDAY + timedelta(days=2),
        datetime(2026, 2, 17, 1, tzinfo=UTC),
    ],
    ids=["before the hour", "in the evening", "on a Saturday", "at Tết"],
)
def test_it_comes_in_the_morning_of_working_days_only(
    program: Program, chi: Actor, moment: datetime
) -> None:
    assert tell(program, moment) == 0


def test_it_can_be_switched_off(program: Program, chi: Actor) -> None:
    program.house = without_line(program)

    assert tell(program, THURSDAY) == 0


def without_line(program: Program) -> House:
    return replace(program.house, reminding=replace(program.house.reminding, line_hour=-1))


def test_a_backup_is_told_whether_it_is_good_or_fails(program: Program, chi: Actor) -> None:
    program.change(lambda work: vitals.went_well(work, vitals.BACKUP, THURSDAY))
    tell(program, THURSDAY)
    good = chi.read().text
    later = THURSDAY + timedelta(days=1)
    program.change(lambda work: vitals.failed(work, vitals.BACKUP, "/srv: disk full", later))
    tell(program, later)
    bad = chi.read().text

    assert "Bản sao lưu gần nhất" in good
    assert "chưa sao lưu được dữ liệu" in bad
    assert "/srv" not in bad


def test_the_operator_reads_of_all_communes_together(program: Program) -> None:
    """Once, though one of them is the operator's own."""
    program.add_neighbour()
    register(Actor(program=program, name="an"))
    hai = enrol(Actor(program=program, name="hai"), "Lê Hải", Role.OPERATOR)
    told = tell(program, THURSDAY)

    assert told == 1
    assert "1 kiến nghị đang giải quyết" in hai.read().text


@pytest.fixture
def code(program: Program, chi: Actor) -> str:
    """A matter of which the office has a line on Friday 3 October."""
    code = register(Actor(program=program, name="an"))
    give(program, code, due=DUE)
    return code


def friday(program: Program) -> list[Outbox]:
    """What was queued for people on the morning of Friday 3 October."""
    return [
        row
        for row in program.all_of(Outbox)
        if row.key.startswith((f"morning:{MATTER}:", f"daily-line:{MATTER}:"))
    ]


@pytest.mark.parametrize("order", ["morning first", "line first"])
def test_who_has_a_message_in_the_morning_reads_it_there(
    program: Program, chi: Actor, code: str, order: str
) -> None:
    """One message for each person, whichever tick rings first."""
    at(program, MATTER)
    if order == "morning first":
        ring(program)
    tell(program, program.now)
    ring(program)
    said = chi.read().text

    assert len(friday(program)) == 1
    assert code in said
    assert "Tình hình chung: 1 kiến nghị đang giải quyết" in said
    assert "chưa được sao lưu lần nào" in said


def test_machines_that_ring_both_ticks_at_once_bring_one_message(
    program: Program, twin: Database, code: str
) -> None:
    """Each through connections of its own; Chi has a matter, the operator has none."""
    enrol(Actor(program=program, name="hai"), "Lê Hải", Role.OPERATOR)
    at(program, MATTER)

    async def rings() -> None:
        ticks = [do_daily_lines, do_mornings] * 2
        places = [program.database, twin, twin, program.database]
        await asyncio.gather(
            *(
                tick(Ticking(database=one, house=program.house, now=program.now))
                for tick, one in zip(ticks, places, strict=True)
            )
        )

    asyncio.run(rings())

    assert sorted(row.key.partition(":")[0] for row in friday(program)) == ["daily-line", "morning"]


def test_an_operator_who_is_of_the_office_reads_of_all_communes_in_the_one_message(
    program: Program, code: str
) -> None:
    program.add_neighbour()
    hai = enrol(Actor(program=program, name="hai"), "Lê Hải")
    enrol(hai, "Lê Hải", Role.OPERATOR)
    hai.read()
    at(program, MATTER)
    tell(program, program.now)

    assert len(friday(program)) == 2  # Chi's and Hải's
    assert "Tình hình chung: 1 kiến nghị đang giải quyết" in hai.read().text


def test_others_of_the_staff_do_not_read_it(program: Program, code: str) -> None:
    front = enrol(Actor(program=program, name="mat-tran"), "Hồ Văn Tám", Role.CHAIR)
    front.read()
    for day in (MATTER, DUE, date(2025, 10, 17)):
        at(program, day)
        tell(program, program.now)
    said = front.read().text

    assert code in said
    assert "Tình hình chung" not in said


def test_the_line_waits_for_the_morning(program: Program, chi: Actor) -> None:
    """Whose hour comes after that of the line: nobody knows before who has a message."""
    early = replace(program.house.reminding, line_hour=6, hour=9)
    program.house = replace(program.house, reminding=early)

    assert [tell(program, THURSDAY + timedelta(hours=late)) for late in range(-2, 3)] == [
        *(0, 0, 0),
        *(1, 0),
    ]


def test_a_late_hour_is_kept(program: Program, chi: Actor) -> None:
    late = replace(program.house.reminding, line_hour=19)
    program.house = replace(program.house, reminding=late)

    assert [tell(program, THURSDAY + timedelta(hours=each)) for each in (10, 11)] == [0, 1]


def test_a_morning_that_fails_costs_nobody_the_line(
    program: Program, chi: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who gets none takes the program for dead."""

    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("scheduler.mornings.remind_staff", fails)
    with pytest.raises(ZeroDivisionError):
        tell(program, THURSDAY)

    assert len(lines(program)) == 1


def test_what_was_told_before_a_stop_stays_and_is_not_told_again(
    program: Program, chi: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A thousand communes are no single transaction, behind which every message would wait."""

    def stops(*_: object) -> None:
        raise ZeroDivisionError

    with monkeypatch.context() as patched, pytest.raises(ZeroDivisionError):
        patched.setattr("scheduler.mornings.end_daily_lines", stops)
        tell(program, THURSDAY)

    assert len(lines(program)) == 1
    assert tell(program, THURSDAY + timedelta(minutes=5)) == 0


def test_what_is_left_of_the_message_when_all_is_done_are_the_figures(
    program: Program, chi: Actor, code: str
) -> None:
    """On the page that shows it as on the phone to which it is sent."""
    at(program, MATTER)
    ring(program)

    def taken_back(work: Work) -> None:
        task = work.session.exec(select(Task)).one()
        tasks.change(work, task, task.version, program.now, state=TaskState.CANCELLED)

    program.change(taken_back)
    [row] = friday(program)

    assert shown(program, row).startswith("Hôm nay, thứ Sáu, 3/10/2025: 1 kiến nghị")
    assert leaving(program)[row.key] == shown(program, row)


def shown(program: Program, row: Outbox) -> str:
    """The text on an open page."""
    look = program.database.read_now
    [seen] = look(lambda work: web_rows.messages(work, [row.id or 0], program.now))
    return str(seen.body["text"])
