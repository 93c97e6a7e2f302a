"""One line a day to the office and to the operator: once, in the morning of a working day."""

from datetime import UTC, datetime, timedelta

import pytest
from stage import Actor, Program
from stage.walks import enrol, register

from dialogue.roles import Role
from handlers.daily_line import tell_daily_lines
from storage import by_hand, vitals
from storage.tables import Person
from storage.work import Work

# Eight in the morning in Viet Nam, of a Thursday.
THURSDAY = datetime(2025, 10, 2, 1, tzinfo=UTC)


def tell(program: Program, now: datetime, hour: int = 8) -> int:
    program.now = now

    def work(unit: Work) -> int:
        return tell_daily_lines(unit, program.house, now, hour=hour)

    return program.database.write_now(work)


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
    assert tell(program, THURSDAY, hour=-1) == 0


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
