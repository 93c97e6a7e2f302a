"""The FSM storage keeps aiogram's contract, on both engines and beyond what its own tests ask."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest
from aiogram.exceptions import DataNotDictLikeError
from aiogram.fsm.state import State, StatesGroup, any_state
from aiogram.fsm.storage.base import BaseStorage, StorageKey
from contract.fsm_kit import KEY, NOW, OURS, opened, serve
from integration.storage_kit import count
from sqlalchemy import text

from storage.engine import open_engine
from storage.errors import NotStorable, Unavailable
from storage.fsm import FSMStorage
from storage.schema import TooNew
from storage.tables import ForeignConversation

OTHER = {
    "bot_id": 43,
    "chat_id": -43,
    "user_id": 8,
    "thread_id": 0,
    "business_connection_id": "",
    "destiny": "other",
}


class Order(StatesGroup):
    """States as a bot declares them."""

    naming = State()

    class Payment(StatesGroup):
        card = State()

        class Refund(StatesGroup):
            reason = State()


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[FSMStorage]:
    async with opened(database_url) as storage:
        yield storage


@pytest.fixture
async def second(database_url: str) -> AsyncIterator[FSMStorage]:
    """The same database through connections and a writer of its own."""
    async with opened(database_url) as storage:
        yield storage


@pytest.fixture(params=["foreign", "ours"])
def key(request: pytest.FixtureRequest, storage: FSMStorage) -> StorageKey:
    """A key with a row of its own, and one whose row is a conversation of ours."""
    if request.param == "foreign":
        return KEY
    serve(storage.database)
    return OURS


async def test_a_state_object_is_kept_by_its_full_name(
    storage: FSMStorage, key: StorageKey
) -> None:
    await storage.set_state(key, Order.naming)

    assert await storage.get_state(key) == "Order:naming"
    assert await storage.get_state(key) == Order.naming


async def test_states_of_nested_groups_are_told_apart(storage: FSMStorage, key: StorageKey) -> None:
    found = []
    for state in (Order.Payment.card, Order.Payment.Refund.reason):
        await storage.set_state(key, state)
        found.append(await storage.get_state(key))

    assert found == ["Order.Payment:card", "Order.Payment.Refund:reason"]


async def test_no_state_clears_it_and_leaves_the_data(storage: FSMStorage, key: StorageKey) -> None:
    await storage.set_state(key, Order.naming)
    await storage.set_data(key, {"name": "An"})
    await storage.set_state(key, None)

    assert await storage.get_state(key) is None
    assert await storage.get_data(key) == {"name": "An"}


async def test_no_data_leaves_the_state(storage: FSMStorage, key: StorageKey) -> None:
    await storage.set_data(key, {"name": "An"})
    await storage.set_state(key, any_state)
    await storage.set_data(key, {})

    assert await storage.get_data(key) == {}
    assert await storage.get_state(key) == "*"


async def test_every_field_of_a_key_separates(storage: FSMStorage) -> None:
    """Even where the value looks as empty as none: thread 0, a connection without a name."""
    keys = [KEY, *(replace(KEY, **{name: value}) for name, value in OTHER.items())]
    for number, key in enumerate(keys):
        await storage.set_state(key, f"state-{number}")
        await storage.set_data(key, {"number": number})

    assert {field.name for field in fields(StorageKey)} == set(OTHER)
    for number, key in enumerate(keys):
        assert await storage.get_state(key) == f"state-{number}"
        assert await storage.get_data(key) == {"number": number}


async def test_what_cannot_be_stored_leaves_what_was(storage: FSMStorage, key: StorageKey) -> None:
    """No mapping, no JSON, no state: an error each time, the same on both engines."""
    await storage.set_state(key, Order.naming)
    await storage.set_data(key, {"name": "An"})

    for put in (storage.set_data, storage.update_data):
        with pytest.raises(DataNotDictLikeError):
            await put(key, ())  # type: ignore[arg-type]
        with pytest.raises(NotStorable, match=r"data\['when'\] is datetime"):
            await put(key, {"when": NOW})
    with pytest.raises(NotStorable):
        await storage.set_state(key, Order)  # type: ignore[arg-type]
    assert await storage.get_state(key) == Order.naming
    assert await storage.get_data(key) == {"name": "An"}


async def test_json_comes_back_as_it_was(storage: FSMStorage, key: StorageKey) -> None:
    data = {"tên": "Nguyễn Văn An", "n": 2**70, "x": 0.1, "ok": True, "none": None, "l": [{}, []]}
    await storage.set_data(key, data)

    assert await storage.get_data(key) == data


async def test_what_was_handed_in_or_out_may_be_changed_without_a_trace(
    storage: FSMStorage, key: StorageKey
) -> None:
    given: dict[str, Any] = {"list": [1]}
    await storage.set_data(key, given)
    given["list"].append(2)
    (await storage.get_data(key))["list"].append(3)
    (await storage.update_data(key, {"more": 1}))["list"].append(4)

    assert await storage.get_data(key) == {"list": [1], "more": 1}


async def test_a_default_is_for_a_missing_value_and_not_for_an_empty_one(
    storage: FSMStorage, key: StorageKey
) -> None:
    await storage.set_data(key, {"none": None, "zero": 0})

    assert await storage.get_value(key, "none", "default") is None
    assert await storage.get_value(key, "zero", "default") == 0
    assert await storage.get_value(key, "missing", "default") == "default"


async def test_an_update_returns_all_and_an_empty_one_changes_nothing(
    storage: FSMStorage, key: StorageKey
) -> None:
    await storage.update_data(key, {"a": 1, "b": 1})

    assert await storage.update_data(key, {"b": 2}) == {"a": 1, "b": 2}
    assert await storage.update_data(key, {}) == {"a": 1, "b": 2}


TIMES = 40


async def test_updates_at_once_from_two_processes_lose_nothing(
    storage: FSMStorage, second: FSMStorage, key: StorageKey
) -> None:
    """Each puts one name into the same data, first contact included."""
    storages = [storage, second] * (TIMES // 2)
    await asyncio.gather(
        *(one.update_data(key, {f"n{number}": number}) for number, one in enumerate(storages))
    )

    assert await storage.get_data(key) == {f"n{number}": number for number in range(TIMES)}


async def test_reading_then_writing_would_have_lost_updates(
    storage: FSMStorage, key: StorageKey
) -> None:
    """The control: aiogram's own `update_data`, where the others read before anybody writes."""
    everybody_has_read = asyncio.Barrier(TIMES)

    class InTwoSteps(FSMStorage):
        async def get_data(self, key: StorageKey) -> dict[str, Any]:
            found = await super().get_data(key)
            await everybody_has_read.wait()
            return found

    unprotected = InTwoSteps(storage.database)
    await asyncio.gather(
        *(BaseStorage.update_data(unprotected, key, {f"n{n}": n}) for n in range(TIMES))
    )

    assert len(await storage.get_data(key)) == 1


