"""What becomes of a matter: its result or the way it goes, when, and which level settles it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dialogue.petition import FORWARDED, PetitionState
from dialogue.task import OPEN
from handlers.papers.opinions import DOTS, table_date
from handlers.papers.writing import Writing
from locales.dates import local_date
from storage.papers_opinions import Opinion
from storage.tables.conclusion import Outcome
from storage.tables.petition import Disposition


class Standing(StrEnum):
    """Where a matter stands; each is in one of these."""

    REPLIED = "replied"  # in writing, in time
    REPLIED_LATE = "replied_late"
    SETTLED = "settled"  # at the conference
    UPWARD = "upward"  # noted, submitted upward, passed on
    OPEN = "open"
    LATE = "late"  # open, and its day has passed
    NOT_CONCLUDED = "not_concluded"


@dataclass(frozen=True, kw_only=True, slots=True)
class Settlement:
    """Three columns of the synthesis report (hai-phong-13-hd V.1(3))."""

    result: str
    time: str
    level: str


def due_of(opinion: Opinion) -> date | None:
    """The legal day of its written reply, else the one that was named with the task."""
    given = opinion.reply.task.due_on if opinion.reply else None
    concluded = opinion.concluded.matter.due_on if opinion.concluded else None
    return opinion.due or given or concluded


def replied_on(opinion: Opinion) -> date | None:
    """When the written reply was published; None where it was not."""
    reply = opinion.reply
    if reply is None or reply.answer is None or not reply.is_published:
        return None
    at = reply.answer.decided_at
    return local_date(at) if at else reply.answer.signed_on


def standing(opinion: Opinion, today: date) -> Standing:
    """Late is what is not replied to after its legal day.

    Some regulations owe a reply to what was settled as well (tinh-1573-qd 9.3).
    """
    due, replied = due_of(opinion), replied_on(opinion)
    if replied is not None:
        return Standing.REPLIED_LATE if due and replied > due else Standing.REPLIED
    if opinion.reply is not None and opinion.reply.task.state in OPEN:
        return Standing.LATE if due and today > due else Standing.OPEN
    if opinion.petition.state in FORWARDED:
        return Standing.UPWARD
    if opinion.concluded is None:
        return Standing.NOT_CONCLUDED
    outcome = opinion.concluded.matter.outcome
    if outcome == Outcome.ASSIGNED or (outcome == Outcome.SETTLED and opinion.is_owed):
        return Standing.LATE if due and today > due else Standing.OPEN
    return Standing.SETTLED if outcome == Outcome.SETTLED else Standing.UPWARD


def settlement(writing: Writing, opinion: Opinion) -> Settlement:
    """By what was done, else by what was concluded, else by how it is classified."""
    return _done(writing, opinion) or _concluded(writing, opinion) or _expected(writing, opinion)


def _of(writing: Writing, result: str, time: str, *, above: bool = False) -> Settlement:
    level = writing.voice.say("paper-level-above" if above else "paper-level-commune")
    return Settlement(result=result, time=time, level=level)


def _done(writing: Writing, opinion: Opinion) -> Settlement | None:
    say, state = writing.voice.say, opinion.petition.state
    replied = replied_on(opinion)
    if replied is not None:
        time = say("paper-time-replied", date=table_date(replied))
        return _of(writing, say("paper-result-replied"), time)
    if state == PetitionState.PASSED_ON:
        return _of(writing, say("paper-result-passed_on"), DOTS, above=True)
    if state == PetitionState.SUBMITTED_UPWARD and opinion.concluded is None:
        return _upward(writing, say("paper-result-submitted_upward"))
    if state == PetitionState.DOCUMENTS_REQUESTED:
        return _of(writing, say("paper-result-documents_requested"), DOTS)
    return None


def _concluded(writing: Writing, opinion: Opinion) -> Settlement | None:
    """What the notice says of it, with the chair's words."""
    concluded = opinion.concluded
    if concluded is None:
        return None
    outcome = concluded.matter.outcome
    words = writing.voice.say(f"paper-result-{outcome}", agency=concluded.agency or DOTS)
    result = "\n".join(part for part in (words, concluded.matter.note) if part)
    return _WAYS[outcome](writing, result, opinion)


def _expected(writing: Writing, opinion: Opinion) -> Settlement:
    way = opinion.petition.disposition
    say = writing.voice.say
    if way == Disposition.AT_CONFERENCE:
        return _settled(writing, say("paper-way-at-conference"), opinion)
    if way == Disposition.AFTER_CHECK:
        return _assigned(writing, say("paper-way-after-check"), opinion)
    if way == Disposition.NOTE_UPWARD:
        return _upward(writing, say("paper-result-noted"))
    return Settlement(result=DOTS, time=DOTS, level=DOTS)


def _settled(writing: Writing, result: str, _: Opinion) -> Settlement:
    return _of(writing, result, writing.voice.say("paper-time-held", date=table_date(writing.day)))


def _assigned(writing: Writing, result: str, opinion: Opinion) -> Settlement:
    due = due_of(opinion)
    time = writing.voice.say("paper-time-by", date=table_date(due)) if due else DOTS
    return _of(writing, result, time)


def _upward(writing: Writing, result: str, _: Opinion | None = None) -> Settlement:
    return _of(writing, result, writing.voice.say("paper-time-upward"), above=True)


_WAYS: Mapping[str, Callable[[Writing, str, Opinion], Settlement]] = {
    Outcome.SETTLED: _settled,
    Outcome.ASSIGNED: _assigned,
    Outcome.NOTED: _upward,
    Outcome.SUBMITTED_UPWARD: _upward,
}
