"""What a thread has done reaches who waits on an event loop."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

import pytest

from storage.awaited import Awaited


async def test_a_result_of_a_thread_is_awaited() -> None:
    awaited = Awaited[str]()
    with ThreadPoolExecutor(1) as thread:
        thread.submit(awaited.set_result, "đã lưu")

    assert await awaited == "đã lưu"


async def test_what_a_thread_raised_is_raised_where_it_is_awaited() -> None:
    awaited = Awaited[str]()
    with ThreadPoolExecutor(1) as thread:
        thread.submit(awaited.set_exception, LookupError("chưa có"))

    with pytest.raises(LookupError, match="chưa có"):
        await awaited


async def test_work_is_begun_only_while_somebody_waits() -> None:
    kept, given_up = Awaited[str](), Awaited[str]()
    waiting = asyncio.ensure_future(_wait(given_up))
    await asyncio.sleep(0)
    waiting.cancel()
    await asyncio.gather(waiting, return_exceptions=True)

    assert kept.set_running_or_notify_cancel()
    assert not given_up.set_running_or_notify_cancel()


async def test_who_gave_up_while_the_work_ran_is_told_nothing() -> None:
    faults: list[object] = []
    asyncio.get_running_loop().set_exception_handler(lambda _, told: faults.append(told))
    awaited = Awaited[str]()
    waiting = asyncio.ensure_future(_wait(awaited))
    await asyncio.sleep(0)
    assert awaited.set_running_or_notify_cancel()
    waiting.cancel()
    awaited.set_result("đã lưu")

    with pytest.raises(asyncio.CancelledError):
        await waiting
    await asyncio.sleep(0)  # what was told meanwhile comes to the loop

    assert faults == []


def test_nobody_waits_on_a_loop_that_is_closed() -> None:
    """The program ends while a thread finishes its last work: the thread must not die of it."""

    async def begin() -> Awaited[str]:
        return Awaited()

    asyncio.run(begin()).set_result("đã lưu")


async def _wait(awaited: Awaited[str]) -> str:
    return await awaited
