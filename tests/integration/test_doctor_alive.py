"""What the doctor and `/readyz` say of ticks, accounts, backups and what is removed."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text
from stage import Program
from stage.program import START
from starlette.requests import Request

from bot.channels.web.health import Health
from bot.doctor_alive import look_at_life
from bot.finding import Finding
from bot.settings import Settings
from handlers.alarm import note_look
from storage import addresses, turns, vitals
from storage.database import Database
from storage.work import Work

Find = Callable[..., dict[str, Finding]]


@pytest.fixture
def find(sqlite_program: Program, tmp_path: Path) -> Find:
    """What the doctor finds, so much time after the start."""

    def finds(later: timedelta = timedelta(0), **settings: Any) -> dict[str, Finding]:
        chosen = Settings(data={"dir": tmp_path}, **settings)
        found = look_at_life(chosen, sqlite_program.database, START + later)
        return {one.what: one for one in found}

    return finds


def ticked(program: Program, name: str, every: float | None = 300.0) -> None:
    program.change(lambda work: vitals.went_well(work, f"tick:{name}", START, every=every))


def test_a_fresh_installation_needs_nobody(find: Find) -> None:
    assert all(finding.good for finding in find().values())


def test_a_program_that_stands_still_is_seen(find: Find, sqlite_program: Program) -> None:
    ticked(sqlite_program, "accounts")

    assert find(timedelta(minutes=29))["ticks"].good
    assert "is the program running?" in find(timedelta(minutes=31))["ticks"].says


def test_a_tick_that_fails_or_hangs_alone_is_named(find: Find, sqlite_program: Program) -> None:
    ticked(sqlite_program, "accounts")
    later = START + timedelta(hours=2)
    sqlite_program.change(lambda work: vitals.went_well(work, "tick:tidy", later, every=300.0))
    hangs = find(timedelta(hours=2))["ticks"]
    sqlite_program.change(lambda work: vitals.failed(work, "tick:tidy", "ValueError", later))

    assert not hangs.good and "accounts did not run in time" in hangs.says
    assert "tidy failed" in find(timedelta(hours=2))["ticks"].says


def test_a_backup_that_fails_or_is_old_is_said(find: Find, sqlite_program: Program) -> None:
    def note(work: Work) -> None:
        vitals.went_well(work, vitals.BACKUP, START)

    never = find(timedelta(days=8))["backup"]
    sqlite_program.change(note)
    good, old = find()["backup"], find(timedelta(hours=51))["backup"]
    sqlite_program.change(lambda work: vitals.failed(work, vitals.BACKUP, "disk full", START))

    assert (never.good, good.good, old.good) == (False, True, False)
    assert "disk full" in find()["backup"].says


def test_a_backup_that_was_taken_away_is_missed(
    find: Find, sqlite_program: Program, tmp_path: Path
) -> None:
    sqlite_program.change(lambda work: vitals.went_well(work, vitals.BACKUP, START))

    assert "no whole backup" in find(backup={"dir": tmp_path / "backups"})["backup"].says


def test_an_account_that_fails_is_named_with_its_reason(
    find: Find, sqlite_program: Program
) -> None:
    def broken(work: Work) -> None:
        row = addresses.account(work, "telegram", "main").id or 0
        note_look(work, sqlite_program.house, row, "token", START)

    sqlite_program.change(broken)

    assert "refuses the token" in find()["telegram.main"].says


@pytest.mark.parametrize(("minutes", "good"), [(1, True), (30, False)])
def test_an_account_that_was_asked_to_wait_is_named_until_when(
    find: Find, sqlite_program: Program, minutes: int, good: bool
) -> None:
    """A short rest needs nobody; and what is over is not spoken of."""
    until = START + timedelta(minutes=minutes)

    def wait(work: Work) -> None:
        turns.pause(work, addresses.account(work, "telegram", "main").id or 0, until, "busy")

    sqlite_program.change(wait)
    found = find()["telegram.main"]

    assert found.good is good
    assert found.says.endswith("the platform asked to wait")
    assert "telegram.main" not in find(later=timedelta(minutes=minutes))


def test_what_goes_next_is_said(find: Find) -> None:
    off = dict.fromkeys(("messages", "by_hand", "jobs", "files", "conversations"), 0)

    assert find(privacy={**off, "drafts": 1})["retention"].says == (
        "next to go: drafts from before 2025-09-30"
    )
    assert "nothing is ever removed" in find(privacy={**off, "drafts": 0})["retention"].says


async def ask(database: Database) -> tuple[int, dict[str, Any]]:
    response = await Health(database=database).ready(Request({"type": "http"}))
    return response.status_code, json.loads(bytes(response.body))


async def test_channels_and_backup_stand_beside_and_do_not_decide(sqlite_program: Program) -> None:
    def broken(work: Work) -> None:
        row = addresses.account(work, "telegram", "main").id or 0
        note_look(work, sqlite_program.house, row, "token", START)
        vitals.failed(work, vitals.BACKUP, "/srv/secret: full", START)

    sqlite_program.change(broken)
    status, told = await ask(sqlite_program.database)

    assert status == 200
    assert told["channels"]["telegram.main"] == "failing"
    assert told["backup"] == "failing"
    assert "/srv" not in json.dumps(told)


@pytest.mark.parametrize(("revision", "status"), [("0004", 503), ("9999", 200)])
async def test_a_schema_that_lags_behind_is_not_ready(
    sqlite_program: Program, revision: str, status: int
) -> None:
    """One of a newer program is: this one goes on running on it."""
    change = f"UPDATE alembic_version SET version_num = '{revision}'"
    sqlite_program.change(lambda work: work.session.execute(text(change)))

    assert (await ask(sqlite_program.database))[0] == status
