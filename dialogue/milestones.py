"""All that is due around one conference: by when, by whom, under which clause, and why."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache

from dialogue.clock import OPEN, Counted, Step, StepKind, count
from dialogue.conference import office_in_charge
from dialogue.names import Chair, Count, Kind, Phase
from dialogue.regulation import Regulation
from dialogue.rules import Exemption, Limit, MilestoneRule
from dialogue.working_days import Calendar

NOTICE = "conclusion_notice"


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A due date and all it takes to explain it; no dates where the regulation sets none.

    `period` is what a report covers ("2026Q3", "2026"), `to` who receives it.
    """

    key: str
    title: str
    phase: Phase
    legal_due: date | None
    target_due: date | None
    responsible: str
    clause: str
    wording: str | None
    regulation: str
    version: str
    steps: tuple[Step, ...] = ()
    projected: bool = False
    exempt: bool = False
    ours: bool = False
    readings: tuple[str, ...] = ()
    period: str | None = None
    to: str | None = None

    @property
    def provisional(self) -> bool:
        """Whether the date hangs on a decision on days off that is not recorded yet."""
        return any(step.kind in OPEN for step in self.steps)


# A regulation and a calendar never change: those of a conference are the same for each petition.
@lru_cache(maxsize=4096)
def milestones(
    regulation: Regulation,
    *,
    conference_date: date,
    calendar: Calendar,
    kind: Kind | None = None,
    chair: Chair | None = None,
    complex: bool = False,
    notice_issued: date | None = None,
    notice_received: date | None = None,
) -> tuple[Milestone, ...]:
    """Every milestone that holds on the day of the conference, those without a date too."""
    events = {
        "conference": conference_date,
        "notice_issued": notice_issued,
        "notice_received": notice_received,
    }
    dating = _Dating(
        regulation=regulation,
        calendar=calendar,
        kind=kind,
        chair=chair,
        is_complex=complex,
        events={key: day for key, day in events.items() if day is not None},
    )
    rules = regulation.milestones.items()
    return tuple(dating.milestone(key) for key, rule in rules if rule.holds(conference_date))


@dataclass(frozen=True, kw_only=True)
class _Start:
    """The day a limit runs from; `projected` where it has not happened yet."""

    day: date
    projected: bool = False
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True, kw_only=True)
class _Dated:
    """One regulation's own answer to when a milestone is due."""

    rule: MilestoneRule
    limit: Limit
    counted: Counted
    projected: bool


