"""Long work: claimed under a lease, tried again, set aside, never queued twice."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from integration.storage_kit import COMMUNE, MINUTE, NOW, at_once, statements
from sqlalchemy import insert
from sqlmodel import select
from stage import Program

from storage import health, jobs
from storage.database import Database
from storage.jobs import LEASE, ClaimedJob
from storage.tables import Job
from storage.tables.traffic import JobState
from storage.work import Topic, Work


def put(database: Database, *keys: str) -> list[bool]:
    return [
        database.write_now(
            lambda work, key=key: jobs.put(
                work, commune_id=COMMUNE, kind="fetch", key=key, payload={"key": key}, now=NOW
            )
        )
        for key in keys
    ]


def claim(database: Database, now: datetime = NOW, limit: int = 9) -> list[ClaimedJob]:
    return database.write_now(lambda work: jobs.claim(work, now, limit))


def keys(claimed: list[ClaimedJob]) -> list[str]:
    return [job.payload["key"] for job in claimed]


def rows(database: Database) -> list[Job]:
    return database.read_now(lambda work: list(work.session.exec(select(Job))))


def test_work_is_claimed_in_the_order_in_which_it_came(program: Program) -> None:
    """And only so much of it as was asked for."""
    put(program.database, "một", "hai", "ba")

    assert keys(claim(program.database, limit=2)) == ["một", "hai"]
    assert keys(claim(program.database)) == ["ba"]


def test_work_that_is_done_is_not_claimed_again(program: Program) -> None:
    """Not even after its lease would have run out."""
    put(program.database, "một")
    (job,) = claim(program.database)

    assert program.database.write_now(lambda work: jobs.done(work, job)) is True
    assert claim(program.database, NOW + 2 * LEASE) == []


def test_a_lease_that_ran_out_is_claimed_anew(program: Program) -> None:
    """Whoever had it died; the count of tries goes on."""
    put(program.database, "một")
    claim(program.database)

    assert claim(program.database, NOW + LEASE) == []
    (again,) = claim(program.database, NOW + LEASE + timedelta(seconds=1))
    assert again.attempts == 2


@pytest.mark.parametrize("how", ["done", "try_again", "set_aside"])
def test_a_foreign_token_settles_nothing(program: Program, how: str) -> None:
    """Who was so slow that another began does not end the other's work."""
    put(program.database, "một")
    (late,) = claim(program.database)
    claim(program.database, NOW + 2 * LEASE)
    before = rows(program.database)[0].model_dump()

    assert program.database.write_now(lambda work: settled(how, work, late)) is False
    assert rows(program.database)[0].model_dump() == before


def settled(how: str, work: Work, job: ClaimedJob) -> bool:
    if how == "done":
        return jobs.done(work, job)
    if how == "set_aside":
        return jobs.set_aside(work, job, "gone")
    return jobs.try_again(work, job, NOW, "busy")


def test_work_is_given_back_until_its_time(program: Program) -> None:
    """The reason stays readable, and the next look is known."""
    put(program.database, "một")
    (job,) = claim(program.database)
    program.database.write_now(lambda w: jobs.try_again(w, job, NOW + MINUTE, "busy"))

    assert program.database.read_now(jobs.next_due) == NOW + MINUTE
    assert claim(program.database) == []
    assert keys(claim(program.database, NOW + MINUTE)) == ["một"]
    assert program.database.read_now(jobs.next_due) is None


def test_work_that_failed_too_often_is_set_aside(program: Program) -> None:
    """It is claimed no more; an operator sees it with its reason."""
    put(program.database, "một")
    (job,) = claim(program.database)
    program.database.write_now(lambda work: jobs.set_aside(work, job, "gone"))

    assert claim(program.database, NOW + 2 * LEASE) == []
    assert [(row.state, row.reason) for row in rows(program.database)] == [
        (JobState.SET_ASIDE, "gone")
    ]
    assert program.database.read_now(health.count_set_aside_jobs) == 1


def test_work_that_came_on_is_counted_anew(program: Program) -> None:
    """Of a piece that takes the process down each time it is set aside, and not of its length."""
    put(program.database, "một")
    claim(program.database)
    (job,) = claim(program.database, NOW + 2 * LEASE)
    begun = program.database.write_now(lambda work: jobs.keep(work, job, NOW, job.payload))
    assert [row.attempts for row in rows(program.database)] == [2]
    program.database.write_now(lambda work: jobs.keep(work, begun, NOW, {"key": "a"}, came_on=True))

    assert [(row.attempts, row.payload) for row in rows(program.database)] == [(1, {"key": "a"})]


def test_a_key_is_queued_once(program: Program) -> None:
    """Also after the work is done, and it wakes nobody the second time."""
    woken: list[int] = []
    program.database.listen(Topic.JOBS, lambda: woken.append(1))

    assert put(program.database, "một", "một") == [True, False]
    (job,) = claim(program.database)
    program.database.write_now(lambda work: jobs.done(work, job))
    assert put(program.database, "một") == [False]
    program.database.close()
    assert woken == [1]


def test_many_workers_never_claim_the_same_work(program: Program, twin: Database) -> None:
    """Thirty jobs, eight claimers in two programs."""
    put(program.database, *(f"key {number}" for number in range(30)))
    found = at_once([program.database, twin], 8, lambda work: jobs.claim(work, NOW, 5))

    ids = [job.id for batch in found if not isinstance(batch, Exception) for job in batch]
    assert len(ids) == len(set(ids))
    assert len(ids) + len(claim(program.database, limit=99)) == 30


@pytest.mark.parametrize("question", ["claim", "next_due"])
def test_open_work_is_found_without_reading_what_is_done(program: Program, question: str) -> None:
    """5 000 jobs that are done, one that waits: the index of the open ones answers."""
    old = [
        {
            "commune_id": COMMUNE,
            "key": f"old {number}",
            "kind": "fetch",
            "payload": {},
            "state": JobState.DONE,
            "created_at": NOW,
            "due_at": NOW,
            "attempts": 1,
            "lease": "",
            "reason": "",
        }
        for number in range(5_000)
    ]
    program.database.write_now(lambda work: work.session.execute(insert(Job), old))
    put(program.database, "một")
    with statements(program.database) as seen:
        if question == "claim":
            claim(program.database)
        else:
            program.database.read_now(jobs.next_due)

    statement, parameters = next(one for one in seen if one[0].startswith("SELECT"))
    found = plan(program.database, statement, parameters)
    assert "ix_job_open" in found, found


def plan(database: Database, statement: str, parameters: Any) -> str:
    def explain(work: Work) -> str:
        connection = work.session.connection()
        if connection.dialect.name == "sqlite":
            found = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            return "\n".join(str(row[-1]) for row in found)
        connection.exec_driver_sql("ANALYZE job")
        found = connection.exec_driver_sql(f"EXPLAIN {statement}", parameters)
        return "\n".join(str(row[0]) for row in found)

    return database.write_now(explain)
