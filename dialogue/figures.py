"""What a commune's dialogue comes to in numbers: what is counted, when, and as what (ours).

An opinion belongs to the day on which it was sent, and counts as what it was at the end of the
span's last day: what happened later does not change a report that was given. A conference belongs
to the day on which it was held. No word and no name of a citizen is here.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from dialogue.report_periods import Span


class Result(StrEnum):
    """What has become of an opinion; each is one of these."""

    SETTLED = "settled"  # at the conference, and no written reply was given or is overdue
    IN_TIME = "in_time"  # the written reply was published on its last legal day or before
    LATE = "late"  # published after it
    NO_LIMIT = "no_limit"  # published where the regulation sets no day, as in the general box
    FORWARDED = "forwarded"  # noted for the higher level, or gone to others: no answer yet
    OPEN = "open"  # not answered, and no day has passed
    OVERDUE = "overdue"  # not answered, and the last legal day has passed
    DECLINED = "declined"  # not taken into the dialogue, with its reason
    WITHDRAWN = "withdrawn"  # taken back by its author


REPLIED = frozenset({Result.IN_TIME, Result.LATE, Result.NO_LIMIT})
ANSWERED = REPLIED | {Result.SETTLED}
UNANSWERED = frozenset({Result.OPEN, Result.OVERDUE})
# What was due: of these the on-time rate is counted.
DUE = frozenset({Result.IN_TIME, Result.LATE, Result.OVERDUE})

# Lines of an opinion's history that publish a written reply: its own, or that of its group.
REPLIES = frozenset({"replied", "answered_beside"})
# What it is after other lines; where it is closed or petitioned again it stays what it was.
_AFTER: Mapping[str, Result] = MappingProxyType(
    {
        "declined": Result.DECLINED,
        "undone": Result.OPEN,
        "withdrawn": Result.WITHDRAWN,
        "settled": Result.SETTLED,
        "left_open": Result.OPEN,
        "noted": Result.FORWARDED,
        "submitted_upward": Result.FORWARDED,
        "passed_on": Result.FORWARDED,
        "reopened": Result.OPEN,
    }
)
# Every line that changes what an opinion counts as.
LINES = REPLIES | frozenset(_AFTER)


@dataclass(frozen=True, kw_only=True)
class Opinion:
    """One opinion as far as it is counted. `people` raised it together; `due` is the last legal
    day of its written reply, None where none binds; `lines` of its history with their days."""

    sent: date
    people: int = 1
    field: str = ""
    agency: str = ""
    due: date | None = None
    lines: tuple[tuple[date, str], ...] = ()

    def replied(self, on: date) -> date | None:
        """The day of its first written reply, as far as was known at the end of `on`."""
        days = (day for day, line in self.lines if line in REPLIES and day <= on)
        return min(days, default=None)

    def result(self, on: date) -> Result:
        """What it was at the end of the day `on`."""
        replied = self.replied(on)
        if replied is not None:
            return self._of_reply(replied)
        stood = Result.OPEN
        for day, line in self.lines:
            if day <= on:
                stood = _AFTER.get(line, stood)
        # What was settled is owed a written reply all the same by some (tinh-1573-qd 9.3).
        is_owed = stood in (Result.OPEN, Result.SETTLED)
        passed = self.due is not None and self.due < on
        return Result.OVERDUE if is_owed and passed else stood

    def _of_reply(self, day: date) -> Result:
        if self.due is None:
            return Result.NO_LIMIT
        return Result.IN_TIME if day <= self.due else Result.LATE


@dataclass(frozen=True, kw_only=True)
class Dialogue:
    """A conference that was held; `people` as stated for it, None where that is open; `questions`
    were answered in its online session, and became no opinion of their own."""

    day: date
    kind: str
    form: str
    chair: str
    people: int | None = None
    questions: int = 0


@dataclass(frozen=True, kw_only=True)
class Tally:
    """Opinions: how many, how many people raised them, and what became of them."""

    received: int = 0
    people: int = 0
    results: Mapping[Result, int] = field(default_factory=dict)

    def of(self, *results: Result) -> int:
        """How many are any of these."""
        return sum(self.results.get(one, 0) for one in results)

    @property
    def due(self) -> int:
        """How many replies were due, or given before their day."""
        return self.of(*DUE)

    @property
    def on_time(self) -> float | None:
        """The share of these that was in time, from 0 to 1; None where none was due."""
        return self.of(Result.IN_TIME) / self.due if self.due else None

    @property
    def percent(self) -> int:
        """The same in whole percent, 0 where none was due; never 100 where one was late."""
        rate = int((self.on_time or 0) * 100 + 0.5)
        return min(rate, 99) if self.of(Result.IN_TIME) < self.due else rate


@dataclass(frozen=True, kw_only=True)
class Figures:
    """One span in numbers. `fields` are those of which there are opinions, in the commune's own
    order, "" last for those not classified; `uncounted` conferences state no number of people."""

    span: Span
    dialogues: int
    kinds: Mapping[str, int]
    forms: Mapping[str, int]
    chairs: Mapping[str, int]
    people: int
    uncounted: int
    questions: int
    opinions: Tally
    fields: Mapping[str, Tally]


def count(
    dialogues: Iterable[Dialogue], opinions: Iterable[Opinion], span: Span, fields: Sequence[str]
) -> Figures:
    """The figures of a span; `fields` is the commune's list, in its order."""
    held = [one for one in dialogues if one.day in span]
    sent = [one for one in opinions if one.sent in span]
    return Figures(
        span=span,
        dialogues=len(held),
        kinds=Counter(one.kind for one in held),
        forms=Counter(one.form for one in held),
        chairs=Counter(one.chair for one in held),
        people=sum(one.people or 0 for one in held),
        uncounted=sum(one.people is None for one in held),
        questions=sum(one.questions for one in held),
        opinions=tally(sent, span.last),
        fields=_by_field(sent, span, fields),
    )


