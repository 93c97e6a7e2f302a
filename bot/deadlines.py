"""`doithoai deadlines`: what is due around a conference, or the reports of a year, and why."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from bot.console import WrongUse
from dialogue.conference import ConferenceRefusal, check_conference
from dialogue.milestones import Milestone, milestones
from dialogue.names import Chair, Form, Kind
from dialogue.regulation import Regulation
from dialogue.reports import reports
from dialogue.working_days import Calendar
from handlers import explanation
from handlers.explanation import Say
from locales.catalogue import DEFAULT, Catalogue


@dataclass(frozen=True, kw_only=True)
class Conference:
    """A conference as the command line states it; what is not stated is not checked."""

    day: date
    kind: Kind | None = None
    form: Form | None = None
    chair: Chair | None = None
    is_complex: bool = False
    notice_issued: date | None = None
    notice_received: date | None = None


@dataclass(frozen=True, kw_only=True)
class Due:
    """One milestone with its explanation and what it warns about, in words."""

    milestone: Milestone
    explanation: Sequence[str]
    warnings: Sequence[str]

    def to_json(self) -> dict[str, Any]:
        """For programs; dates ISO, or null where the regulation sets none."""
        due = self.milestone
        return {
            "key": due.key,
            "title": due.title,
            "legal_due": _iso(due.legal_due),
            "target_due": _iso(due.target_due),
            "responsible": due.responsible,
            "clause": due.clause,
            "wording": due.wording,
            "explanation": list(self.explanation),
            **({"period": due.period, "to": due.to} if due.period else {}),
            "regulation": due.regulation,
            "version": due.version,
            "projected": due.projected,
            "provisional": due.provisional,
            "exempt": due.exempt,
            "ours": due.ours,
            "readings": list(due.readings),
            "warnings": list(self.warnings),
        }


@dataclass(frozen=True, kw_only=True)
class Found:
    """The answer: what was asked, all that is due, and what is odd about it."""

    regulation: Regulation
    asked: Conference | int
    all_due: Sequence[Due]
    doubts: Sequence[str] = ()

    @property
    def warnings(self) -> list[str]:
        """For standard error; nothing of it is refused."""
        return [*self.doubts, *(line for due in self.all_due for line in due.warnings)]


def find(
    regulation: Regulation,
    asked: Conference | int,
    calendar: Calendar,
    known: Mapping[str, Regulation],
) -> Found:
    """What is due, explained; raises WrongUse for a conference the regulation does not know."""
    say = words()
    if isinstance(asked, int):
        due, doubts = reports(regulation, year=asked, calendar=calendar), []
    else:
        due, doubts = _around(regulation, asked, calendar), list(_out_of_order(asked))
    explained = [_explained(one, say, known) for one in due]
    return Found(regulation=regulation, asked=asked, all_due=explained, doubts=doubts)


def words() -> Say:
    """The texts that the law's commands say, and no more of the catalogue."""
    return partial(Catalogue.part("deadlines", "explain").text, DEFAULT)


def _around(
    regulation: Regulation, conference: Conference, calendar: Calendar
) -> tuple[Milestone, ...]:
    refusals = check_conference(
        regulation, kind=conference.kind, form=conference.form, chair=conference.chair
    )
    if refusals:
        raise WrongUse(*map(_refused, refusals))
    return milestones(
        regulation,
        conference_date=conference.day,
        calendar=calendar,
        kind=conference.kind,
        chair=conference.chair,
        complex=conference.is_complex,
        notice_issued=conference.notice_issued,
        notice_received=conference.notice_received,
    )


def _explained(due: Milestone, say: Say, known: Mapping[str, Regulation]) -> Due:
    return Due(
        milestone=due,
        explanation=explanation.lines(due, say, language=DEFAULT, regulations=known),
        warnings=explanation.warnings(due, say, language=DEFAULT),
    )


def _out_of_order(conference: Conference) -> Iterator[str]:
    """Days that cannot have followed each other; they are counted all the same."""
    issued, received = conference.notice_issued, conference.notice_received
    if issued and issued < conference.day:
        yield f"the notice was issued on {issued}, before the conference on {conference.day}"
    if received and received < (issued or conference.day):
        yield f"the notice was received on {received}, before {issued or conference.day}"


def _refused(refusal: ConferenceRefusal) -> str:
    allowed = ", ".join(refusal.allowed) or "none"
    return (
        f"--{refusal.field} {refusal.value}: {refusal.regulation} {refusal.clause} "
        f"does not know it; known there: {allowed}"
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
