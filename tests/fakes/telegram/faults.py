"""What can go wrong between a bot and Telegram: faults on order, and the limits on sending."""

from collections import defaultdict, deque
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from fakes.telegram.errors import too_many

_PER_BOT = 30
_GROUP_WINDOW = 60.0
_PER_GROUP = 20
_WINDOW = 1.0


class FaultKind(StrEnum):
    TOO_MANY = "429"
    INTERNAL = "500"
    BAD_GATEWAY = "502"
    CLOSE = "close"
    """The connection ends before the answer, and nothing was done."""
    ACCEPT_THEN_CLOSE = "accept_then_close"
    """It was done, and the connection ends before the answer."""
    ACCEPT_THEN_TIMEOUT = "accept_then_timeout"
    """It was done, and the answer never comes."""
    SLOW = "slow"
    """It is done and answered, late."""
    REFUSE = "refuse"
    """Refused with the code and description given."""


@dataclass(kw_only=True)
class Fault:
    method: str
    kind: FaultKind
    chat_id: int | None
    times: int
    retry_after: int
    seconds: float
    code: int
    description: str

    def hits(self, method: str, chat_id: str) -> bool:
        same_method = self.method in ("*", method)
        return same_method and (self.chat_id is None or str(self.chat_id) == chat_id)


class Faults:
    def __init__(self) -> None:
        self._waiting: list[Fault] = []

    def add(self, fault: Fault) -> None:
        self._waiting.append(fault)

    def take(self, method: str, chat_id: str) -> Fault | None:
        for fault in self._waiting:
            if fault.hits(method, chat_id):
                fault.times -= 1
                if fault.times <= 0:
                    self._waiting.remove(fault)
                return fault
        return None

    def clear(self) -> None:
        self._waiting.clear()

    @property
    def left(self) -> int:
        return sum(fault.times for fault in self._waiting)


class Limits:
    """More than 30 messages in any second for the bot, 1 for a chat, or 20 in any minute for a
    group is too many; `refused` counts them."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._sent: deque[float] = deque()
        self._by_chat: dict[int, float] = {}
        self._by_group: dict[int, deque[float]] = defaultdict(deque)
        self.refused = 0

    def count(self, chat_id: int) -> None:
        now = self._clock()
        last = self._by_chat.get(chat_id)
        too_soon = last is not None and now - last < _WINDOW
        if too_soon or self._is_full(chat_id, now):
            self.refused += 1
            raise too_many(1)
        self._sent.append(now)
        self._by_chat[chat_id] = now
        if chat_id < 0:
            self._by_group[chat_id].append(now)

    def _is_full(self, chat_id: int, now: float) -> bool:
        group = self._by_group[chat_id] if chat_id < 0 else deque[float]()
        _forget(self._sent, now - _WINDOW)
        _forget(group, now - _GROUP_WINDOW)
        return len(self._sent) >= _PER_BOT or len(group) >= _PER_GROUP


def _forget(moments: deque[float], before: float) -> None:
    while moments and moments[0] <= before:
        moments.popleft()