async def test_a_row_that_keeps_nothing_goes(storage: FSMStorage) -> None:
    await storage.set_state(KEY, "state")
    await storage.set_data(KEY, {"name": "An"})
    await storage.set_state(KEY, None)
    kept = count(storage.database, ForeignConversation)
    await storage.set_data(KEY, {})

    assert (kept, count(storage.database, ForeignConversation)) == (1, 0)


async def test_looking_leaves_no_row(storage: FSMStorage) -> None:
    """aiogram reads the state of everybody who writes, and clears it for good measure."""
    await storage.get_state(KEY)
    await storage.get_value(KEY, "name")
    await storage.update_data(KEY, {})
    await storage.set_state(KEY, None)
    await storage.set_data(KEY, {})

    assert count(storage.database, ForeignConversation) == 0


async def test_what_was_kept_is_there_after_a_restart(database_url: str) -> None:
    async with opened(database_url) as before:
        await before.set_state(KEY, Order.naming)
        await before.set_data(KEY, {"name": "An"})

    async with opened(database_url) as after:
        assert await after.get_state(KEY) == Order.naming
        assert await after.get_data(KEY) == {"name": "An"}


async def test_an_empty_database_gets_its_tables_even_when_two_open_it_at_once(
    empty_url: str,
) -> None:
    one, other = await asyncio.gather(FSMStorage.open(empty_url), FSMStorage.open(empty_url))
    await one.set_state(KEY, "state")
    found = await other.get_state(KEY)
    await asyncio.gather(one.close(), other.close())

    assert found == "state"


async def test_a_database_of_a_newer_program_is_refused(database_url: str) -> None:
    engine = open_engine(database_url)
    with engine.connect() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    engine.dispose()

    with pytest.raises(TooNew, match="9999"):
        await FSMStorage.open(database_url)


@pytest.mark.parametrize(
    "url", ["redis://localhost", "sqlite://", "sqlite:///:memory:", "sqlite:///", "doithoai.db"]
)
async def test_what_is_no_database_of_ours_is_refused(url: str) -> None:
    """One in memory would be another one for each connection."""
    with pytest.raises(ValueError, match="sqlite:///FILE or postgresql://"):
        await FSMStorage.open(url)


async def test_a_database_that_cannot_be_reached_is_unavailable(tmp_path: Path) -> None:
    with pytest.raises(Unavailable):
        await FSMStorage.open(f"sqlite:///{tmp_path}/nowhere/doithoai.db")


async def test_after_closing_nothing_is_kept_any_more(storage: FSMStorage) -> None:
    """Closing twice is as good as once: aiogram does it at its shutdown too."""
    await storage.close()
    await storage.close()

    with pytest.raises(Unavailable):
        await storage.set_state(KEY, "state")
