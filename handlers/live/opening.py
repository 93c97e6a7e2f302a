"""The session is opened and closed; nothing that still waits then is lost.

Closing takes effect at once. What waits becomes petitions by a job, piece after piece, each a
transaction in which its author is told code and secret; at last whoever closed it is told.
"""

from collections.abc import Sequence
from typing import Any

from dialogue.roles import Action
from dialogue.session_question import WAITING, QuestionEvent, QuestionState
from handlers.live import opened, overview
from handlers.live.telling import note_session
from handlers.live.written import write_later
from handlers.messages import Lane, Reply
from handlers.petition.notify import address_of
from handlers.reading import whole_number
from handlers.turn import Turn
from handlers.voice import Voice
from storage import conferences, jobs, live, outbox
from storage.tables import Conference, Staff

CARRY = "carry_questions_over"
PIECE = 20


def open_up(turn: Turn, conference: Conference, words: Sequence[str]) -> list[Reply]:
    """From now on people may send questions."""
    if overview.obstacle(turn, conference):
        why = overview.obstacle_words(turn, conference)
        return [turn.reply("live-not-opened", why=why), overview.show(turn, conference)]
    by = turn.acting_as(Action.RUN_SESSION)
    seen = _seen(turn, conference, words)
    if not live.open_session(turn.work, conference, seen, by.id, turn.now):
        return _outdated(turn, conference)
    _record(turn, conference, "questions_opened", by)
    opened.queue(turn, conference, by)
    return [turn.reply("live-opened"), overview.show(turn, conference)]


def ask_to_close(turn: Turn, conference: Conference, words: Sequence[str]) -> list[Reply]:
    """What becomes of the questions that wait is said before."""
    session = live.session_of(turn.work, conference)
    if session is None or session.closed_at is not None:
        return _outdated(turn, conference)
    close = f"/phien {conference.code} dongchac {session.version}"
    counted = live.counts(turn.work, conference)
    return [
        turn.reply(
            "live-ask-close",
            choices=[
                turn.command("live-close-now", close),
                turn.command("live-stay-open", f"/phien {conference.code}"),
            ],
            count=sum(counted.get(state, 0) for state in WAITING),
        )
    ]


def close(turn: Turn, conference: Conference, words: Sequence[str]) -> list[Reply]:
    """No question is taken any more; what waits is carried over by a job."""
    live.session_of(turn.work, conference, lock=True)
    by = turn.acting_as(Action.RUN_SESSION)
    seen = _seen(turn, conference, words)
    if not live.close_session(turn.work, conference, seen, by.id, turn.now):
        return _outdated(turn, conference)
    _record(turn, conference, "questions_closed", by)
    waits = live.waits(turn.work, conference)
    if waits:
        _order(turn, conference, by)
    key = "live-closed-carrying" if waits else "live-closed"
    conclude = turn.command("command-ketluan", f"/ketluan {conference.code}")
    said = turn.reply(key, choices=[conclude, *overview.back(turn, conference)])
    return [said, overview.show(turn, conference)]


def carry_on(turn: Turn, conference: Conference, words: Sequence[str]) -> list[Reply]:
    """Once more, where a job was given up."""
    if live.is_open(live.session_of(turn.work, conference)) or not live.waits(
        turn.work, conference
    ):
        return _outdated(turn, conference)
    _order(turn, conference, turn.acting_as(Action.RUN_SESSION))
    return [turn.reply("live-closed-carrying"), overview.show(turn, conference)]


def carry_piece(voice: Voice, payload: dict[str, Any]) -> dict[str, Any] | None:
    """Carry some of what waits over, and at the end say so; what is carried is not found again."""
    conference = voice.work.session.get_one(Conference, payload["conference"])
    by = voice.work.session.get_one(Staff, payload["staff"])
    if _carry_some(voice, conference, by):
        return payload
    _tell_carried(voice, conference, by)
    return None


def _carry_some(voice: Voice, conference: Conference, by: Staff) -> bool:
    """Whether there may be more. Nothing once it is open again."""
    if live.is_open(live.session_of(voice.work, conference, lock=True)):
        return False
    left = live.left(voice.work, conference, limit=PIECE)
    for question in left:
        write_later(voice, question, QuestionEvent.CARRY_OVER, by)
    return bool(left)


def _tell_carried(voice: Voice, conference: Conference, by: Staff) -> None:
    """Whoever closed the session hears once, when nothing waits, what became of the rest."""
    session = live.session_of(voice.work, conference)
    address = address_of(voice, by.person_id)
    if address is None or session is None or live.waits(voice.work, conference):
        return
    told = voice.reply(
        "live-carried",
        choices=[
            voice.command("command-ketluan", f"/ketluan {conference.code}"),
            voice.command("live-back", f"/phien {conference.code}"),
        ],
        count=live.counts(voice.work, conference).get(QuestionState.WRITTEN, 0),
        conference=conference.title,
    )
    key = f"carried:{conference.id}:{session.version}"
    outbox.put(
        voice.work,
        address,
        lane=Lane.NOTICE,
        key=key,
        body=told.to_json(),
        now=voice.now,
        urgent=True,
    )


def _order(turn: Turn, conference: Conference, by: Staff) -> None:
    jobs.put(
        turn.work,
        commune_id=conference.commune_id,
        kind=CARRY,
        key=f"{CARRY}:{conference.id}:{turn.account.id}:{turn.incoming.event_id}",
        payload={"conference": conference.id, "staff": by.id},
        now=turn.now,
    )


def _seen(turn: Turn, conference: Conference, words: Sequence[str]) -> int:
    """The version that was seen; typed without one it is meant as it stands now."""
    session = live.session_of(turn.work, conference)
    now = session.version if session else 0
    return now if not words[0] else _number(words[0])


def _number(typed: str) -> int:
    found = whole_number(typed)
    return -1 if found is None else found


def _outdated(turn: Turn, conference: Conference) -> list[Reply]:
    return [turn.reply("live-outdated"), overview.show(turn, conference)]


def _record(turn: Turn, conference: Conference, kind: str, by: Staff) -> None:
    conferences.note(turn.work, conference, kind, turn.now, staff_id=by.id)
    note_session(turn, conference, f"conference_{kind}", by)
