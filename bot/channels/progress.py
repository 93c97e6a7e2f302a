"""Which parts of a message have arrived, for as long as the process lives."""

import hashlib
import json
from collections import OrderedDict, deque
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

MOST = 256
Part = TypeVar("Part")


@dataclass(kw_only=True)
class Delivery(Generic[Part]):
    """What is left of one message, the ids of what has arrived, and what that cost."""

    left: deque[Part]
    ids: list[str] = field(default_factory=list)
    way: str = ""
    cost: int = 0


class Unfinished(Generic[Part]):
    """A bounded memory of messages that have arrived in part.

    Whoever takes one owns it, so that two messages with the same words, sent at the same time,
    never share one: then each is sent whole.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Delivery[Part]] = OrderedDict()

    def take(self, key: str) -> Delivery[Part] | None:
        """What was kept under `key`, which is forgotten here."""
        return self._kept.pop(key, None)

    def keep(self, key: str, delivery: Delivery[Part]) -> None:
        """Remember it until it is tried again; the oldest make room."""
        if delivery.ids:
            self._kept[key] = delivery
        while len(self._kept) > MOST:
            self._kept.popitem(last=False)


def key_of(external: str, body: dict[str, Any]) -> str:
    """Names a message by whom it is for and what it says."""
    said = json.dumps([external, body], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()
