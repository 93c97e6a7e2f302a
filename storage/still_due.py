"""Whether what a queued reminder says still holds: asked when it is about to leave.

A morning's message is about matters ("due:task.12@2025-10-15,…") and holds as long as one of them
is as it was; the day before a conference is about its day and place ("meeting:…").
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from hashlib import sha256
from types import MappingProxyType

from sqlmodel import col, select

from dialogue.conference_life import AHEAD, ConferenceState
from dialogue.matter import DeadlineState
from dialogue.petition import PetitionState
from dialogue.task import OWED, TaskState
from storage import reminders
from storage.tables import (
    Conference,
    Deadline,
    LiveSession,
    Petition,
    Satisfaction,
    YearlyReport,
)
from storage.work import Work

DUE, MEETING, DRAFT, GRADE, SESSION = "due", "meeting", "draft", "grade", "session"
# Of a longer list something always holds; and an index takes no longer words.
MOST = 40
_GONE = (PetitionState.DRAFT, PetitionState.WITHDRAWN)


def about(matters: Sequence[tuple[str, date]]) -> str:
    """About these things ("task:12"), each with its date; "" where there are too many to ask."""
    if len(matters) > MOST:
        return ""
    each = (f"{subject.replace(':', '.', 1)}@{day}" for subject, day in matters)
    return f"{DUE}:{','.join(each)}"


def about_meeting(conference: Conference, person_id: int) -> str:
    """About its day, hour and place as they are now, for somebody who has registered."""
    return f"{MEETING}:{conference.id}:{print_of(conference)}:{person_id}"


def about_session(conference: Conference) -> str:
    """About its session, as long as that takes questions."""
    return f"{SESSION}:{conference.id}"


def about_draft(petition: Petition) -> str:
    """About a draft, until it is sent or thrown away."""
    return f"{DRAFT}:{petition.id}"


def about_grade(petition: Petition) -> str:
    """About what an author thinks of an answer, until they have said so."""
    return f"{GRADE}:{petition.id}"


def print_of(conference: Conference) -> str:
    """Day, hour, place and link in a short word: another one says something else."""
    stated = f"{conference.starts_at.timestamp():.0f} {conference.place} {conference.join_link}"
    return sha256(stated.encode()).hexdigest()[:12]


def is_any_due(work: Work, commune_id: int, parts: Sequence[str]) -> bool:
    """Whether one of the matters is still owed, towards the same date."""
    return any(_is_due(work, commune_id, one) for one in ":".join(parts).split(","))


def _is_due(work: Work, commune_id: int, one: str) -> bool:
    thing, _, day = one.rpartition("@")
    kind, _, name = thing.partition(".")
    check = _STILL.get(kind)
    return check is None or check(work, commune_id, name, date.fromisoformat(day))


def _task(work: Work, commune_id: int, name: str, day: date) -> bool:
    task = reminders.owed_task(work, commune_id, int(name))
    return task is not None and task.state in OWED and task.due_on == day


def _publish(work: Work, commune_id: int, name: str, day: date) -> bool:
    task = reminders.owed_task(work, commune_id, int(name))
    return task is not None and task.state == TaskState.DRAFTED and task.due_on == day


def _receipt(work: Work, commune_id: int, name: str, day: date) -> bool:
    task = reminders.owed_task(work, commune_id, int(name))
    return task is not None and task.state == TaskState.GIVEN


def _assign(work: Work, commune_id: int, name: str, day: date) -> bool:
    return reminders.is_unassigned(work, commune_id, int(name), day)


def _limit(work: Work, commune_id: int, name: str, day: date) -> bool:
    row = work.session.get(Deadline, int(name))
    return row is not None and row.state == DeadlineState.OPEN and row.target_due == day


def _meets(work: Work, commune_id: int, name: str, day: date) -> bool:
    row = work.session.get(Conference, int(name))
    return row is not None and row.state in {*AHEAD, ConferenceState.IN_SESSION}


def _report(work: Work, commune_id: int, name: str, day: date) -> bool:
    key, _, period = name.rpartition(".")
    row = work.session.exec(
        select(YearlyReport).where(
            YearlyReport.commune_id == commune_id,
            YearlyReport.key == key,
            YearlyReport.period == period,
        )
    ).first()
    return row is None or not (row.sent_on or row.received_on)


_Still = Callable[[Work, int, str, date], bool]
_STILL: Mapping[str, _Still] = MappingProxyType(
    {
        "task": _task,
        "publish": _publish,
        "receipt": _receipt,
        "limit": _limit,
        "assign": _assign,
        "meeting": _meets,
        "report": _report,
    }
)


def is_still_held(work: Work, commune_id: int, parts: Sequence[str]) -> bool:
    """Whether the conference is held then and there, and this person still comes."""
    number, printed, person = parts
    conference = work.session.get(Conference, int(number))
    if conference is None or conference.state not in AHEAD or print_of(conference) != printed:
        return False
    coming = select(Petition.id).where(
        Petition.commune_id == commune_id,
        Petition.person_id == int(person),
        Petition.conference_id == conference.id,
        col(Petition.state).not_in(_GONE),
    )
    return work.session.exec(coming.limit(1)).first() is not None


def is_still_draft(work: Work, commune_id: int, parts: Sequence[str]) -> bool:
    """Whether it has been neither sent nor thrown away."""
    row = work.session.get(Petition, int(parts[0]))
    return row is not None and row.state == PetitionState.DRAFT


def is_still_ungraded(work: Work, commune_id: int, parts: Sequence[str]) -> bool:
    """Whether its author has said nothing of the answer, and the answer stands."""
    row = work.session.get(Petition, int(parts[0]))
    is_replied = row is not None and row.state == PetitionState.REPLIED
    return is_replied and work.session.get(Satisfaction, int(parts[0])) is None


def is_still_open(work: Work, commune_id: int, parts: Sequence[str]) -> bool:
    """Whether the session takes questions."""
    row = work.session.get(LiveSession, (commune_id, int(parts[0])))
    return row is not None and row.closed_at is None
