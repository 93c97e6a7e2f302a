"""What figures are counted from, on both databases: by hand-counted rows of one commune's year."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from integration.storage_kit import statements
from stage import Program
from stage.program import START

from dialogue.figures import Opinion, Result, tally
from dialogue.report_periods import ReportPeriod, Span
from dialogue.task import Part, Purpose, TaskState
from locales.dates import LOCAL
from storage import communes, figures, retention
from storage.tables import (
    Address,
    Agency,
    Deadline,
    OpinionGroup,
    Person,
    Petition,
    PetitionEvent,
    SessionQuestion,
    Task,
)
from storage.work import Work

Q3 = Span(first=date(2025, 7, 1), last=date(2025, 9, 30))
LAST = date(2025, 9, 30)


def at(day: date, hour: int = 9, minute: int = 0, second: int = 0) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, second, tzinfo=LOCAL)


def author(work: Work) -> dict[str, int]:
    """Who sends everything, and where from."""
    person = Person(commune_id=1, name="An", created_at=START)
    work.session.add(person)
    work.session.flush()
    address = Address(
        commune_id=1,
        account_id=1,
        person_id=person.id,
        external="an",
        created_at=START,
        last_seen_at=START,
    )
    work.session.add(address)
    work.session.flush()
    assert person.id is not None and address.id is not None
    return {"person_id": person.id, "address_id": address.id}


class Year:
    """Puts opinions into the sample commune, and counts them."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.author = program.database.write_now(author)
        self.sent = 0

    def send(
        self,
        moment: datetime,
        *lines: tuple[str, datetime],
        state: str = "received",
        limit: tuple[str, date] | None = None,
        agency: str = "",
        **values: Any,
    ) -> int:
        """One opinion, with its lines of history, the state and day of its limit, who replies."""
        self.sent += 1

        def put(work: Work) -> int:
            petition = Petition(
                commune_id=1,
                code=None if state == "draft" else f"XM25-{self.sent:04d}",
                state=state,
                created_at=moment,
                changed_at=moment,
                submitted_at=None if state == "draft" else moment,
                conference_id=1 if limit else None,
                **self.author,
                **values,
            )
            work.session.add(petition)
            work.session.flush()
            assert petition.id is not None
            for kind, when in lines:
                line = PetitionEvent(commune_id=1, petition_id=petition.id, at=when, kind=kind)
                work.session.add(line)
            if limit:
                work.session.add(_limit(petition.id, *limit))
            if agency:
                work.session.add(_task(work, petition.id, agency, moment))
            return petition.id

        return self.program.database.write_now(put)

    def opinions(self, span: Span = Q3) -> list[Opinion]:
        return self.program.database.read_now(lambda work: figures.opinions(work, 1, span))

    def results(self) -> list[Result]:
        return [one.result(LAST) for one in self.opinions()]


def _limit(petition: int, state: str, day: date) -> Deadline:
    return Deadline(
        commune_id=1,
        conference_id=1,
        petition_id=petition,
        key="written_reply",
        regulation_id="mau",
        regulation_version="1",
        clause="V.3.2",
        legal_due=day,
        target_due=day,
        state=state,
        basis="b",
    )


def _task(work: Work, petition: int, agency: str, moment: datetime) -> Task:
    found = communes.agency_by_name(work, 1, agency)
    if found is None:
        found = Agency(commune_id=1, name=agency, position=99)
        work.session.add(found)
        work.session.flush()
    return Task(
        commune_id=1,
        petition_id=petition,
        agency_id=found.id,
        purpose=Purpose.REPLY,
        part=Part.LEAD,
        state=TaskState.GIVEN,
        given_at=moment,
        changed_at=moment,
    )


@pytest.fixture
def year(program: Program) -> Year:
    return Year(program)


@pytest.fixture
def sqlite_year(sqlite_program: Program) -> Year:
    return Year(sqlite_program)


def test_a_quarter_goes_from_midnight_to_midnight_in_viet_nam(year: Year) -> None:
    for moment in (
        at(date(2025, 6, 30), 23, 59, 59),
        at(date(2025, 7, 1), 0),
        at(date(2025, 9, 30), 23, 59, 59),
        at(date(2025, 10, 1), 0),
    ):
        year.send(moment)

    assert [one.sent for one in year.opinions()] == [date(2025, 7, 1), date(2025, 9, 30)]


def test_a_reply_at_the_last_minute_is_in_time_and_a_minute_later_late(year: Year) -> None:
    due = date(2025, 8, 15)
    midnight = at(due + timedelta(days=1), 0)
    for moment in (midnight - timedelta(minutes=1), midnight):
        year.send(at(date(2025, 7, 7)), ("replied", moment), state="replied", limit=("met", due))

    assert year.results() == [Result.IN_TIME, Result.LATE]


def test_each_opinion_of_a_quarter_counts_once_as_what_it_is(year: Year) -> None:
    """Hand-counted: nine that were sent, a draft that nobody has."""
    sent, later, due = at(date(2025, 7, 7)), at(date(2025, 8, 4)), date(2025, 8, 15)
    year.send(sent, ("settled", later), state="settled", limit=("met", due))
    year.send(sent, ("replied", later), state="replied", limit=("met", due))
    year.send(sent, ("replied", at(LAST)), state="closed", limit=("met", due))
    year.send(sent, ("replied", later), state="replied")
    year.send(sent, ("noted", later), state="noted", limit=("void", due))
    year.send(sent, state="assigned", limit=("open", date(2025, 10, 3)))
    year.send(sent, state="assigned", limit=("open", due))
    year.send(sent, ("declined", later), state="declined", limit=("void", due))
    year.send(sent, ("withdrawn", later), state="withdrawn", limit=("void", due))
    year.send(sent, state="draft")

    assert year.results() == list(Result)
    assert tally(year.opinions(), LAST).received == 9


