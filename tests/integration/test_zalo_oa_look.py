"""Whether an Official Account carries messages, though nobody writes to it."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from fakes.zalo_oa import FakeZaloOa
from integration.zalo_oa_kit import Clock, account_row, oa_account
from stage.program import texts

from bot.channels.soundness import Unsound
from bot.channels.zalo_oa.account import ZaloOaAccount
from bot.channels.zalo_oa.look import FOR_A_PERSON, GETOA
from storage import turns
from storage.database import Database


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def zalo(clock: Clock) -> Iterator[FakeZaloOa]:
    with FakeZaloOa(clock) as fake:
        yield fake


@pytest.fixture
async def account(
    zalo: FakeZaloOa, sqlite_database: Database, tmp_path: Path, clock: Clock
) -> AsyncIterator[ZaloOaAccount]:
    async with oa_account(zalo, sqlite_database, tmp_path, clock) as opened:
        yield opened


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("why", sorted(FOR_A_PERSON))
def test_who_is_told_reads_what_to_do(why: str, language: str) -> None:
    said = texts().text(language, f"account-{why}", channel="Zalo", account="main", section="x")

    assert {"vi": "Cách làm: ", "en": "What to do: "}[language] in said


async def found(account: ZaloOaAccount, clock: Clock) -> str:
    """Why it is broken; empty where it is not."""
    try:
        await account.look(clock.now)
    except Unsound as fault:
        return fault.why
    return ""


@pytest.mark.parametrize(
    ("code", "why"),
    [(-204, "oa-gone"), (-219, "app-inactive"), (-221, "oa-unverified"), (-242, "proof")],
)
async def test_an_account_that_was_revoked_is_found_though_its_tokens_are_good(
    account: ZaloOaAccount, zalo: FakeZaloOa, clock: Clock, code: int, why: str
) -> None:
    assert await found(account, clock) == ""
    zalo.state.habits.revoked = code

    assert await found(account, clock) == why


@pytest.mark.parametrize("code", [-32, -212, -99999])
async def test_a_refusal_that_may_concern_this_call_alone_is_no_alarm(
    account: ZaloOaAccount, zalo: FakeZaloOa, clock: Clock, code: int
) -> None:
    zalo.refuse_next(code, "not this one", path=GETOA)

    assert await found(account, clock) == ""


async def test_without_consent_or_without_an_answer_it_says_which(
    account: ZaloOaAccount, zalo: FakeZaloOa, clock: Clock
) -> None:
    await account.tokens.access()
    zalo.stop()
    away = await found(account, clock)
    zalo.start()
    zalo.state.refresh = "withdrawn"
    clock.wait(hours=26)

    assert (away, await found(account, clock)) == ("unreachable", "consent")


@pytest.mark.parametrize(("reason", "why"), [("package", "package"), ("busy", "")])
async def test_what_our_messages_were_refused_for_is_known_too(
    account: ZaloOaAccount, sqlite_database: Database, clock: Clock, reason: str, why: str
) -> None:
    """Until the next try after the pause has gone through."""
    until, row = clock.now + timedelta(minutes=15), account_row(sqlite_database)
    sqlite_database.write_now(lambda work: turns.pause(work, row, until, reason))
    waiting = await found(account, clock)
    clock.wait(minutes=18)

    assert (waiting, await found(account, clock)) == (why, "")
