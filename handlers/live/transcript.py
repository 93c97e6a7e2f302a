"""The record of a session as an Excel file: who, when, what was asked, what became of it."""

from dialogue.roles import Action
from handlers.files import shown
from handlers.live.telling import note_session
from handlers.live.words import outcome, state_words, to_session, village_of
from handlers.messages import Lane, Reply
from handlers.turn import Turn
from handlers.voice import Voice
from storage import attachments, jobs, live, outbox
from storage.sheet import SHEET
from storage.tables import Address, Conference, SessionQuestion, Staff

TRANSCRIPT = "session_transcript"
COLUMNS = ("number", "asked", "called", "name", "village", "text", "state", "outcome")
WIDTHS = (6, 22, 22, 24, 20, 60, 24, 60)


def order(turn: Turn, conference: Conference) -> list[Reply]:
    """Have it written; it comes as a message."""
    by = turn.acting_as(Action.RUN_SESSION)
    jobs.put(
        turn.work,
        commune_id=conference.commune_id,
        kind=TRANSCRIPT,
        key=f"{TRANSCRIPT}:{conference.id}:{turn.account.id}:{turn.incoming.event_id}",
        payload={"conference": conference.id, "staff": by.id, "address": turn.address.id},
        now=turn.now,
    )
    note_session(turn, conference, "transcript_taken", by)
    ways = [to_session(turn, conference), turn.command("menu-work", "/viec")]
    return [turn.reply("live-transcript-coming", choices=ways)]


def may_have(voice: Voice, staff_id: int) -> bool:
    """Whether who ordered it still holds the role: there are names in it."""
    return voice.work.session.get_one(Staff, staff_id).left_at is None


def sheet(voice: Voice, conference_id: int) -> tuple[list[str], list[tuple[str, ...]]]:
    """Header and rows, in the order in which the questions came."""
    conference = voice.work.session.get_one(Conference, conference_id)
    header = [voice.say(f"transcript-{column}") for column in COLUMNS]
    return header, [_row(voice, one) for one in live.transcript(voice.work, conference)]


def hand_over(
    voice: Voice, conference_id: int, address_id: int, job: int, *, sha256: str, size: int
) -> None:
    """The file for who ordered it; a job that comes again hands over the same."""
    conference = voice.work.session.get_one(Conference, conference_id)
    address = voice.work.session.get_one(Address, address_id)
    row = attachments.announce(
        voice.work,
        commune_id=conference.commune_id,
        address_id=address_id,
        upload_key=f"{TRANSCRIPT}:{job}",
        kind="document",
        name=f"cau-hoi-{conference.code}.xlsx",
        source={},
        now=voice.now,
    )
    attachments.stored(row, sha256=sha256, mime=SHEET, size=size)
    told = voice.reply(
        "live-transcript-here",
        choices=[to_session(voice, conference)],
        files=[shown(row)],
        conference=conference.title,
    )
    outbox.put(
        voice.work,
        address,
        lane=Lane.NOTICE,
        key=f"transcript:{job}",
        body=told.to_json(),
        now=voice.now,
    )


def _row(voice: Voice, one: SessionQuestion) -> tuple[str, ...]:
    return (
        str(one.number),
        voice.time(one.asked_at),
        voice.time(one.called_at) if one.called_at else "",
        one.name,
        village_of(voice, one),
        one.text,
        state_words(voice, one),
        outcome(voice, one),
    )
