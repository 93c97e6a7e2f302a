"""All that is due around one conference: by when, by whom, under which clause, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from dialogue.clock import Counted, Step, StepKind, count
from dialogue.conference import office_in_charge
from dialogue.names import Chair, Kind, Phase
from dialogue.regulation import Regulation
from dialogue.rules import Exemption, Limit, MilestoneRule
from dialogue.working_days import Calendar

NOTICE = "conclusion_notice"


@dataclass(frozen=True, kw_only=True)
class Milestone:
    """A due date and all it takes to explain it; no dates where the regulation sets none."""

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
    """Every milestone of the regulation, those without a date too, in its order."""
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
    return tuple(dating.milestone(key) for key in regulation.milestones)


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
        counted = replace(counted, steps=(*start.steps, *counted.steps))
        return _Dated(rule=rule, limit=limit, counted=counted, projected=start.projected)

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
        due = self.milestone(key).legal_due
        if due is None:
            return None
        step = Step(kind=StepKind.PROJECTED, day=due, name=key)
        return _Start(day=due, projected=True, steps=(step,))

    def _dated(self, rule: MilestoneRule, answers: list[_Dated]) -> Milestone:
        """Of a rule and those it overrides the stricter counts (ours), and both are shown."""
        if not answers:
            return self._frame(rule)
        # min() keeps the first of equals: a rule that repeats its parent's date is cited itself.
        chosen = min(answers, key=lambda one: one.counted.legal_due)
        compared = tuple(_compared(other, chosen) for other in answers if other is not chosen)
        return replace(
            self._frame(chosen.rule),
            legal_due=chosen.counted.legal_due,
            target_due=min(one.counted.target_due for one in answers),
            clause=chosen.limit.clause or chosen.rule.clause,
            wording=chosen.limit.wording,
            steps=(*chosen.counted.steps, *(step for step in compared if step)),
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
    shown = (_other(one) for one in others)
    steps = (*first.counted.steps, *shown)
    return replace(first, counted=replace(first.counted, target_due=target, steps=steps))


def _other(one: _Dated) -> Step:
    return Step(
        kind=StepKind.OTHER_WORDING,
        day=one.counted.legal_due,
        until=one.counted.target_due,
        name=one.limit.wording,
        source=one.limit.clause or one.rule.clause,
    )


def _compared(other: _Dated, chosen: _Dated) -> Step | None:
    """What another regulation of the same line allows, where it differs."""
    if other.counted.legal_due == chosen.counted.legal_due:
        return None
    return Step(
        kind=StepKind.LAXER_RULE,
        day=other.counted.legal_due,
        name=other.limit.wording,
        source=f"{other.rule.regulation} {other.limit.clause or other.rule.clause}",
    )


def _readings(*stated: MilestoneRule | Limit | Exemption) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.reading for one in stated if one.reading))
