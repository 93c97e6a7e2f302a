"""What has been entered so far; by which way it came and when are kept in it until it is saved."""

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from handlers.petition import on_paper
from handlers.turn import Turn
from locales.dates import LOCAL, local_date
from storage import conferences, petitions
from storage.tables import Conference, Petition
from storage.tables.petition import Origin

# What an officer calls the ways; what was said is written down, and counts as a letter.
WAYS = {
    "letter": Origin.LETTER,
    "email": Origin.EMAIL,
    "front": Origin.FRONT,
    "spoken": Origin.LETTER,
}
_WAY, _DAY = "way", "received"


def find(turn: Turn) -> Petition | None:
    """What was begun at this address and not saved."""
    return on_paper.begun(turn, *dict.fromkeys(WAYS.values()))


def current(turn: Turn) -> Petition:
    """The draft that this conversation fills."""
    return turn.work.session.get_one(Petition, turn.data["petition"])


def has_begun(turn: Turn) -> bool:
    """Whether the first question was answered."""
    return "petition" in turn.data


def begin(turn: Turn, way: str) -> None:
    """A draft for who sent it; going back to the first question makes no other one."""
    if not has_begun(turn):
        turn.data["petition"] = on_paper.begin(turn, turn.address, WAYS[way]).id
    note(turn, _WAY, way)
    put(turn, origin=WAYS[way])


def drop(turn: Turn) -> None:
    """Give it up, with what was written in it."""
    left = find(turn)
    if left is not None:
        on_paper.discard(turn, left)
    turn.data.pop("petition", None)
    turn.data.pop("editing", None)


def put(turn: Turn, **values: Any) -> None:
    """Keep answers in the draft."""
    draft = current(turn)
    for name, value in values.items():
        setattr(draft, name, value)
    draft.changed_at = turn.now


def note(turn: Turn, name: str, value: str) -> None:
    """Keep what is said in its history once it is saved."""
    put(turn, answers={**current(turn).answers, name: value})


def way(turn: Turn) -> str:
    """By which way it came."""
    return str(current(turn).answers[_WAY])


def keep_day(turn: Turn, day: date) -> None:
    """The day on which it was received."""
    note(turn, _DAY, day.isoformat())


def day_received(turn: Turn) -> date:
    """The day on which it was received; today unless an earlier one was named."""
    kept = current(turn).answers.get(_DAY)
    return date.fromisoformat(kept) if kept else local_date(turn.now)


def received_at(turn: Turn) -> datetime:
    """The moment from which it waits: now, or noon of an earlier day."""
    day = day_received(turn)
    return turn.now if day == local_date(turn.now) else datetime.combine(day, time(12), LOCAL)


def ahead(turn: Turn) -> Sequence[Conference]:
    """The conferences to come; a letter may go to one that takes no registrations any more."""
    return conferences.upcoming(turn.work, turn.commune_id, turn.now)


def conference_is_over(turn: Turn) -> bool:
    """Whether the conference that was chosen has begun or was called off meanwhile."""
    chosen = current(turn).conference_id
    return chosen is not None and chosen not in {one.id for one in ahead(turn)}


def count_parts(turn: Turn) -> int:
    """How many texts and files the content has."""
    return len(petitions.parts(turn.work, current(turn)))
