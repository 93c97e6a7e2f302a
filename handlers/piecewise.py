"""Long work in pieces: by a job, and where an officer waits for it the first one in their message.

How far it has come is kept with the job, in the transaction that did that much: so of a job that
dies nothing is done twice, and nothing is left out.
"""

from collections.abc import Callable, Mapping
from typing import Any

from handlers.petition.tell_staff import tell_people
from handlers.refused import to_work
from handlers.turn import Turn
from handlers.voice import Voice
from storage import jobs
from storage.jobs import ClaimedJob
from storage.tables import Staff

# What takes about two tenths of a second: as long as a message may keep others waiting.
PIECE = 10

# Does one piece; what the next one has to know, or None after the last.
Piece = Callable[[Voice, dict[str, Any]], dict[str, Any] | None]
# Does it to those who come after a number; the last of these, or None at the end.
OfRow = Callable[[Voice, Mapping[str, Any], int], int | None]
AFTER = "after"


def in_order(do: OfRow) -> Piece:
    """A piece that goes through rows by their numbers, and keeps the last one it came to."""

    def piece(voice: Voice, payload: dict[str, Any]) -> dict[str, Any] | None:
        last = do(voice, payload, payload.get(AFTER, 0))
        return None if last is None else {**payload, AFTER: last}

    return piece


def go_on_later(turn: Turn, kind: str, key: str, payload: dict[str, Any]) -> None:
    """The rest is done beside the messages."""
    jobs.put(
        turn.work,
        commune_id=turn.commune_id,
        kind=kind,
        key=key,
        payload=payload,
        now=turn.now,
    )


def go_on(voice: Voice, job: ClaimedJob, piece: Piece) -> ClaimedJob | None:
    """The next piece; the job as it is then, or None when it is done.

    Raises Outdated when somebody else has taken the job over: then this piece is theirs.
    """
    claimed = jobs.keep(voice.work, job, voice.now, job.payload)
    left = piece(voice, claimed.payload)
    if left is None:
        jobs.done(voice.work, claimed)
        return None
    return jobs.keep(voice.work, claimed, voice.now, left, came_on=True)


def give_up(voice: Voice, job: ClaimedJob) -> None:
    """Whoever began it was promised to hear of its end: it stands still, and can go on."""
    stopped = voice.reply("long-work-stopped", choices=[to_work(voice)], code=job.payload["code"])
    tell_people(voice, [officer(voice, job.payload).person_id], f"stopped:{job.id}", stopped)


def officer(voice: Voice, payload: dict[str, Any]) -> Staff:
    """The role under which it was begun."""
    return voice.work.session.get_one(Staff, payload["staff"])
