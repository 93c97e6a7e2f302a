"""What every conversation may rely on and none of them makes: texts, law, keys, limits."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cached_property

from dialogue.calendar_print import calendar_print
from dialogue.regulation import Regulation
from dialogue.reminders import Ladder
from dialogue.working_days import Calendar
from documents.stationery import Stationery
from locales.catalogue import Catalogue


@dataclass(frozen=True, kw_only=True)
class Limits:
    """How much one person may send, how often a secret may be guessed, and what ends when."""

    text: int = 20_000
    parts: int = 60
    file_bytes: int = 20_000_000
    wrong_secrets: int = 5
    wrong_secrets_per_code: int = 20
    wrong_secret_window: timedelta = timedelta(hours=1)
    staff_idle: timedelta = timedelta(hours=12)
    again_window: timedelta = timedelta(days=90)
    # In an online session: how long a question may be; how many of one person may wait at once
    # and how many there may be in all; how many of everybody may wait to be looked at.
    question_text: int = 1_000
    questions_waiting: int = 3
    questions_each: int = 10
    questions_held: int = 500


@dataclass(frozen=True, kw_only=True)
class Reminding:
    """When people are reminded. Staff have one message on the morning of a working day, between
    the hours `hour` and `until` of Viet Nam; days of `unreceived` are working days. From
    `line_hour` on office and operator read how things stand, -1 never."""

    ladder: Ladder = field(default_factory=Ladder)
    hour: int = 8
    until: int = 17
    unreceived: int = 2
    draft: timedelta = timedelta(days=3)
    grade: timedelta = timedelta(days=7)
    line_hour: int = 8


@dataclass(frozen=True, kw_only=True)
class House:
    """The program's shared, unchanging parts; `key` is the installation's secret key."""

    catalogue: Catalogue
    regulations: Mapping[str, Regulation]
    calendar: Calendar
    key: bytes
    public_url: str = ""
    limits: Limits = field(default_factory=Limits)
    reminding: Reminding = field(default_factory=Reminding)
    stationery: Stationery = field(default_factory=Stationery)

    @cached_property
    def calendar_print(self) -> str:
        """By which a date that was counted with another calendar is known."""
        return calendar_print(self.calendar)
