"""How fast one account sends: never more calls in any second than its platform takes.

The algorithm, which docs/delivery.md explains: an account has as many tokens as calls are allowed
in a second. A call takes one before it begins and gives it back a second after its answer. The
platform sees a call somewhere between the two moments, so that all calls it sees within one second
hold a token at once: whatever the network does, there are never more than there are tokens.
The same with one token for each chat: the next call begins a rest after the last one's answer.

Notices begin evenly over the second, so that tokens come back evenly too and a reply never waits
for a whole second until one does: it has the next one. A few messages wait for their token here, so
that none lies idle while the database is asked for the next message.
"""

import asyncio
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import timedelta
from time import monotonic

from storage.turns import Room

# A little more than a second: no clock is quite as fast as another.
HELD = 1.002
# So much of a second's calls may wait for their token, and as many replies besides.
AHEAD = 0.2
# Whether what is sent here is a reply: it has the next token, before all notices that wait.
IS_REPLY: ContextVar[bool] = ContextVar("IS_REPLY", default=False)
# What sums of fractions lack of a whole number.
ROUNDING = 1e-6


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
    """Of `share` tokens so many are out, and so many calls wait for one; so many notices may begin
    now if they are to begin evenly."""

    share: int
    out: int
    waiting: int
    even: int

    def room(self, most: int) -> Room:
        """How many messages may be taken on, at most so many of each kind."""
        ahead = max(1, int(self.share * AHEAD)) if self.share else 0
        left = self.share - self.out - self.waiting + ahead
        replies, notices = left + ahead, min(left, self.even)
        return Room(replies=min(most, max(0, replies)), notices=min(most, max(0, notices)))


class Limiter:
    """The tokens of one account in this process; `share` of them are its own."""

    def __init__(self, rate: Rate, *, moment: Callable[[], float] = monotonic) -> None:
        self.rate = rate
        self.share = rate.per_second or AT_ONCE
        self.out = 0
        self.freed: Callable[[], object] = lambda: None
        self._moment = moment
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._replies: deque[asyncio.Future[None]] = deque()
        self._ready_at: dict[str, float] = {}
        # Until when the notices that were taken on would last if each had its part of a second.
        self._paced_until = float("-inf")

    @property
    def load(self) -> Load:
        """How it stands now."""
        waiting = len(self._waiting) + len(self._replies)
        return Load(share=self.share, out=self.out, waiting=waiting, even=self._even_notices())

    def take_on(self, notices: int) -> None:
        """So many notices begin now."""
        if notices:
            since = max(self._paced_until, self._moment() - self._at_once)
            self._paced_until = since + notices / max(1, self.share)

    @property
    def _at_once(self) -> float:
        """So many seconds' worth of notices may begin together: one at least."""
        return max(AHEAD, 1 / max(1, self.share))

    def _even_notices(self) -> int:
        if not self.rate.per_second:
            return self.share
        behind = min(self._at_once, self._moment() - self._paced_until)
        return int(behind * self.share + ROUNDING)

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
        if self.out < self.share and not (self._replies or self._waiting):
            self.out += 1
            return
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        (self._replies if IS_REPLY.get() else self._waiting).append(turn)
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():  # it was given a token a moment before
                self._give_back()
            raise

    def _let_in(self) -> None:
        while (queue := self._replies or self._waiting) and self.out < self.share:
            turn = queue.popleft()
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
