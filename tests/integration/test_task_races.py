"""Two officers at once: one gives the task, one publishes the group, whatever the engine."""

from datetime import timedelta

import pytest
from integration.storage_kit import COMMUNE, NOW, at_once, count, submitted
from sqlmodel import select
from stage import Program

from dialogue.task import Part, Purpose, TaskState
from storage import groups, tasks
from storage.database import Database
from storage.errors import Outdated
from storage.tables import Agency, Conference, OpinionGroup, Petition, Task
from storage.work import Work

TIMES = 6


@pytest.fixture
def both(program: Program, twin: Database) -> list[Database]:
    """The databases of two programs over the same data."""
    return [program.database, twin]


def prepare(database: Database) -> tuple[int, int]:
    """A petition and an agency, by their numbers."""

    def make(work: Work) -> tuple[int, int]:
        petition = submitted(work)
        agency = work.session.exec(select(Agency).where(Agency.commune_id == COMMUNE)).first()
        assert petition.id and agency and agency.id
        return petition.id, agency.id

    return database.write_now(make)


def give(work: Work, petition: int, agency: int, part: Part = Part.LEAD) -> int | None:
    found = work.session.get_one(Petition, petition)
    values = {"agency_id": agency, "part": part, "purpose": Purpose.REPLY}
    return tasks.give(work, found, NOW, **values).id


def test_of_all_who_give_it_at_once_one_finds_a_lead_agency(both: list[Database]) -> None:
    petition, agency = prepare(both[0])
    results = at_once(both, TIMES, lambda work: give(work, petition, agency))

    assert count(both[0], Task) == 1
    assert sum(isinstance(result, Outdated) for result in results) == TIMES - 1


def test_agencies_that_help_are_not_in_each_others_way(both: list[Database]) -> None:
    petition, agency = prepare(both[0])
    at_once(both, TIMES, lambda work: give(work, petition, agency, Part.COORDINATING))

    assert count(both[0], Task) == TIMES


def test_after_it_was_given_back_another_agency_may_lead(both: list[Database]) -> None:
    petition, agency = prepare(both[0])

    def again(work: Work) -> None:
        task = work.session.get_one(Task, give(work, petition, agency))
        tasks.change(work, task, 1, NOW, state=TaskState.GIVEN_BACK)
        give(work, petition, agency)

    both[0].write_now(again)

    assert count(both[0], Task) == 2


def test_a_task_is_changed_by_one_of_all_who_saw_it_so(both: list[Database]) -> None:
    petition, agency = prepare(both[0])
    task = both[0].write_now(lambda work: give(work, petition, agency))

    def receive(work: Work) -> None:
        found = work.session.get_one(Task, task)
        tasks.change(work, found, 1, NOW + timedelta(minutes=1), state=TaskState.RECEIVED)

    results = at_once(both, TIMES, receive)

    assert [result for result in results if not isinstance(result, Outdated)] == [None]


def test_a_group_is_published_by_one(both: list[Database]) -> None:
    def make(work: Work) -> int | None:
        conference = work.session.exec(select(Conference)).first()
        assert conference is not None
        return groups.make(work, conference, "Sửa đường", NOW, None).id

    group = both[0].write_now(make)
    results = at_once(
        both,
        TIMES,
        lambda work: groups.publish(work, work.session.get_one(OpinionGroup, group), NOW),
    )

    assert sorted(map(bool, results)) == [*([False] * (TIMES - 1)), True]
