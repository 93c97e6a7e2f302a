"""Event isolation isolates: tasks, processes, the dead and the cancelled, on both engines."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta

import pytest
from aiogram.fsm.storage.base import BaseEventIsolation, StorageKey
from aiogram.fsm.storage.memory import DisabledEventIsolation
from contract.fsm_kit import KEY, NOW, PATIENCE, StandingTime, opened, until
from contract.queue_kit import count_on, counted
from integration.storage_kit import count, in_processes
from structlog.testing import capture_logs

from storage.aiogram import queue
from storage.aiogram.key import key_text
from storage.database import Database
from storage.errors import Unavailable
from storage.fsm import DatabaseIsolation, FSMStorage
from storage.tables import KeyQueue
from storage.work import Work

OTHER_KEY = StorageKey(bot_id=42, chat_id=-42, user_id=8)
LEASE = timedelta(seconds=30)
TASKS = 8
Between = Callable[[], Awaitable[object]]


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[FSMStorage]:
    async with opened(database_url) as storage:
        yield storage


@pytest.fixture
async def second(database_url: str) -> AsyncIterator[FSMStorage]:
    """The same database through connections and a writer of its own."""
    async with opened(database_url) as storage:
        yield storage


@pytest.fixture
def time() -> StandingTime:
    return StandingTime()


def isolation_at(storage: FSMStorage, time: StandingTime) -> DatabaseIsolation:
    return DatabaseIsolation(storage.database, clock=time.clock, wait=time.wait, lease=LEASE)


def places(database: Database) -> list[str]:
    """The tokens of those who stand in the queue of the key."""

    def read(work: Work) -> list[str]:
        row = work.session.get(KeyQueue, key_text(KEY))
        return [token for token, _ in row.places] if row else []

    return database.read_now(read)


def lease_end(database: Database) -> str:
    """Until when the first in the queue has the key."""
    row = database.read_now(lambda work: work.session.get_one(KeyQueue, key_text(KEY)))
    return str(row.places[0][1])


def stand(storage: FSMStorage, token: str, time: StandingTime) -> bool:
    """Stand in the queue as another process does that never renews."""
    return storage.database.write_now(
        lambda work: queue.stand(work, key_text(KEY), token, time.now, LEASE)
    )


async def count_one_more(
    storage: FSMStorage, isolation: BaseEventIsolation, between: Between
) -> None:
    """What a handler does: read, think, write."""
    async with isolation.lock(KEY):
        known = await storage.get_value(KEY, "count", 0)
        await between()
        await storage.set_data(KEY, {"count": known + 1})


async def test_handlers_without_isolation_lose_what_the_others_did(storage: FSMStorage) -> None:
    """The control for the next tests: all have read before anybody writes."""
    everybody_has_read = asyncio.Barrier(TASKS)
    none = DisabledEventIsolation()
    await asyncio.gather(
        *(count_one_more(storage, none, everybody_has_read.wait) for _ in range(TASKS))
    )

    assert await storage.get_value(KEY, "count") == 1


async def test_tasks_that_begin_together_work_one_after_the_other(storage: FSMStorage) -> None:
    inside: list[int] = []
    most = 0

    async def look() -> None:
        nonlocal most
        inside.append(1)
        most = max(most, len(inside))
        await asyncio.sleep(0)  # here the others would go on
        inside.pop()

    isolation = storage.isolation()
    await asyncio.gather(*(count_one_more(storage, isolation, look) for _ in range(TASKS)))

    assert (await storage.get_value(KEY, "count"), most) == (TASKS, 1)


async def test_two_processes_work_one_after_the_other(
    storage: FSMStorage, second: FSMStorage
) -> None:
    """As two storages on one database see each other."""
    both = [(storage, storage.isolation()), (second, second.isolation())]
    await asyncio.gather(
        *(count_one_more(*both[number % 2], lambda: asyncio.sleep(0)) for number in range(TASKS))
    )

    assert await storage.get_value(KEY, "count") == TASKS


async def test_who_came_first_is_first_in_this_process_and_in_the_others(
    storage: FSMStorage, second: FSMStorage
) -> None:
    """A process that wants the key again does not pass by one that waits."""
    one, other = storage.isolation(), second.isolation()
    order: list[str] = []

    async def go(name: str, isolation: DatabaseIsolation) -> None:
        async with isolation.lock(KEY):
            order.append(name)

    async with asyncio.TaskGroup() as group, one.lock(KEY):
        group.create_task(go("other process", other))
        await until(lambda: len(places(storage.database)) == 2)
        group.create_task(go("second task", one))
        group.create_task(go("third task", one))
        order.append("holder")

    assert order == ["holder", "other process", "second task", "third task"]


async def test_other_keys_do_not_wait(storage: FSMStorage) -> None:
    isolation = storage.isolation()

    async with isolation.lock(KEY), asyncio.timeout(PATIENCE), isolation.lock(OTHER_KEY):
        pass


async def test_a_handler_that_raises_leaves_the_key_free(storage: FSMStorage) -> None:
    isolation = storage.isolation()
    with pytest.raises(ZeroDivisionError):
        async with isolation.lock(KEY):
            raise ZeroDivisionError

    assert count(storage.database, KeyQueue) == 0
    assert not isolation._turns._locks


async def test_whoever_is_cancelled_while_holding_or_waiting_lets_go(
    storage: FSMStorage, second: FSMStorage
) -> None:
    """One that holds, one that waits in the same process, one that waits in another."""
    one, other = storage.isolation(), second.isolation()
    holding = asyncio.create_task(hold(one))
    await until(lambda: len(places(storage.database)) == 1)
    waiting = [asyncio.create_task(hold(one)), asyncio.create_task(hold(other))]
    await until(lambda: len(places(storage.database)) == 2)

    for task in (*waiting, holding):
        task.cancel()
    await asyncio.wait([*waiting, holding])

    assert all(task.cancelled() for task in (*waiting, holding))
    assert count(storage.database, KeyQueue) == 0
    async with asyncio.timeout(PATIENCE), one.lock(KEY):
        pass


async def hold(isolation: DatabaseIsolation) -> None:
    """Hold the key until cancelled."""
    async with isolation.lock(KEY):
        await asyncio.Event().wait()


async def test_a_cancelled_waiter_is_passed_over(storage: FSMStorage, second: FSMStorage) -> None:
    """Those behind it move up."""
    one, other = storage.isolation(), second.isolation()
    async with one.lock(KEY):
        gone = asyncio.create_task(hold(other))
        await until(lambda: len(places(storage.database)) == 2)
        gone.cancel()
        await asyncio.wait([gone])

    async with asyncio.timeout(PATIENCE), other.lock(KEY):
        pass
    assert count(storage.database, KeyQueue) == 0


async def test_a_dead_holder_keeps_the_others_waiting_no_longer_than_its_lease(
    storage: FSMStorage, time: StandingTime
) -> None:
    """Its process died: nobody renews, nobody leaves."""
    stand(storage, "dead", time)
    waiting = asyncio.create_task(hold(isolation_at(storage, time)))
    await until(lambda: len(places(storage.database)) == 2)

    await time.move(29)
    await until(lambda: lease_of_last(storage.database) > (NOW + LEASE).isoformat())
    assert places(storage.database)[0] == "dead"
    await time.move(2)
    await until(lambda: "dead" not in places(storage.database))

    assert len(places(storage.database)) == 1
    waiting.cancel()
    await asyncio.wait([waiting])


def lease_of_last(database: Database) -> str:
    row = database.read_now(lambda work: work.session.get_one(KeyQueue, key_text(KEY)))
    return str(row.places[-1][1])


async def test_a_lease_that_is_renewed_is_not_taken(
    storage: FSMStorage, second: FSMStorage, time: StandingTime
) -> None:
    """A handler may take longer than a lease lasts."""
    async with isolation_at(storage, time).lock(KEY):
        for _ in range(4):
            await time.move(15)
            renewed = (time.now + LEASE).isoformat()
            await until(lambda renewed=renewed: lease_end(storage.database) == renewed)

            assert not stand(second, "impatient", time)


async def test_a_lock_that_ran_out_while_it_was_held_is_reported(
    storage: FSMStorage, second: FSMStorage, time: StandingTime
) -> None:
    """A process that stood still for longer than its lease; then somebody else has the key."""
    with capture_logs() as said:
        async with isolation_at(storage, time).lock(KEY):
            later = StandingTime(now=time.now + 2 * LEASE)
            assert stand(second, "next", later)
            await time.move(61)
            await until(lambda: len(places(storage.database)) == 2)

    assert places(storage.database) == ["next"]
    assert [entry["event"] for entry in said] == ["a lock ran out while it was held"]


async def test_without_the_database_nobody_gets_the_key(
    storage: FSMStorage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The update fails instead of running beside another; later the key is free."""

    async def away(*_: object) -> None:
        raise Unavailable("away")

    isolation = storage.isolation()
    monkeypatch.setattr(storage.database, "write", away)
    with pytest.raises(Unavailable):
        async with asyncio.timeout(PATIENCE), isolation.lock(KEY):
            pytest.fail("nobody may be in here")
    monkeypatch.undo()

    async with asyncio.timeout(PATIENCE), isolation.lock(KEY):
        pass


def test_real_processes_have_the_key_one_after_the_other(database: Database) -> None:
    """Two interpreters of their own, which count on from what they have read."""
    in_processes(2, count_on, database.url, 20)

    assert counted(database) == 40
    assert count(database, KeyQueue) == 0
