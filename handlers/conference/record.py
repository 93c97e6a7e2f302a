"""What happens to a conference is written down twice in one transaction: in its history, and in
the audit, which holds no words."""

from typing import Any

from dialogue import conference_life as life
from dialogue.conference_life import WHO, ConferenceEvent
from dialogue.roles import Role
from handlers.turn import Turn
from locales.dates import local_date
from storage import audit, conferences
from storage.tables import Conference, Staff
from storage.tables import ConferenceEvent as Line


def record(
    turn: Turn, conference: Conference, kind: str, *, by: Staff, note: str = "", **detail: Any
) -> Line:
    """One line in each; `by` is the role under which an officer did it."""
    line = conferences.note(
        turn.work, conference, kind, turn.now, staff_id=by.id, note=note, detail=detail
    )
    assert conference.id is not None
    audit.record(
        turn.work,
        commune_id=conference.commune_id,
        at=turn.now,
        action=f"conference_{kind}",
        subject="conference",
        subject_id=conference.id,
        person_id=turn.person.id,
        staff_id=by.id,
        state=conference.state,
    )
    return line


def may(turn: Turn, conference: Conference, event: ConferenceEvent) -> bool:
    """Whether the conference takes the event, and from one of this person's roles."""
    sort = {"kind": conference.kind, "form": conference.form}
    return any(life.may(conference.state, event, role, **sort) for role in turn.roles)


def is_its_day(turn: Turn, conference: Conference) -> bool:
    """Whether the day has come on which it is held."""
    return local_date(turn.now) >= local_date(conference.starts_at)


def is_allowed(turn: Turn, event: ConferenceEvent) -> bool:
    """Whether one of this person's roles may send the event at all."""
    return not turn.roles.isdisjoint(WHO[event])


def acting(turn: Turn, event: ConferenceEvent) -> Staff:
    """The role under which this person sends the event."""
    return next(duty for duty in turn.duties if Role(duty.role) in WHO[event])
