"""Tokens: renewed early, by one process, committed before use; a spent one is never used again."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest
from fakes.zalo_oa import FakeZaloOa
from integration.zalo_kit import KEY
from integration.zalo_oa_kit import Alarms, Clock, account_row, oa_account

from bot.channels.zalo_oa import tokens as tokens_module
from notifications.outcomes import TryAgain
from storage import official_accounts
from storage.database import Database
from storage.errors import Unavailable
from storage.tables import OfficialAccount


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def zalo(clock: Clock) -> Iterator[FakeZaloOa]:
    with FakeZaloOa(clock) as fake:
        yield fake


def kept(database: Database) -> OfficialAccount:
    row = database.read_now(lambda work: official_accounts.find(work, account_row(database)))
    assert row is not None
    return row


async def test_the_first_pair_comes_from_the_configured_token_and_is_kept_sealed(
    zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock
) -> None:
    async with oa_account(zalo, sqlite_database, tmp_path, clock) as account:
        access = await account.tokens.access()
        again = await account.tokens.access()

    row = kept(sqlite_database)
    assert access.token == again.token == "access-1"
    assert zalo.state.renewals == 1
    assert "refresh" not in row.sealed and "access" not in row.sealed


async def test_a_restart_goes_on_with_the_kept_pair_and_not_with_the_configured_one(
    zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock
) -> None:
    async with oa_account(zalo, sqlite_database, tmp_path, clock) as account:
        await account.tokens.access()
    clock.wait(hours=21)

    async with oa_account(zalo, sqlite_database, tmp_path, clock) as account:
        assert (await account.tokens.access()).token == "access-2"
    assert zalo.state.spent == 0


async def test_tokens_are_renewed_at_four_fifths_of_their_time(
    zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock
) -> None:
    async with oa_account(zalo, sqlite_database, tmp_path, clock) as account:
        await account.tokens.access()
        clock.wait(hours=19)
        before = await account.tokens.access()
        clock.wait(hours=1)
        after = await account.tokens.access()

    assert (before.token, after.token) == ("access-1", "access-2")


async def test_several_processes_that_renew_at_once_spend_one_token(
    zalo: FakeZaloOa, database: Database, twin: Database, tmp_path: Path, clock: Clock
) -> None:
    """Real concurrency: two processes' databases, several callers in each."""
    async with (
        oa_account(zalo, database, tmp_path, clock) as one,
        oa_account(zalo, twin, tmp_path / "b", clock) as two,
    ):
        first = await asyncio.gather(*(a.tokens.access() for a in (one, two) * 3))
        clock.wait(hours=24)
        second = await asyncio.gather(*(a.tokens.access() for a in (one, two) * 3))

    assert {access.token for access in first} == {"access-1"}
    assert {access.token for access in second} == {"access-2"}
    assert (zalo.state.renewals, zalo.state.spent) == (2, 0)


async def test_a_token_that_is_refused_is_renewed_once_whoever_notices(
    zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock
) -> None:
    async with oa_account(zalo, sqlite_database, tmp_path, clock) as account:
        access = await account.tokens.access()
        renewed = await asyncio.gather(*(account.tokens.renew(access) for _ in range(4)))

    assert {one.token for one in renewed} == {"access-2"}
    assert zalo.state.renewals == 2


async def test_while_zalo_does_not_answer_the_old_token_goes_on_and_none_is_spent(
    zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock
) -> None:
    async with oa_account(zalo, sqlite_database, tmp_path, clock) as account:
        await account.tokens.access()
        clock.wait(hours=22)
        zalo.stop()
        during = await account.tokens.access()
        zalo.start()
        after = await account.tokens.access()

    assert (during.token, after.token) == ("access-1", "access-2")


async def test_the_new_pair_is_held_until_the_database_takes_it(
    zalo: FakeZaloOa,
    sqlite_database: Database,
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    refusals = iter([True, True])
    real = official_accounts.renewed

    def away(*args: object, **values: object) -> bool:
        if next(refusals, False):
            raise Unavailable("away")
        return real(*args, **values)  # type: ignore[arg-type]

    monkeypatch.setattr(official_accounts, "renewed", away)
    monkeypatch.setattr("notifications.insist.PAUSE", 0.01)
    async with oa_account(zalo, sqlite_database, tmp_path, clock) as account:
        access = await account.tokens.access()

    assert (access.token, kept(sqlite_database).version) == ("access-1", 2)


async def killed_after_the_answer(
    zalo: FakeZaloOa,
    database: Database,
    folder: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A process that dies between Zalo's answer and the commit."""

    class Killed(BaseException):
        pass

    async def die(*args: object) -> None:
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(tokens_module.Tokens, "_keep", die)
        async with oa_account(zalo, database, folder, clock) as account:
            with pytest.raises(Killed):
                await account.tokens.access()


async def test_a_pair_that_was_lost_with_the_process_raises_one_alarm_and_new_consent_heals_it(
    zalo: FakeZaloOa,
    database: Database,
    tmp_path: Path,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    await killed_after_the_answer(zalo, database, tmp_path, clock, monkeypatch)
    monkeypatch.setattr(tokens_module, "FOR_ANOTHER", 0.2)
    alarms = Alarms()
    async with oa_account(zalo, database, tmp_path, clock, alarms=alarms) as account:
        with pytest.raises(TryAgain):  # the dead one's lease still runs
            await account.tokens.access()
        assert alarms.heard == []
        clock.wait(minutes=2)
        for _ in range(3):
            with pytest.raises(TryAgain):
                await account.tokens.access()

    assert alarms.heard == ["interrupted, -14014"]
    assert zalo.state.spent == 1
    new = {"refresh_token": zalo.state.refresh}  # as API Explorer gives it
    async with oa_account(zalo, database, tmp_path, clock, **new) as account:
        assert (await account.tokens.access()).token == "access-2"
    assert kept(database).refused_at is None


async def test_with_another_key_the_tokens_are_worthless_and_somebody_is_told(
    zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock
) -> None:
    async with oa_account(zalo, sqlite_database, tmp_path, clock) as account:
        await account.tokens.access()
    alarms, other = Alarms(), {"key": KEY + b"!", "refresh_token": ""}

    async with oa_account(
        zalo, sqlite_database, tmp_path, clock, alarms=alarms, **other
    ) as account:
        with pytest.raises(TryAgain):
            await account.tokens.access()

    assert alarms.heard == ["key"]


async def test_without_any_token_somebody_is_told_too(
    zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock
) -> None:
    alarms = Alarms()
    async with oa_account(
        zalo, sqlite_database, tmp_path, clock, alarms=alarms, refresh_token=""
    ) as account:
        with pytest.raises(TryAgain):
            await account.tokens.access()

    assert alarms.heard == ["none"]
