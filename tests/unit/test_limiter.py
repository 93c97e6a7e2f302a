"""The limiter: whatever the network does, no window of the platform's holds more than it takes."""

import asyncio
import random
from collections.abc import Coroutine
from dataclasses import dataclass, field
from typing import Any

import pytest

from notifications.limiter import IS_REPLY, UNLIMITED, Limiter, Load, Rate
from storage.turns import Room

TELEGRAM = Rate(per_second=30, chat_rest=1.0, group_rest=3.0)


class Instant(asyncio.SelectorEventLoop):
    """A loop in which time passes at once: what sleeps is woken when nothing else is to be done."""

    def __init__(self) -> None:
        super().__init__()
        self.moment = 0.0
        select = self._selector.select  # type: ignore[attr-defined]

        def leap(timeout: float | None) -> Any:
            self.moment += timeout or 0.0
            return select(0)

        self._selector.select = leap  # type: ignore[attr-defined]

    def time(self) -> float:
        return self.moment


def played(walk: Coroutine[Any, Any, None], loop: Instant) -> float:
    """How long it took by the loop's clock."""
    try:
        loop.run_until_complete(walk)
        return loop.moment
    finally:
        loop.close()


@dataclass
class Platform:
    """Counts by itself, when a call reaches it: somewhere between its begin and its answer."""

    loop: Instant
    arrived: list[tuple[float, str]] = field(default_factory=list)
    chance: random.Random = field(default_factory=lambda: random.Random(7))

    async def call(self, limiter: Limiter, chat: str) -> None:
        async with limiter.call(chat):
            await asyncio.sleep(self.chance.uniform(0, 0.8))
            self.arrived.append((self.loop.moment, chat))
            await asyncio.sleep(self.chance.uniform(0, 0.8))

    def most_within(self, seconds: float, chat: str | None = None) -> int:
        times = [at for at, whose in self.arrived if chat in (None, whose)]
        return max(sum(at <= one < at + seconds for one in times) for at in times)


@pytest.fixture
def loop() -> Instant:
    return Instant()


def test_no_second_sees_more_calls_than_the_platform_takes(loop: Instant) -> None:
    """Three hundred calls at once, each with a delay of its own on both ways."""
    platform, limiter = Platform(loop), Limiter(TELEGRAM, moment=loop.time)

    async def walk() -> None:
        await asyncio.gather(*(platform.call(limiter, str(n)) for n in range(300)))

    seconds = played(walk(), loop)

    assert platform.most_within(1.0) <= 30
    assert len(platform.arrived) == 300
    assert seconds < 25  # ten seconds' worth of calls, each of which takes up to 1.6


def test_a_chat_gets_one_message_a_second_and_a_group_twenty_a_minute(loop: Instant) -> None:
    """Parts of a long message, one after the other."""
    platform, limiter = Platform(loop), Limiter(TELEGRAM, moment=loop.time)

    async def walk() -> None:
        for _ in range(45):
            await platform.call(limiter, "-100")
        for _ in range(5):
            await platform.call(limiter, "100")

    played(walk(), loop)

    assert platform.most_within(60.0, "-100") <= 20
    assert platform.most_within(1.0, "100") == 1


def test_a_smaller_share_is_kept_from_the_next_call_on(loop: Instant) -> None:
    """Another process has begun: what is out comes back, and half of it leaves again."""
    platform, limiter = Platform(loop), Limiter(TELEGRAM, moment=loop.time)

    async def walk() -> None:
        calls = [asyncio.create_task(platform.call(limiter, str(n))) for n in range(90)]
        await asyncio.sleep(0.1)
        limiter.use(10)
        await asyncio.gather(*calls)

    played(walk(), loop)

    assert sum(at > 2.7 for at, _ in platform.arrived) > 30
    platform.arrived = [(at, chat) for at, chat in platform.arrived if at > 2.7]
    assert platform.most_within(1.0) <= 10


def test_a_call_that_is_given_up_leaves_its_token_to_others(loop: Instant) -> None:
    """Cancelled while it waits, or while it is on its way."""
    limiter = Limiter(Rate(per_second=1), moment=loop.time)

    async def call() -> None:
        async with limiter.call("1"):
            await asyncio.sleep(100)

    async def walk() -> None:
        first, second = asyncio.create_task(call()), asyncio.create_task(call())
        await asyncio.sleep(0.1)
        second.cancel()
        first.cancel()
        await asyncio.gather(first, second, return_exceptions=True)
        async with limiter.call("2"):
            pass

    assert played(walk(), loop) < 2
    assert limiter.load.waiting == 0


def test_notices_leave_room_to_replies() -> None:
    """All tokens are out, and as many notices wait for one as may."""
    full_of_notices = Load(share=30, out=30, waiting=6, even=6).room(20)

    assert (full_of_notices.replies, full_of_notices.notices) == (6, 0)


def test_a_reply_has_the_next_token_before_notices_that_wait(loop: Instant) -> None:
    limiter = Limiter(Rate(per_second=2), moment=loop.time)
    begun: list[str] = []

    async def call(name: str, *, is_reply: bool) -> None:
        IS_REPLY.set(is_reply)
        async with limiter.call(name):
            begun.append(name)

    async def walk() -> None:
        names = ("first", "second", "third", "fourth")
        notices = [asyncio.create_task(call(name, is_reply=False)) for name in names]
        await asyncio.sleep(0.1)
        await asyncio.gather(*notices, call("reply", is_reply=True))

    played(walk(), loop)

    assert begun == ["first", "second", "reply", "third", "fourth"]


def test_a_process_without_a_share_takes_nothing_on() -> None:
    assert Load(share=0, out=0, waiting=0, even=6).room(20) == Room(replies=0, notices=0)


@pytest.mark.parametrize("per_second", [1, 4, 30, 1_000])
def test_a_flood_of_notices_begins_evenly(loop: Instant, per_second: int) -> None:
    """Looked for twenty times a second: a part of a second's at first, then each in its time."""
    limiter = Limiter(Rate(per_second=per_second), moment=loop.time)
    begun: list[int] = []

    async def walk() -> None:
        for _ in range(200):
            begun.append(limiter.load.room(per_second).notices)
            limiter.take_on(begun[-1])
            await asyncio.sleep(0.05)

    played(walk(), loop)

    assert begun[0] == max(1, per_second // 5)
    assert max(begun[1:]) <= per_second / 20 + 1
    assert sum(begun) == pytest.approx(10 * per_second + begun[0], abs=per_second / 20 + 1)


def test_an_account_without_a_limit_waits_for_nothing_but_answers() -> None:
    limiter = Limiter(UNLIMITED)
    limiter.take_on(1_000)

    assert limiter.load.room(20).notices == 20
