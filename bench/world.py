"""Who has written what in so and so many communes, by number: the same each time.

Commune 1 is the stage's own (`tests/stage/program.py`), and what waits there is the same however
many petitions there are: what grows is what is finished, there and elsewhere, and what waits
elsewhere. Each of `days` brings so many things that are due, the same number each day.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, cached_property

from stage.program import START

from bench import texts
from bot.sample import FIELDS, SAMPLE
from locales.dates import LOCAL

HOME = 1
# Above every number that the stage gives.
FIRST = 100_000
DAY = timedelta(days=1)
# What waits at home: three petitions of each of these people, some with rare words.
NEIGHBOURS, EACH, RARE = 20, 3, 5
_WAITING = ("received", "accepted", "classified", "assigned", "left_open", "replied")
_ASSIGNED = frozenset(("assigned", "replied", "settled", "closed"))
_ENDS = ("replied", "settled", "replied", "noted", "closed")


def stamp(moment: datetime) -> str:
    """As SQLite keeps it, and as PostgreSQL reads it where the time zone is UTC."""
    offset = moment.utcoffset() or timedelta()
    return (moment - offset).strftime("%Y-%m-%d %H:%M:%S.000000")


_AGO = [stamp(START - days * DAY) for days in range(700)]


@dataclass(frozen=True, kw_only=True)
class World:
    """How many petitions, in how many communes, and how many things are due on each day."""

    petitions: int
    communes: int = 1_000
    due: int = 100
    days: Sequence[date] = tuple(date(2025, 10, day) for day in (1, 2, 3, 6))

    @property
    def waiting(self) -> int:
        """How many petitions are those of home that wait."""
        return NEIGHBOURS * EACH

    @property
    def dated(self) -> int:
        """How many things of a kind are due on the days together."""
        return self.due * len(self.days)

    @cached_property
    def asked(self) -> int:
        """The first petition whose author is to be asked for a grade; before it those whose tasks
        end on one of the days."""
        return self.waiting + self.dated

    @cached_property
    def _old(self) -> int:
        """The first of those that stand for what has been going on for years."""
        return self.asked + self.dated

    @property
    def first_draft(self) -> int:
        """The number of the first of those who have left a draft."""
        return FIRST + self.petitions + 10

    def moment(self, day: int) -> datetime:
        """When the bells ring on that day."""
        return datetime.combine(self.days[day], time(9), LOCAL)

    def due_in(self, number: int) -> int:
        """The commune of the thing that is due as the `number`-th: never home."""
        return 2 + number % (self.communes - 1)

    def day(self, number: int) -> int:
        """On which of the days it is due."""
        return number // self.due

    def sent(self, at_once: int = 20_000) -> "Iterator[list[Sent]]":
        """All petitions, so many at once."""
        for first in range(0, self.petitions, at_once):
            last = min(first + at_once, self.petitions)
            yield [self.petition(number) for number in range(first, last)]

    def petition(self, number: int) -> "Sent":
        """One of them."""
        if number >= self._old:
            return self._of_old(number, number - self._old)
        return self._due(number) if number >= self.waiting else self._of_home(number)

    def _of_home(self, number: int) -> "Sent":
        sent = stamp(START - 5 * DAY - number * timedelta(minutes=7))
        return Sent(number, HOME, number - number % EACH, _WAITING[number % 6], sent, sent, 0)

    def _due(self, number: int) -> "Sent":
        """A task that ends on a day; or an answer that is a week old on a day."""
        is_task = number < self.asked
        at = number - (self.waiting if is_task else self.asked)
        changed = stamp(self.moment(self.day(at)) - 7 * DAY - timedelta(hours=1))
        state = "assigned" if is_task else "replied"
        return Sent(number, self.due_in(at), number, state, stamp(START - 30 * DAY), changed, 0)

    def _of_old(self, number: int, at: int) -> "Sent":
        commune, ago = 1 + at // 2 % self.communes, 75 + number % 600
        waits = at % 10 == 0 and commune != HOME
        state = _WAITING[at // 10 % 5] if waits else _ENDS[at % 5]
        return Sent(number, commune, number - at % 2, state, _AGO[ago], _AGO[ago - 15], 1)


class Sent:
    """One petition, by which everything about it is known."""

    __slots__ = (
        *("number", "id", "commune", "first", "person", "state", "sent", "changed", "is_old"),
        *("channel", "account", "code", "conference", "has_task", "is_answered"),
    )

    def __init__(
        self,
        number: int,
        commune: int,
        first: int,
        state: str,
        sent: str,
        changed: str,
        is_old: int,
    ) -> None:
        self.number, self.id, self.commune, self.state = number, FIRST + number, commune, state
        # Its author, also by the number of their address, has the number of their first petition.
        self.first, self.person = first, FIRST + first
        self.sent, self.changed, self.is_old = sent, changed, is_old
        self.channel = "web" if first % 3 == 2 else "telegram"
        self.account = account(commune, self.channel)
        # Numbers below a thousand are the stage's.
        self.code = f"{prefix(commune)}25-{1_000 + number}"
        # Half of them were sent to last year's conference.
        self.conference = FIRST + commune if number % 2 else None
        self.has_task = state in _ASSIGNED
        self.is_answered = self.has_task and state != "assigned"

    @property
    def text(self) -> str:
        is_rare = self.commune == HOME and self.number < RARE
        return texts.RARE if is_rare else texts.opinion(self.number)

    @property
    def name(self) -> str:
        return texts.name(self.first)

    @property
    def phone(self) -> str:
        return texts.phone(self.first)

    @property
    def village(self) -> int:
        return place(self.commune, len(texts.VILLAGES), self.number)

    @property
    def field(self) -> int:
        return place(self.commune, len(FIELDS), self.number)

    @property
    def agency(self) -> int:
        return place(self.commune, len(SAMPLE.agencies), self.number)


@cache
def prefix(commune: int) -> str:
    """The letters before a commune's codes."""
    if commune == HOME:
        return SAMPLE.prefix
    return "".join(chr(65 + commune // size % 26) for size in (676, 26, 1))


def account(commune: int, channel: str) -> int:
    """The account of a commune on a channel; at home those of the stage."""
    if commune == HOME:
        return 1 if channel == "web" else 2
    return 2 * commune + (channel == "telegram") + 10


def place(commune: int, count: int, at: int) -> int:
    """The number of a village, agency or field: at home they are the first ones."""
    return (commune - 1) * count + at % count + 1
