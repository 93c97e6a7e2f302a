"""aiogram's storage contract over our own conversations, and over rows of its own for other keys.

`docs/aiogram.md` says what is stored where, and what writing here does to a conversation of ours.
Nothing that `run` loads imports this: aiogram is not installed where the program serves.
"""

import asyncio
import re
import threading
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, Self

from aiogram.fsm.storage.base import BaseStorage, StateType, StorageKey
from sqlalchemy.exc import SQLAlchemyError

from storage import schema
from storage.aiogram import clock as machine
from storage.aiogram import foreign, ours
from storage.aiogram.clock import Clock
from storage.aiogram.isolation import DatabaseIsolation
from storage.aiogram.kept import Change, Kept
from storage.aiogram.key import key_text, own_account
from storage.aiogram.values import plain_data, state_text
from storage.database import Database
from storage.faults import named
from storage.work import Work

__all__ = ["DatabaseIsolation", "FSMStorage"]

# One in memory would be another one for each connection.
DATABASE = "sqlite:///[^:]+|postgresql://.+"
# Alembic keeps what it migrates in a global: in one process only one may.
_migrating = threading.Lock()


class FSMStorage(BaseStorage):
    """State and data of aiogram's keys in a database of ours; each call is one transaction.

    A private chat with a Telegram bot of ours is the conversation that our router leads; every
    other key has a row of its own. Raises `storage.errors.Unavailable` while the database is
    away and `NotStorable` for what is not JSON.
    """

    def __init__(self, database: Database, *, clock: Clock = machine.now) -> None:
        self.database = database
        self.clock = clock

    @classmethod
    async def open(cls, url: str, *, clock: Clock = machine.now) -> Self:
        """A storage over `url` (`sqlite:///FILE`, `postgresql://…`), at the current schema.

        Raises ValueError for another url, `storage.schema.TooNew` for a database that a newer
        program has made, `NotOurs` for one that holds something else, and
        `storage.errors.Unavailable`.
        """
        return cls(await asyncio.to_thread(_opened, url), clock=clock)

    def isolation(self) -> DatabaseIsolation:
        """Event isolation over the same database, for `Dispatcher(events_isolation=…)`."""
        return DatabaseIsolation(self.database, clock=self.clock)

    async def set_state(self, key: StorageKey, state: StateType = None) -> None:
        """Set the state, or clear it by None."""
        text = state_text(state)
        await self._change(key, lambda kept: replace(kept, state=text))

    async def get_state(self, key: StorageKey) -> str | None:
        """The state as "Group:question"; None where there is none."""
        return (await self._read(key)).state or None

    async def set_data(self, key: StorageKey, data: Mapping[str, Any]) -> None:
        """Replace the data; raises aiogram's DataNotDictLikeError for what is no mapping."""
        plain = plain_data(data)
        await self._change(key, lambda kept: replace(kept, data=plain))

    async def get_data(self, key: StorageKey) -> dict[str, Any]:
        """The data, a copy."""
        return (await self._read(key)).data

    async def update_data(self, key: StorageKey, data: Mapping[str, Any]) -> dict[str, Any]:
        """Put `data` into what is there, in one transaction; all of it, a copy."""
        plain = plain_data(data)
        if not plain:
            return await self.get_data(key)
        changed = await self._change(key, lambda kept: replace(kept, data={**kept.data, **plain}))
        return changed.data

    async def close(self) -> None:
        """Finish what waits and let go of the database."""
        await asyncio.to_thread(self.database.close)

    async def _read(self, key: StorageKey) -> Kept:
        return await self.database.read(lambda work: _read(work, key))

    async def _change(self, key: StorageKey, alter: Change) -> Kept:
        now = self.clock()

        def change(work: Work) -> Kept:
            account = own_account(work, key)
            if account is None:
                return foreign.change(work, key_text(key), alter, now)
            return ours.change(work, account, str(key.chat_id), alter, now)

        return await self.database.write(change)


def _read(work: Work, key: StorageKey) -> Kept:
    account = own_account(work, key)
    if account is None:
        return foreign.read(work, key_text(key))
    return ours.read(work, account, str(key.chat_id))


def _opened(url: str) -> Database:
    _check(url)
    database = Database(url)
    try:
        _bring_up_to_date(database)
    except SQLAlchemyError as fault:
        database.close()
        raise named(fault) from fault.__cause__
    except BaseException:
        database.close()
        raise
    return database


def _check(url: str) -> None:
    if not re.fullmatch(DATABASE, url):
        raise ValueError("the database must be sqlite:///FILE or postgresql://…")


def _bring_up_to_date(database: Database) -> None:
    if not schema.is_current(database.engine):
        with _migrating:
            schema.upgrade(database.engine)