@dataclass(frozen=True, kw_only=True)
class _Dating:
    regulation: Regulation
    calendar: Calendar
    kind: Kind | None
    chair: Chair | None
    is_complex: bool
    events: Mapping[str, date] = field(default_factory=dict)

    def milestone(self, key: str) -> Milestone:
        rule = self.regulation.milestones[key]
        exemption = rule.exempt.get(self.kind) if self.kind else None
        if exemption:
            return self._exempt(rule, exemption)
        return self._dated(rule, list(self._answers(rule)))

    def _answers(self, rule: MilestoneRule) -> Iterator[_Dated]:
        """The rule's own date, then those of the rules it overrides."""
        if self.kind not in rule.exempt and (dated := self._own(rule)):
            yield dated
        if rule.overrides:
            yield from self._answers(rule.overrides)

    def _own(self, rule: MilestoneRule) -> _Dated | None:
        """`legal_due` by the wording that sets it; `target_due` by the earliest of all."""
        dated = [one for limit in self._running(rule) if (one := self._one(rule, limit))]
        binding = [one for one in dated if not one.limit.target_only]
        if not binding:
            return None
        first = min(binding, key=lambda one: one.counted.legal_due)
        return _with_target(first, [one for one in dated if one is not first])

    def _running(self, rule: MilestoneRule) -> list[Limit]:
        return [limit for limit in rule.limits if limit.runs(is_complex=self.is_complex)]

    def _one(self, rule: MilestoneRule, limit: Limit) -> _Dated | None:
        start = self._start(limit.start)
        if start is None:
            return None
        counted = count(limit, start.day, self.calendar)
        steps = (*start.steps, *counted.steps, *self._too_early(limit))
        counted = replace(counted, steps=steps)
        return _Dated(rule=rule, limit=limit, counted=counted, projected=start.projected)

    def _too_early(self, limit: Limit) -> Iterator[Step]:
        """A conference before one of its plan's fixed dates: the plan meant a later day."""
        held = self.events["conference"]
        if limit.count is Count.BEFORE_DATE and limit.before and held < limit.before:
            yield Step(kind=StepKind.CONFERENCE_EARLIER, day=held, until=limit.before)

    def _start(self, name: str) -> _Start | None:
        if name in self.events:
            return _Start(day=self.events[name])
        if name == "notice_received":
            return self._assumed_receipt()
        return self._projected(NOTICE if name == "notice_issued" else name)

    def _assumed_receipt(self) -> _Start | None:
        """No receipt recorded: from the day the notice was sent, or is due to be."""
        sent = self._start("notice_issued")
        if sent is None or sent.projected:
            return sent
        step = Step(kind=StepKind.ASSUMED_RECEIPT, day=sent.day)
        return replace(sent, steps=(*sent.steps, step))

    def _projected(self, key: str) -> _Start | None:
        awaited = self.milestone(key)
        if awaited.legal_due is None:
            return None
        step = Step(kind=StepKind.PROJECTED, day=awaited.legal_due, name=awaited.title)
        return _Start(day=awaited.legal_due, projected=True, steps=(step, *_open(awaited.steps)))

    def _dated(self, rule: MilestoneRule, answers: list[_Dated]) -> Milestone:
        """Of a rule and those it overrides the stricter counts (ours), and both are shown."""
        if not answers:
            return self._frame(rule)
        # min() keeps the first of equals: a rule that repeats its parent's date is cited itself.
        chosen = min(answers, key=lambda one: one.counted.legal_due)
        others = [other for other in answers if other is not chosen]
        compared = (step for other in others for step in _compared(other, chosen))
        return replace(
            self._frame(chosen.rule),
            legal_due=chosen.counted.legal_due,
            target_due=min(one.counted.target_due for one in answers),
            clause=chosen.limit.clause or chosen.rule.clause,
            wording=chosen.limit.wording,
            steps=_in_order((*chosen.counted.steps, *compared)),
            projected=chosen.projected,
            readings=_readings(chosen.rule, *self._running(chosen.rule)),
        )

    def _exempt(self, rule: MilestoneRule, exemption: Exemption) -> Milestone:
        return replace(
            self._frame(rule),
            exempt=True,
            clause=exemption.clause,
            wording=exemption.wording,
            steps=(Step(kind=StepKind.EXEMPT, name=self.kind),),
            readings=_readings(exemption),
        )

    def _frame(self, rule: MilestoneRule) -> Milestone:
        return Milestone(
            key=rule.key,
            title=rule.title,
            phase=rule.phase,
            legal_due=None,
            target_due=None,
            responsible=self._responsible(rule),
            clause=rule.clause,
            wording=rule.wording,
            regulation=rule.regulation,
            version=self.regulation.version,
            ours=rule.ours,
            readings=_readings(rule),
        )

    def _responsible(self, rule: MilestoneRule) -> str:
        if not (rule.by_office and self.chair):
            return rule.responsible
        office = office_in_charge(self.regulation, self.chair)
        return (office and office.body) or rule.responsible


def _with_target(first: _Dated, others: list[_Dated]) -> _Dated:
    """The other wordings of the same rule are shown, and may move the target earlier."""
    target = min([first, *others], key=lambda one: one.counted.target_due).counted.target_due
    shown = (step for one in others for step in _other(one))
    steps = (*first.counted.steps, *shown)
    return replace(first, counted=replace(first.counted, target_due=target, steps=steps))


def _in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Each step once, and what may still change the date at the end."""
    once = list(dict.fromkeys(steps))
    return tuple(sorted(once, key=lambda step: step.kind is StepKind.PROVISIONAL))


def _open(steps: Iterable[Step]) -> Iterator[Step]:
    """A date that was taken from another, or compared with it, is as provisional as that one."""
    return (step for step in steps if step.kind in OPEN)


def _other(one: _Dated) -> Iterator[Step]:
    yield Step(
        kind=StepKind.OTHER_WORDING,
        day=one.counted.legal_due,
        until=one.counted.target_due,
        name=one.limit.wording,
        source=one.limit.clause or one.rule.clause,
    )
    yield from _open(one.counted.steps)


def _compared(other: _Dated, chosen: _Dated) -> Iterator[Step]:
    """What another regulation of the same line allows, where it differs."""
    if other.counted.legal_due == chosen.counted.legal_due:
        return
    yield Step(
        kind=StepKind.LAXER_RULE,
        day=other.counted.legal_due,
        name=other.limit.wording,
        source=other.limit.clause or other.rule.clause,
        regulation=other.rule.regulation,
    )
    yield from _open(other.counted.steps)


def _readings(*stated: MilestoneRule | Limit | Exemption) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.reading for one in stated if one.reading))