def tally(opinions: Iterable[Opinion], on: date) -> Tally:
    """These opinions as they stood at the end of the day `on`."""
    sent = list(opinions)
    return Tally(
        received=len(sent),
        people=sum(one.people for one in sent),
        results=Counter(one.result(on) for one in sent),
    )


def together(tallies: Iterable[Tally]) -> Tally:
    """Several as one."""
    every = list(tallies)
    return Tally(
        received=sum(one.received for one in every),
        people=sum(one.people for one in every),
        results=sum((Counter(one.results) for one in every), Counter()),
    )


def by_agency(opinions: Iterable[Opinion], span: Span) -> Mapping[str, Tally]:
    """The opinions of a span by the agency that has to reply in writing."""
    given = [one for one in opinions if one.sent in span and one.agency]
    return {name: tally(theirs, span.last) for name, theirs in _apart(given, "agency")}


def days_left(opinions: Iterable[Opinion], span: Span) -> list[int]:
    """For each written reply to an opinion of the span, the calendar days from its publication to
    its last legal day: none is 0, too late is less. Replies without such a day are left out."""
    replied = ((one.replied(span.last), one.due) for one in opinions if one.sent in span)
    return [(due - day).days for day, due in replied if day is not None and due is not None]


def _by_field(
    opinions: Sequence[Opinion], span: Span, fields: Sequence[str]
) -> Mapping[str, Tally]:
    found = {name: tally(theirs, span.last) for name, theirs in _apart(opinions, "field")}
    known = [name for name in fields if name in found]
    others = sorted(name for name in found if name and name not in known)
    return {name: found[name] for name in (*known, *others, "") if name in found}


def _apart(opinions: Sequence[Opinion], by: str) -> Iterator[tuple[str, list[Opinion]]]:
    apart: dict[str, list[Opinion]] = {}
    for one in opinions:
        apart.setdefault(getattr(one, by), []).append(one)
    yield from apart.items()
