"""What the fake OpenAPI remembers."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from fakes.changes import Changes

Json = dict[str, Any]
OA_ID, APP_ID = "4318657068771012646", "1826358903445679"
APP_SECRET, OA_SECRET = "the app's secret key", "the OA secret key"
FREE, REACH, LENT = timedelta(hours=48), timedelta(days=7), timedelta(days=7)


@dataclass(kw_only=True)
class Habits:
    """How this Zalo is disposed: whether it takes buttons, whether a wallet pays for messages."""

    buttons: bool = True
    wallet: bool = True
    # Templates by their id, with the names and longest values of their fields.
    templates: dict[str, dict[str, int]] = field(default_factory=dict)
    access_seconds: int = 90_000
    # Where the console says that a consent comes back; for which account it is given; whether our
    # `state` comes back as well.
    callback: str = ""
    consents_for: str = OA_ID
    repeats_state: bool = True
    wants_proof: bool = False
    # With which code every call is refused: the account or its app is gone.
    revoked: int = 0
    calls_per_minute: int = 4_000
    uploads_per_month: int = 5_000


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A message as the person sees it; `how` is free, billed or template."""

    id: str
    text: str = ""
    buttons: tuple[tuple[str, str], ...] = ()
    picture: bytes | None = None
    paper: bytes | None = None
    form: str = ""
    template: str = ""
    data: Json = field(default_factory=dict)
    how: str = "free"


@dataclass(frozen=True, kw_only=True)
class Lent:
    """An upload, which lives seven days."""

    content: bytes
    kind: str
    at: datetime


@dataclass(kw_only=True)
class Refusal:
    """What is answered to the next calls of a path."""

    path: str
    code: int
    said: str
    times: int
    when: Callable[[Json], bool]


@dataclass(kw_only=True)
class State:
    habits: Habits
    now: Callable[[], datetime]
    changes: Changes = field(default_factory=Changes)
    stopping: bool = False
    crashes: list[Exception] = field(default_factory=list)
    chats: dict[str, list[Seen]] = field(default_factory=dict)
    # When a person last did something; and whose phone it is.
    interacted: dict[str, datetime] = field(default_factory=dict)
    phones: dict[str, str] = field(default_factory=dict)
    following: set[str] = field(default_factory=set)
    media: dict[str, bytes] = field(default_factory=dict)
    lent: dict[str, Lent] = field(default_factory=dict)
    # The only tokens that are good, and how often somebody tried a spent one.
    access: str = ""
    access_until: datetime | None = None
    refresh: str = "refresh-0"
    renewals: int = 0
    # Of each code of a consent: its challenge, and until when it can be used.
    codes: dict[str, tuple[str, datetime]] = field(default_factory=dict)
    spent: int = 0
    refusals: list[Refusal] = field(default_factory=list)
    calls: list[tuple[str, Json]] = field(default_factory=list)
    waiting: list[tuple[bytes, str]] = field(default_factory=list)
    webhook: str = ""
    deliveries: list[int] = field(default_factory=list)
    tracked: dict[str, str] = field(default_factory=dict)
    # How often it was called in a minute, and how many files were lent in a month.
    called: Counter[str] = field(default_factory=Counter)
    number: int = 0

    def spend(self, what: str, limit: int) -> bool:
        """Count one more of something; whether the limit allows it."""
        self.called[what] += 1
        return self.called[what] <= limit

    def next_id(self, prefix: str) -> str:
        self.number += 1
        return f"{prefix}{self.number:08x}"
