"""A program that is killed between Zalo's answer and its commit has spent the refresh token."""

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest
from fakes.zalo_oa import FakeZaloOa
from integration.zalo_oa_kit import Alarms, Clock, account_row, oa_account

from notifications.outcomes import TryAgain
from storage import official_accounts
from storage.database import Database

ROOT = Path(__file__).parents[2]
CHILD = """
import asyncio, os, signal, sys
from pathlib import Path
from types import SimpleNamespace
from bot.channels.zalo_oa.tokens import Tokens
from integration.zalo_oa_kit import Clock, oa_account
from storage.database import Database

async def die(*_): os.kill(os.getpid(), signal.SIGKILL)
Tokens._keep = die

async def main(url, zalo, folder):
    database = Database(url)
    async with oa_account(SimpleNamespace(url=zalo), database, Path(folder), Clock()) as account:
        await account.tokens.access()

asyncio.run(main(*sys.argv[1:]))
"""


async def killed(database: Database, zalo: FakeZaloOa, folder: Path) -> int:
    """Another process that renews; how it ended."""
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-c", CHILD, database.url, zalo.url, str(folder)),
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{ROOT}:{ROOT / 'tests'}"},
    )
    return await child.wait()


async def test_the_next_one_says_so_and_lets_nothing_go_on_by_a_spent_token(
    postgresql_database: Database, tmp_path: Path
) -> None:
    clock, alarms = Clock(), Alarms()
    row = account_row(postgresql_database)
    with FakeZaloOa(clock) as zalo:
        assert await killed(postgresql_database, zalo, tmp_path) == -signal.SIGKILL
        left = postgresql_database.read_now(lambda work: official_accounts.find(work, row))
        clock.wait(minutes=2)  # its lease has run out
        async with oa_account(zalo, postgresql_database, tmp_path, clock, alarms=alarms) as account:
            for _ in range(2):
                with pytest.raises(TryAgain) as caught:
                    await account.tokens.access()

    assert left is not None and left.lease != "" and left.version == 1
    assert (caught.value.reason, caught.value.account) == ("token", True)
    assert alarms.heard == ["interrupted, -14014"]
    assert (zalo.state.renewals, zalo.state.spent) == (1, 1)
