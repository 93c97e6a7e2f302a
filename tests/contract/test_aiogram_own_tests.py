"""aiogram's own tests of storages and isolations hold for ours, whichever row a key means."""

import ast
import inspect
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from aiogram.fsm.storage.base import StorageKey
from contract.aiogram_sources import own_tests
from contract.fsm_kit import OURS, opened, serve

from storage.fsm import FSMStorage

# As aiogram's tests build their key.
THEIRS = StorageKey(bot_id=42, chat_id=-42, user_id=42)
STORAGES, ISOLATIONS = "test_fsm/storage/test_storages.py", "test_fsm/storage/test_isolation.py"
Given = dict[str, Any]


@pytest.fixture
async def storage(database_url: str) -> AsyncIterator[FSMStorage]:
    async with opened(database_url) as storage:
        serve(storage.database)
        yield storage


@pytest.mark.parametrize("key", [THEIRS, OURS], ids=["foreign", "ours"])
async def test_all_of_aiograms_tests_of_a_storage_pass(
    storage: FSMStorage, key: StorageKey, tmp_path: Path
) -> None:
    """Each of them begins with nothing, as with its own fixtures."""
    text = own_tests(STORAGES)
    passed = []
    for name, test in methods(loaded(text, tmp_path), "TestStorages"):
        await test(storage=storage, storage_key=key)
        await storage.set_state(key, None)
        await storage.set_data(key, {})
        passed.append(name)

    assert passed == written_in(text, "TestStorages")
    assert len(passed) > 0


async def test_all_of_aiograms_tests_of_an_isolation_pass(
    storage: FSMStorage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is one, and it asks little; ours are in `test_fsm_isolation.py`."""
    without_redis(monkeypatch)
    text = own_tests(ISOLATIONS)
    passed = []
    for name, test in methods(loaded(text, tmp_path), "TestIsolations"):
        await test(isolation=storage.isolation(), storage_key=THEIRS)
        passed.append(name)

    assert passed == written_in(text, "TestIsolations")
    assert len(passed) > 0


def loaded(text: str, folder: Path) -> ModuleType:
    """The file as a module; in a file of its own, so that a failure shows its lines."""
    path = folder / "theirs.py"
    path.write_text(text)
    module = ModuleType("theirs")
    exec(compile(text, path, "exec"), vars(module))
    return module


def methods(module: ModuleType, name: str) -> list[tuple[str, Callable[..., Any]]]:
    """The tests of a class, each bound to an instance of its own, in the order of the file."""
    cls = getattr(module, name)
    names = [each for each, _ in inspect.getmembers(cls, inspect.isfunction) if is_test(each)]
    return [(each, getattr(cls(), each)) for each in sorted(names, key=list(vars(cls)).index)]


def written_in(text: str, name: str) -> list[str]:
    """The names of the tests that stand in the file's text."""
    classes = [node for node in ast.parse(text).body if isinstance(node, ast.ClassDef)]
    body = next(node.body for node in classes if node.name == name)
    functions = [node.name for node in body if isinstance(node, ast.AsyncFunctionDef)]
    return [each for each in functions if is_test(each)]


def is_test(name: str) -> bool:
    return name.startswith("test")


def without_redis(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their file also tests the isolation over Redis, which nothing here needs."""
    redis = ModuleType("aiogram.fsm.storage.redis")
    vars(redis).update(RedisEventIsolation=object, RedisStorage=object)
    monkeypatch.setitem(sys.modules, redis.__name__, redis)
