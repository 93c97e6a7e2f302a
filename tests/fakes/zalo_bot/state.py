"""What the fake Bot Platform remembers."""

from dataclasses import dataclass, field
from typing import Any

from fakes.changes import Changes

Json = dict[str, Any]
TOKEN = "4123456789012345678:AbCdEfGhIjKlMnOpQrStUvWxYz"


@dataclass(kw_only=True)
class Plan:
    """What the bot may do, and which of the ways that were seen this platform has.

    `replays` is for polls that bring old updates back, `wrapped` for the documented webhook body.
    """

    messages: int = 3000
    people: int = 50
    replays: bool = False
    wrapped: bool = False


@dataclass(frozen=True, kw_only=True)
class Sent:
    """A message of the bot as the person sees it; a picture as the bytes that Zalo fetched."""

    id: str
    text: str = ""
    picture: bytes | None = None


@dataclass(kw_only=True)
class Refusal:
    """What is answered to the next calls of a method."""

    method: str
    code: int
    said: str
    times: int
    status: int


@dataclass(kw_only=True)
class State:
    plan: Plan
    token: str = TOKEN
    changes: Changes = field(default_factory=Changes)
    stopping: bool = False
    crashes: list[Exception] = field(default_factory=list)
    chats: dict[str, list[Sent]] = field(default_factory=dict)
    waiting: list[Json] = field(default_factory=list)
    given: list[Json] = field(default_factory=list)
    typing: list[str] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    refusals: list[Refusal] = field(default_factory=list)
    media: dict[str, bytes] = field(default_factory=dict)
    webhook: Json = field(default_factory=dict)
    deliveries: list[int] = field(default_factory=list)
    polling: int = 0
    spent: int = 0
    number: int = 0

    def next_id(self, prefix: str) -> str:
        self.number += 1
        return f"{prefix}{self.number:08x}"
