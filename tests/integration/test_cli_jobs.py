"""`doithoai jobs`: long work that is not done, for the operator's eyes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from integration.cli_kit import Operator
from sqlalchemy import update
from sqlmodel import col

from bot.console import DONE, FAILED
from handlers.conclusion.issue import ISSUE
from storage import communes, jobs
from storage.tables import Job
from storage.tables.traffic import JobState
from storage.work import Work

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    """Somebody with a commune, at nine in the morning."""
    monkeypatch.setattr("bot.clock.now", lambda: NOW)
    operator = Operator.at(tmp_path, capsys, monkeypatch)
    operator.run("commune", "add", "ab", "--name", "An", "--regulation", "mau")
    return operator


def put(operator: Operator, *keys: str, kind: str = "fetch") -> None:
    def queue(work: Work) -> None:
        commune = communes.by_code(work, "ab")
        assert commune is not None and commune.id is not None
        for key in keys:
            jobs.put(work, commune_id=commune.id, kind=kind, key=key, payload={}, now=NOW)

    with operator.database() as database:
        database.write_now(queue)


def set_aside(operator: Operator, key: str, reason: str) -> None:
    def change(work: Work) -> None:
        values = {"state": JobState.SET_ASIDE, "reason": reason, "attempts": 8}
        work.session.execute(update(Job).where(col(Job.key) == key).values(**values))

    with operator.database() as database:
        database.write_now(change)


def test_where_nothing_waits_it_says_so(operator: Operator) -> None:
    spoken = operator.run("jobs")

    assert (spoken.code, spoken.out) == (DONE, "no work waits, and none was set aside\n")


def test_work_that_waits_is_shown_with_its_next_try(operator: Operator) -> None:
    put(operator, "một")
    spoken = operator.run("jobs")

    assert spoken.code == DONE
    assert "ab" in spoken.out and "waiting" in spoken.out
    assert "next try 2026-03-02 02:00 UTC" in spoken.out


def test_work_that_was_set_aside_stands_first_with_its_reason(operator: Operator) -> None:
    """A script learns of it by the exit code."""
    put(operator, "một", "hai")
    set_aside(operator, "hai", "the process died each time")
    spoken = operator.ask("jobs")

    assert spoken.code == FAILED
    assert [(row["state"], row["reason"], row["attempts"]) for row in spoken.document] == [
        ("set_aside", "the process died each time", 8),
        ("waiting", "", 0),
    ]


def test_what_was_set_aside_half_done_goes_on_and_what_was_told_lost_does_not(
    operator: Operator,
) -> None:
    put(operator, "một", kind=ISSUE)
    put(operator, "hai")
    for key in ("một", "hai"):
        set_aside(operator, key, "KeyError")
    spoken = operator.ask("jobs", "--again")

    assert [(row["kind"], row["state"], row["attempts"]) for row in spoken.document] == [
        ("fetch", "set_aside", 8),
        (ISSUE, "waiting", 0),
    ]


def test_work_that_is_done_is_not_shown(operator: Operator) -> None:
    put(operator, "một")
    with operator.database() as database:
        database.write_now(lambda w: [jobs.done(w, job) for job in jobs.claim(w, NOW, 9)])

    assert operator.ask("jobs").document == []
