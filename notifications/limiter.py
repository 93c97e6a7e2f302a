"""How fast one account sends: never more calls in any second than its platform takes.

The algorithm, which docs/delivery.md explains: an account has as many tokens as calls are allowed
in a second. A call takes one before it begins and gives it back a second after its answer. The
platform sees a call somewhere between the two moments, so that all calls it sees within one second
hold a token at once: whatever the network does, there are never more than there are tokens.
The same with one token for each chat: the next call begins a rest after the last one's answer.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from storage.turns import Room

# A little more than a second: timers may be early by the precision of a clock.
HELD = 1.02
# Notices leave so much of the tokens to replies.
FOR_REPLIES = 0.2


@dataclass(frozen=True, kw_only=True)
class Rate:
    """What a platform takes from one account; 0 is no limit.

    `group_rest` is for chats of many, whose address begins with "-" (Telegram).
    """

    per_second: int = 0
    chat_rest: float = 0.0
    group_rest: float = 0.0

    def rest(self, chat: str) -> timedelta:
        """How long a chat is left alone after a message."""
        return timedelta(seconds=self.group_rest if chat.startswith("-") else self.chat_rest)


UNLIMITED = Rate()
# As many as may be on their way at once where a platform says nothing.
AT_ONCE = 20


@dataclass(frozen=True, kw_only=True, slots=True)
class Load:
    """Of `share` tokens so many are out, and so many calls wait for one."""

    share: int
    out: int
    waiting: int

    @property
    def left(self) -> int:
        """How many more calls may begin now."""
        return self.share - self.out - self.waiting

    def room(self, most: int) -> Room:
        """How many messages may begin, at most so many; notices leave some to replies."""
        kept = max(1, int(self.share * FOR_REPLIES)) if self.share > 1 else 0
        left = self.left
        return Room(replies=min(most, max(0, left)), notices=min(most, max(0, left - kept)))


class Limiter:
    """The tokens of one account in this process; `share` of them are its own."""

    def __init__(self, rate: Rate, *, moment: Callable[[], float] = monotonic) -> None:
        self.rate = rate
        self.share = rate.per_second or AT_ONCE
        self.out = 0
        self.freed: Callable[[], object] = lambda: None
        self._moment = moment
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._ready_at: dict[str, float] = {}

    @property
    def load(self) -> Load:
        """How it stands now."""
        return Load(share=self.share, out=self.out, waiting=len(self._waiting))

    def use(self, share: int) -> None:
        """From now on so many of the account's tokens are this process's."""
        self.share = share
        self._let_in()

    @asynccontextmanager
    async def call(self, chat: str) -> AsyncIterator[None]:
        """Wait for one's turn, then call the platform within the block."""
        if (wait := self._ready_at.get(chat, 0.0) - self._moment()) > 0:
            await asyncio.sleep(wait)
        await self._take()
        try:
            yield
        finally:
            self._rest(chat)
            self._give_back_later()

    async def _take(self) -> None:
        if self.out < self.share and not self._waiting:
            self.out += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it was given a token a moment before
                self._give_back()
            raise

    def _let_in(self) -> None:
        while self._waiting and self.out < self.share:
            turn = self._waiting.popleft()
            if not turn.done():
                self.out += 1
                turn.set_result(None)

    def _give_back_later(self) -> None:
        if not self.rate.per_second:
            self._give_back()
            return
        asyncio.get_running_loop().call_later(HELD, self._give_back)

    def _give_back(self) -> None:
        self.out -= 1
        self._let_in()
        self.freed()

    def _rest(self, chat: str) -> None:
        if rest := self.rate.rest(chat).total_seconds():
            now = self._moment()
            self._ready_at = {one: at for one, at in self._ready_at.items() if at > now}
            self._ready_at[chat] = now + rest
