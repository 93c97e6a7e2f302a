"""The rules a regulation is made of, each with its clause and where it is stated."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Self

from dialogue.names import (
    Chair,
    Concerns,
    Count,
    Decider,
    Form,
    Ground,
    Kind,
    Period,
    Phase,
    Reporter,
    When,
)


@dataclass(frozen=True, kw_only=True)
class InForce:
    """The days on which a regulation governs what is submitted."""

    since: date | None = None
    until: date | None = None
    reading: str | None = None

    def on(self, day: date) -> bool:
        return (self.since or day) <= day <= (self.until or day)


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A rule as one regulation states it; `reading` says what in it is ours, not the text's.

    `since` and `until` are its own days, where it has any; `era_of` names the rule of which it is
    an earlier or a later era. `key`, `regulation` and `governs` are filled in by the loader.
    """

    clause: str
    reading: str | None = None
    ours: bool = False
    since: date | None = None
    until: date | None = None
    era_of: str | None = None
    key: str = ""
    regulation: str = ""
    governs: InForce = field(default_factory=InForce)

    def holds(self, day: date) -> bool:
        """By its own days alone: a past date is never refused for a regulation's youth."""
        return (self.since or day) <= day <= (self.until or day)

    @property
    def valid(self) -> InForce:
        """The days on which it holds: its own, or those of the file that states it."""
        return replace(
            self.governs,
            since=self.since or self.governs.since,
            until=self.until or self.governs.until,
        )


@dataclass(frozen=True, kw_only=True)
class Kinds(Stated):
    allowed: Mapping[Kind, str]


@dataclass(frozen=True, kw_only=True)
class Forms(Stated):
    allowed: Mapping[Form, str]


@dataclass(frozen=True, kw_only=True)
class Chairs(Stated):
    allowed: Mapping[Chair, str]


@dataclass(frozen=True, kw_only=True)
class Office(Stated):
    """A body, or who assigns one where the regulation names none."""

    body: str | None = None
    assigned_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Rule(Stated):
    """A rule of participation; `bars_on` is the answer that speaks against a seat."""

    wording: str
    decides: Decider
    asked: bool = False
    bars_on: bool | None = None
    register: bool = False
    not_listed_refused: bool = True
    concerns: Concerns = Concerns.EVERYONE
    grounds: tuple[Ground, ...] = (Ground.SEAT,)


@dataclass(frozen=True, kw_only=True)
class Limit:
    """One wording of a time limit; `start` is an event or the key of another milestone."""

    wording: str
    count: Count
    days: int | None = None
    before: date | None = None
    start: str = "conference"
    clause: str | None = None
    when: When = When.ALWAYS
    target_only: bool = False
    reading: str | None = None

    def runs(self, *, is_complex: bool) -> bool:
        return self.when in (When.ALWAYS, When.COMPLEX if is_complex else When.ORDINARY)


@dataclass(frozen=True, kw_only=True)
class Exemption:
    """A kind of conference for which a milestone sets no date."""

    clause: str
    wording: str
    reading: str | None = None


@dataclass(frozen=True, kw_only=True)
class Reach:
    """That a milestone is owed for what was settled at the conference as well."""

    clause: str
    wording: str
    reading: str | None = None


@dataclass(frozen=True, kw_only=True)
class MilestoneRule(Stated):
    """What is due; `by_office` when the office in charge, whichever it is, answers for it."""

    title: str
    responsible: str
    by_office: bool = False
    phase: Phase
    wording: str | None = None
    limits: tuple[Limit, ...] = ()
    exempt: Mapping[Kind, Exemption] = field(default_factory=dict)
    settled: Reach | None = None
    overrides: Self | None = None


@dataclass(frozen=True, kw_only=True)
class ReportRule(Stated):
    """A report due before `day` of `month`, or of the last month of each quarter.

    `stated_year` is the year that the text names; later years alike are a reading. `by` says who
    owes it: what communes report can be ticked off by commune, the city's own summary not.
    """

    title: str
    wording: str
    period: Period
    day: int
    month: int | None = None
    stated_year: int | None = None
    responsible: str
    to: str
    by: Reporter = Reporter.COMMUNE
    forms: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Recipient(Stated):
    """Who must be sent a paper, and what for."""

    body: str
    purpose: str | None = None


@dataclass(frozen=True, kw_only=True)
class DossierItem(Stated):
    """A paper of the dossier; `if_any` may be absent without being missing."""

    title: str
    phase: Phase | None = None
    if_any: bool = False


@dataclass(frozen=True, kw_only=True)
class Target(Stated):
    """How many conferences a year each head owes; without `kinds` every one counts."""

    wording: str
    yearly: int
    kinds: tuple[Kind, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Paper(Stated):
    """What a paper must state, and by what it is arranged."""

    title: str
    states: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class SessionStep(Stated):
    """One step of a session, in its order; `if_any` may be left out."""

    title: str
    responsible: str
    if_any: bool = False


@dataclass(frozen=True, kw_only=True)
class Statement(Stated):
    """What a regulation says in words: a content, an arrangement, a right or a duty."""

    wording: str
