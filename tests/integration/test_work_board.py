"""The queries of the board: found by an index, quick with ten thousand petitions, the same on both
databases."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from integration.plan_kit import scans
from integration.storage_kit import statements
from sqlalchemy import insert
from stage import Program
from stage.program import START

from storage import communes, work_board
from storage.tables import Address, Person, Petition
from storage.work import Work
from storage.work_board import Horizon, Queue

AT = Horizon(
    today=date(2025, 10, 1),
    now=START,
    near_day=date(2025, 10, 8),
    near_moment=START + timedelta(days=8),
)
QUEUES: dict[str, Queue] = {
    "to_decide": work_board.to_decide(1, AT),
    "to_classify": work_board.to_classify(1, AT),
    "to_assign": work_board.to_assign(1, AT),
    "to_assign_reply": work_board.to_assign_reply(1, AT),
    "tasks_of": work_board.tasks_of(1, [1, 2], AT),
    "overdue_tasks": work_board.overdue_tasks(1, AT),
    "to_publish": work_board.to_publish(1, 1, AT),
    "to_extend": work_board.to_extend(1, AT),
    "limits_of_conferences": work_board.limits_of_conferences(1, AT),
}


def fill(work: Work, count: int, now: datetime) -> None:
    """So many received petitions of one person."""
    commune = communes.by_code(work, "mau")
    assert commune is not None
    person = Person(commune_id=commune.id, name="An", created_at=now)
    work.session.add(person)
    work.session.flush()
    address = Address(
        commune_id=commune.id,
        account_id=1,
        person_id=person.id,
        external="an",
        created_at=now,
        last_seen_at=now,
    )
    work.session.add(address)
    work.session.flush()
    sample: dict[str, Any] = Petition(
        commune_id=commune.id,
        person_id=person.id,
        address_id=address.id,
        state="received",
        created_at=now,
        changed_at=now,
    ).model_dump(exclude={"id", "code", "submitted_at"})
    rows = [
        {**sample, "code": f"XM25-{n:05d}", "submitted_at": now + timedelta(seconds=n)}
        for n in range(count)
    ]
    work.session.execute(insert(Petition), rows)


@pytest.mark.parametrize("name", QUEUES)
def test_each_part_of_the_board_is_found_by_an_index(sqlite_program: Program, name: str) -> None:
    """No table with petitions, tasks or answers is read from end to end."""
    database, queue = sqlite_program.database, QUEUES[name]
    with statements(database) as asked:
        database.read_now(lambda work: work_board.page(work, queue, offset=0, limit=8))
        database.read_now(lambda work: work_board.count(work, queue))

    assert database.write_now(lambda work: scans(work, asked)) == {}


@pytest.mark.parametrize("name", QUEUES)
def test_each_part_of_the_board_runs_on_both_databases(program: Program, name: str) -> None:
    def ask(work: Work) -> tuple[int, int]:
        queue = QUEUES[name]
        found = work_board.page(work, queue, offset=0, limit=8)
        return work_board.count(work, queue).total, len(found)

    assert program.database.read_now(ask) == (0, 0)


def test_ten_thousand_petitions_are_counted_and_paged(sqlite_program: Program) -> None:
    sqlite_program.change(lambda work: fill(work, 10_000, START))

    def ask(work: Work) -> tuple[int, list[str]]:
        queue = QUEUES["to_decide"]
        found = work_board.page(work, queue, offset=8, limit=2)
        return work_board.count(work, queue).total, [row[0].code for row in found]

    total, codes = sqlite_program.database.read_now(ask)
    assert (total, codes) == (10_000, ["XM25-00008", "XM25-00009"])
