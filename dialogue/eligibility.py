"""Two decisions, never one: whether a person gets a seat, and how the opinion is handled."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from dialogue.names import Concerns, Decider, Ground
from dialogue.regulation import Regulation
from dialogue.rules import Rule

Answers = Mapping[str, bool | None]


class SeatOutcome(StrEnum):
    """`open` is no promise: no rule stands against the seat, and the office still confirms."""

    OPEN = "open"
    FOR_OFFICE = "for_office"
    REFUSED = "refused"


class HearingOutcome(StrEnum):
    """The program knows one only: an opinion is never dropped."""

    RECORDED = "recorded"


@dataclass(frozen=True, kw_only=True)
class Question:
    """What this conference's regulation asks of a person who wants a seat."""

    key: str
    wording: str
    clause: str
    regulation: str
    decides: Decider
    bars_on: bool
    reading: str | None

    @property
    def hint(self) -> bool:
        return self.decides is not Decider.PERSON


@dataclass(frozen=True, kw_only=True)
class SeatDecision:
    """What the program may say of a seat; `hints` are the rules an officer has to look at."""

    outcome: SeatOutcome
    rule: str | None = None
    clause: str | None = None
    wording: str | None = None
    regulation: str
    version: str
    decided_by: Decider | None = None
    reading: str | None = None
    hints: tuple[Rule, ...] = ()


@dataclass(frozen=True, kw_only=True)
class HearingDecision:
    """The opinion is on record; `own_way` when it is itself a complaint or denunciation."""

    outcome: HearingOutcome = HearingOutcome.RECORDED
    own_way: bool = False
    decided_by: Decider = Decider.OFFICE
    regulation: str
    version: str


def questions(
    regulation: Regulation, *, wants_seat: bool, invited: bool = False
) -> tuple[Question, ...]:
    """Only what the regulation asks, the deciding question first; none without a seat."""
    rules = _binding(regulation, invited=invited) if wants_seat else ()
    asked = [rule for rule in rules if rule.asked]
    return tuple(_question(rule) for rule in sorted(asked, key=_hints_last))


def decide_seat(
    regulation: Regulation,
    *,
    answers: Answers,
    on_delegate_list: bool | None,
    pending_register: bool = False,
    invited: bool = False,
) -> SeatDecision:
    """Decision A. An answer not given bars nobody: it leaves the seat to an officer."""
    rules = tuple(_binding(regulation, invited=invited))
    facts = _Facts(answers=answers, listed=on_delegate_list, register=pending_register)
    for rule in sorted(rules, key=_hints_last):
        if decided_by := facts.barred_by(rule):
            return _refused(regulation, rule, decided_by)
    return _left_open(regulation, tuple(rule for rule in rules if facts.doubtful(rule)))


def decide_hearing(regulation: Regulation, *, is_complaint: bool = False) -> HearingDecision:
    """Decision B. Whatever was decided of the seat, the opinion is recorded and gets a code."""
    return HearingDecision(
        own_way=is_complaint, regulation=regulation.id, version=regulation.version
    )


def refusal_grounds(regulation: Regulation) -> tuple[Rule, ...]:
    """The rules that an officer may cite when refusing a seat."""
    return _grounds(regulation, Ground.SEAT)


def hearing_grounds(regulation: Regulation) -> tuple[Rule, ...]:
    """The rules that an officer may cite when declining an opinion."""
    return _grounds(regulation, Ground.HEARING)


def session_grounds(regulation: Regulation) -> tuple[Rule, ...]:
    """The rules for a matter that was not registered and is raised in the session."""
    return _grounds(regulation, Ground.SESSION)


@dataclass(frozen=True, kw_only=True)
class _Facts:
    """What is known of the person, set against one rule at a time."""

    answers: Answers
    listed: bool | None
    register: bool

    def barred_by(self, rule: Rule) -> Decider | None:
        if rule.decides is Decider.PERSON and self._speaks_against(rule):
            return Decider.PERSON
        if rule.register and self.register:
            return Decider.REGISTER
        if rule.decides is Decider.LIST and self.listed is False and rule.not_listed_refused:
            return Decider.LIST
        return None

    def doubtful(self, rule: Rule) -> bool:
        if rule.decides is Decider.LIST:
            return not self.listed
        return rule.asked and self.answers.get(rule.key) in (None, rule.bars_on)

    def _speaks_against(self, rule: Rule) -> bool:
        answer = self.answers.get(rule.key)
        return answer is not None and answer == rule.bars_on


def _binding(regulation: Regulation, *, invited: bool) -> Iterator[Rule]:
    """A citizens' rule never reaches an invited delegate (vinh-hoa-2025 III.4 and III.2.1)."""
    for rule in _grounds(regulation, Ground.SEAT):
        if not (invited and rule.concerns is Concerns.CITIZENS):
            yield rule


def _grounds(regulation: Regulation, ground: Ground) -> tuple[Rule, ...]:
    return tuple(rule for rule in regulation.participation.values() if ground in rule.grounds)


def _hints_last(rule: Rule) -> bool:
    return rule.decides is not Decider.PERSON


def _question(rule: Rule) -> Question:
    return Question(
        key=rule.key,
        wording=rule.wording,
        clause=rule.clause,
        regulation=rule.regulation,
        decides=rule.decides,
        bars_on=bool(rule.bars_on),
        reading=rule.reading,
    )


def _refused(regulation: Regulation, rule: Rule, decided_by: Decider) -> SeatDecision:
    return SeatDecision(
        outcome=SeatOutcome.REFUSED,
        rule=rule.key,
        clause=rule.clause,
        wording=rule.wording,
        # Where the rule is stated, which may be a parent of the conference's regulation.
        regulation=rule.regulation,
        version=regulation.version,
        decided_by=decided_by,
        reading=rule.reading,
    )


def _left_open(regulation: Regulation, hints: tuple[Rule, ...]) -> SeatDecision:
    return SeatDecision(
        outcome=SeatOutcome.FOR_OFFICE if hints else SeatOutcome.OPEN,
        regulation=regulation.id,
        version=regulation.version,
        decided_by=Decider.OFFICE,
        hints=hints,
    )
