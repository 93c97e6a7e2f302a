"""Events of one key one after the other: in this process, and in all that share the database.

The procedure of a lock, which the code follows:
1. Wait for the turn among the tasks of this process.
2. Stand in the key's queue in the database until our place is the first.
3. While the body runs, renew the place; if this process dies, it runs out and the next is first.
4. Leave the queue, whatever ended the body or the waiting.
A task of its own does 2 to 4: who waits may be cancelled at any moment, a place must not be.
"""

import asyncio
import secrets
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta

import structlog
from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey

from storage.aiogram import clock as machine
from storage.aiogram import queue
from storage.aiogram.clock import Clock, Wait
from storage.aiogram.key import key_text
from storage.aiogram.turns import KeyTurns
from storage.database import Database
from storage.errors import StorageError

# How long the others wait for a process that died; how often who waits looks again.
LEASE = timedelta(seconds=30)
LOOK_AGAIN = timedelta(milliseconds=50)
# So often a place is renewed within one lease.
RENEWALS = 3

log = structlog.get_logger()


class DatabaseIsolation(BaseEventIsolation):
    """aiogram's event isolation over a database; give it to `Dispatcher(events_isolation=…)`."""

    def __init__(
        self,
        database: Database,
        *,
        clock: Clock = machine.now,
        wait: Wait = machine.wait,
        lease: timedelta = LEASE,
    ) -> None:
        self.database = database
        self.clock = clock
        self.wait = wait
        self.lease = lease
        self._turns = KeyTurns()
        self._kept: set[asyncio.Task[None]] = set()

    @asynccontextmanager
    async def lock(self, key: StorageKey) -> AsyncGenerator[None, None]:
        """Have `key` alone; raises Unavailable where the database is away when it is asked for."""
        name = key_text(key)
        async with self._turns.of(name):
            place = _Place(self, name)
            keeping = self._hold(asyncio.create_task(place.keep()))
            try:
                await asyncio.shield(place.first)  # a waiter that is cancelled settles nothing
                yield
            finally:
                place.given_up.set()
                await asyncio.shield(keeping)

    async def close(self) -> None:
        """Nothing to do: what is held runs out by itself, and the database is its owner's."""

    def _hold(self, keeping: asyncio.Task[None]) -> asyncio.Task[None]:
        # Nobody else holds a task whose lock was cancelled twice.
        self._kept.add(keeping)
        keeping.add_done_callback(self._kept.discard)
        return keeping


class _Place:
    """A place in the queue of a key, from the moment it is taken until it is given up."""

    def __init__(self, isolation: DatabaseIsolation, key: str) -> None:
        self._isolation = isolation
        self._key = key
        self._token = secrets.token_hex(8)
        self.first: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.given_up = asyncio.Event()

    async def keep(self) -> None:
        """Stand in the queue until the place is given up, then leave. Raises nothing."""
        while not self.given_up.is_set():
            await self._stand()
            pause = self._isolation.lease / RENEWALS if self.first.done() else LOOK_AGAIN
            await self._isolation.wait(self.given_up, pause.total_seconds())
        await self._leave()

    async def _stand(self) -> None:
        try:
            is_first = await self._isolation.database.write(
                lambda work: queue.stand(
                    work, self._key, self._token, self._isolation.clock(), self._isolation.lease
                )
            )
        except Exception as fault:  # noqa: BLE001 - whatever it is, who waits must not wait on
            self._say(fault)
        else:
            self._note(is_first)

    def _note(self, is_first: bool) -> None:
        if is_first and not self.first.done():
            self.first.set_result(None)
        elif not is_first and self.first.done():
            log.error("a lock ran out while it was held", key=self._key)

    def _say(self, fault: Exception) -> None:
        """Who waits is told; who has the key keeps it as long as the lease lasts."""
        if self.first.done():
            log.warning("a lock cannot be renewed", fault=type(fault).__name__)
        else:
            self.first.set_exception(fault)

    async def _leave(self) -> None:
        try:
            await self._isolation.database.write(
                lambda work: queue.leave(work, self._key, self._token)
            )
        except StorageError as fault:  # the lease will end it
            log.warning("a lock cannot be given up", fault=type(fault).__name__)
