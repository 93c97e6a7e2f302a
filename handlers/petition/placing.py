"""A petition goes to a conference, or back to the general box when its own is not held.

What runs at the conference that it leaves is void, what runs at the new one begins, and its author
is told. Seat and group belong to one conference: a seat is decided on anew.
"""

from typing import Any

from dialogue import seat as seat_life
from dialogue.conference_life import NOT_HELD
from dialogue.petition import PLACEABLE, PetitionState
from dialogue.seat import SeatEvent, SeatState
from dialogue.task import OPEN
from handlers.clock.frame import Frame
from handlers.clock.life import leave_conference
from handlers.clock.opening import open_petition
from handlers.petition.conference import conference_of, regulation_of
from handlers.petition.notify import tell_author
from handlers.petition.promises import promised, promises
from handlers.petition.record import write_down
from handlers.petition.seating import NOT_IN_LINE
from handlers.petition.tasks import fall_away
from handlers.voice import Voice
from storage import petitions, tasks
from storage.tables import Conference, OpinionGroup, Petition, Staff
from storage.tables.petition import Want

# What was decided about a seat at the conference that it leaves.
_NO_SEAT_DECISION = {
    "seat_rule": "",
    "seat_clause": "",
    "seat_decided_by": "",
    "seat_review_asked": False,
    **NOT_IN_LINE,
}
# The general box has no seats.
_NO_SEAT = {"seat": SeatState.NOT_WANTED, "want": Want.SEND, **_NO_SEAT_DECISION}


def can_be_placed(voice: Voice, petition: Petition) -> bool:
    """Whether it was accepted, no agency has it in hand, and it waits for a conference: in the
    general box, or because its own is not held."""
    conference = conference_of(voice, petition)
    if conference is not None and conference.state not in NOT_HELD:
        return False
    return petition.state in PLACEABLE or _is_prepared(voice, petition)


def _is_prepared(voice: Voice, petition: Petition) -> bool:
    """An answer that was ready for a conference that is not held is kept for the next one."""
    known = tasks.of_petition(voice.work, petition)
    return petition.state == PetitionState.ASSIGNED and all(one.state not in OPEN for one in known)


def put_on(
    voice: Voice,
    petition: Petition,
    conference: Conference,
    *,
    seen: int,
    by: Staff,
    frame: Frame | None = None,
) -> bool:
    """Put it on a conference; whether its author could be told. Who moves many gives the `frame`
    of the conference, so that it is not found anew for each.

    Raises Outdated when it is no longer as it was `seen`.
    """
    before = conference_of(voice, petition)
    anew = {**_seat_asked_anew(petition), "group_id": _group_there(voice, petition, conference)}
    _go(voice, petition, seen, by, conference_id=conference.id, **anew)
    _bind(voice, petition)
    open_petition(voice.work, voice.house, petition, voice.now, frame=frame)
    event = write_down(voice, petition, "placed", by.person_id, acting=by, note=conference.title)
    return tell_author(
        voice,
        petition,
        event,
        "notice-placed-anew" if before else "notice-placed",
        choices=[voice.command("timeline-why", f"/visao {petition.code}")],
        before=before.title if before else "",
        conference=conference.title,
        dates="\n".join(promises(voice, petition, promised(voice, petition))),
    )


def put_in_box(voice: Voice, petition: Petition, *, by: Staff | None) -> bool:
    """Its conference is not held: no date runs until the office puts it on another one."""
    before = conference_of(voice, petition)
    fall_away(voice, petition, by)
    boxed = {"conference_id": None, "regulation_id": "", "regulation_version": "", "group_id": None}
    _go(voice, petition, petition.version, by, **boxed, **_NO_SEAT)
    event = write_down(voice, petition, "boxed", by.person_id if by else None, acting=by)
    title = before.title if before else ""
    return tell_author(voice, petition, event, "notice-boxed", conference=title)


def _go(voice: Voice, petition: Petition, seen: int, by: Staff | None, **values: Any) -> None:
    """Leave what it has at its conference, and be changed as it was seen."""
    leave_conference(voice, petition, by=by)
    group, seat = petition.group_id, petition.seat
    petitions.change(voice.work, petition, seen, voice.now, **values)
    person_id = by.person_id if by else None
    if group and not petition.group_id:
        write_down(voice, petition, "ungrouped", person_id, acting=by)
    if seat_life.may(seat, SeatEvent.UNDO) and petition.seat == SeatState.REQUESTED:
        write_down(voice, petition, "seat_undone", person_id, acting=by)


def _seat_asked_anew(petition: Petition) -> dict[str, Any]:
    """Who wanted to come wants it still; no decision about another conference holds here."""
    decided = seat_life.may(petition.seat, SeatEvent.UNDO)
    seat = seat_life.after(petition.seat, SeatEvent.UNDO) if decided else petition.seat
    return {"seat": seat, **_NO_SEAT_DECISION}


def _group_there(voice: Voice, petition: Petition, conference: Conference) -> int | None:
    """Its group, where that has gone to the same conference."""
    group = voice.work.session.get(OpinionGroup, petition.group_id) if petition.group_id else None
    return group.id if group is not None and group.conference_id == conference.id else None


def _bind(voice: Voice, petition: Petition) -> None:
    regulation = regulation_of(voice, petition)
    assert regulation is not None
    petition.regulation_id, petition.regulation_version = regulation.id, regulation.version
