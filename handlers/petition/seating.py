"""A seat given or given up: decided with the conference locked, so that the last one is given once.

Beyond the capacity an officer's decision puts somebody on the waiting list: the seat stays
`requested`, with the moment since when they wait. Whatever frees a seat gives it to who has
waited longest, in the same transaction, and both are told the truth.
"""

from dialogue.conference_life import PAST
from dialogue.petition import PetitionState
from dialogue.seat import SeatEvent, SeatState, after, may
from handlers.joining import seat_ways
from handlers.petition.notify import tell_author
from handlers.petition.record import record
from handlers.turn import Turn
from storage import petitions, seats
from storage.tables import Conference, Petition
from storage.tables.petition import Want


def has_room(turn: Turn, petition: Petition) -> bool:
    """Whether this petition may have a seat now; true until the transaction ends."""
    if petition.conference_id is None:
        return True
    conference = seats.lock(turn.work, petition.conference_id)
    return seats.has_room_for(turn.work, conference, petition)


def is_open(turn: Turn, petition: Petition) -> bool:
    """Whether a seat may still be decided on: its author has not withdrawn, and the conference is
    neither over nor called off."""
    if petition.state == PetitionState.WITHDRAWN:
        return False
    if petition.conference_id is None:
        return True
    return turn.work.session.get_one(Conference, petition.conference_id).state not in PAST


def can_give_up(turn: Turn, petition: Petition) -> bool:
    """Whether there is a seat, or the wish for one, and the conference has not begun."""
    if petition.conference_id is None or not is_open(turn, petition):
        return False
    conference = turn.work.session.get_one(Conference, petition.conference_id)
    wished = petition.seat in (SeatState.REQUESTED, SeatState.GRANTED)
    return wished and may(petition.seat, SeatEvent.GIVE_UP) and conference.starts_at > turn.now


def give_up(turn: Turn, petition: Petition) -> None:
    """Its author does not come; what they have written is heard and answered all the same.

    Raises `storage.errors.Outdated` when somebody changed the petition in between.
    """
    conference = _lock(turn, petition)
    petitions.change(
        turn.work,
        petition,
        petition.version,
        turn.now,
        seat=after(petition.seat, SeatEvent.GIVE_UP),
        want=Want.SEND,
        **NOT_IN_LINE,
    )
    record(turn, petition, "seat_given_up")
    if conference is not None:
        promote(turn, conference)


def pass_on(turn: Turn, petition: Petition) -> None:
    """After a seat was freed in any way: whoever waits for it longest has it."""
    conference = _lock(turn, petition)
    if conference is not None:
        promote(turn, conference)


def promote(turn: Turn, conference: Conference) -> int:
    """Give free seats to those who wait, the longest first; to be called too when the capacity
    has grown. How many there were."""
    assert conference.id is not None
    conference = seats.lock(turn.work, conference.id)
    line = seats.first_in_line(turn.work, conference, _free(turn, conference))
    for petition in line:
        _promote(turn, conference, petition)
    return len(line)


# What a petition has no more once it neither waits nor speaks.
NOT_IN_LINE = {"waiting_since": None, "speaking_order": None, "speaking_minutes": None}


def _free(turn: Turn, conference: Conference) -> int:
    if conference.capacity is None:
        return seats.count_waiting(turn.work, conference)
    return max(conference.capacity - seats.count_granted(turn.work, conference), 0)


def _promote(turn: Turn, conference: Conference, petition: Petition) -> None:
    state = after(petition.seat, SeatEvent.GRANT)
    values = {"seat": state, "waiting_since": None, "seat_review_asked": False}
    petitions.change(turn.work, petition, petition.version, turn.now, **values)
    event = record(turn, petition, "seat_promoted")
    tell_author(
        turn,
        petition,
        event,
        "notice-seat-promoted",
        choices=[
            *seat_ways(turn, petition),
            turn.command("seats-give-up", f"/khongden {petition.code}"),
        ],
        time=turn.time(conference.starts_at),
        place=conference.place,
    )


def _lock(turn: Turn, petition: Petition) -> Conference | None:
    return seats.lock(turn.work, petition.conference_id) if petition.conference_id else None