def test_a_limit_that_fell_away_or_stands_still_makes_nothing_overdue(year: Year) -> None:
    for state in ("void", "stopped"):
        year.send(at(date(2025, 7, 7)), state="assigned", limit=(state, date(2025, 8, 15)))

    assert year.results() == [Result.OPEN, Result.OPEN]


def test_what_was_withdrawn_after_its_day_was_overdue_until_then(year: Year) -> None:
    year.send(
        at(date(2025, 7, 7)),
        ("withdrawn", at(date(2025, 9, 1))),
        state="withdrawn",
        limit=("void", date(2025, 8, 15)),
    )
    (one,) = year.opinions()

    assert one.result(date(2025, 8, 31)) is Result.OVERDUE
    assert one.result(LAST) is Result.WITHDRAWN


def test_who_is_forgotten_meanwhile_is_counted_all_the_same(year: Year) -> None:
    """What is purged are names and words; that something was sent stays on record."""
    year.send(
        at(date(2025, 7, 7)), ("closed", at(date(2025, 8, 4))), state="closed", name="Nguyễn Văn An"
    )
    before = year.opinions()
    (closed,) = [one for one in retention.RULES if one.name == "closed_petitions_years"]
    long_after = at(date(2035, 1, 1))
    removed = year.program.database.write_now(
        lambda work: retention.remove_some(work, closed, long_after, long_after)
    )

    assert removed == 1
    assert year.opinions() == before


def test_another_commune_and_its_agencies_are_not_counted(year: Year) -> None:
    year.program.add_neighbour()
    year.send(at(date(2025, 7, 7)), agency="Công an")

    assert year.program.database.read_now(lambda work: figures.opinions(work, 2, Q3)) == []


def test_who_answers_one_of_a_group_answers_all_of_it(year: Year) -> None:
    def group(work: Work) -> int:
        made = OpinionGroup(commune_id=1, conference_id=1, title="Đường", created_at=START)
        work.session.add(made)
        work.session.flush()
        assert made.id is not None
        return made.id

    number = year.program.database.write_now(group)
    year.send(at(date(2025, 7, 7)), agency="Công an", group_id=number, group_size=12)
    year.send(at(date(2025, 7, 8)), group_id=number)

    found = year.opinions()
    assert [one.agency for one in found] == ["Công an", "Công an"]
    assert [one.people for one in found] == [12, 1]


@pytest.mark.parametrize(
    ("state", "held"),
    [("concluded", 1), ("archived", 1), ("in_session", 0), ("postponed", 0), ("cancelled", 0)],
)
def test_only_a_conference_that_was_held_counts(
    sqlite_program: Program, state: str, held: int
) -> None:
    def end(work: Work) -> None:
        sqlite_program.conference(work).state = state

    sqlite_program.change(end)

    assert len(_dialogues(sqlite_program, ReportPeriod(year=2025).whole)) == held


def test_a_conference_put_off_to_the_next_quarter_counts_there(program: Program) -> None:
    """By the day on which it was held: the plan's day of September says nothing any more."""

    def put_off(work: Work) -> None:
        conference = program.conference(work)
        conference.starts_at, conference.state = at(date(2025, 10, 2), 8), "replies_due"
        conference.participants = 85

    program.change(put_off)
    (held,) = _dialogues(program, ReportPeriod(year=2025, quarter=4).whole)

    assert _dialogues(program, Q3) == []
    assert (held.day, held.people) == (date(2025, 10, 2), 85)


def test_questions_that_a_session_answered_are_counted_beside_opinions(year: Year) -> None:
    """What was deferred became a petition; what was refused was not answered."""

    def hold(work: Work) -> None:
        year.program.conference(work).state = "concluded"
        for number, state in enumerate(("answered", "answered", "refused", "withdrawn")):
            work.session.add(
                SessionQuestion(
                    commune_id=1,
                    conference_id=1,
                    number=number,
                    name="An",
                    text="Bao giờ sửa đường?",
                    state=state,
                    reason="x",
                    asked_at=START,
                    changed_at=START,
                    **year.author,
                )
            )

    year.program.change(hold)
    (held,) = _dialogues(year.program, ReportPeriod(year=2025).whole)

    assert held.questions == 2


def test_opinions_are_found_by_index_in_three_statements(sqlite_year: Year) -> None:
    sqlite_year.send(at(date(2025, 7, 7)), ("settled", at(LAST)), agency="Công an")
    with statements(sqlite_year.program.database) as seen:
        sqlite_year.opinions()
    asked = [(sql, values) for sql, values in seen if sql.lstrip().startswith("SELECT")]

    def plans(work: Work) -> list[str]:
        connection = work.session.connection()
        return [
            str(line)
            for sql, values in asked
            for line in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", values)
        ]

    planned = sqlite_year.program.database.read_now(plans)
    assert len(asked) == 3
    assert [line for line in planned if "SCAN" in line] == []


def _dialogues(program: Program, span: Span) -> list[Any]:
    return program.database.read_now(lambda work: figures.dialogues(work, 1, span))
