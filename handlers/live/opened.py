"""A session that takes questions is told to whoever may join it, and to the office: once each.

Opening queues a job, which tells people in pieces. Who has not been reached when it closes again
is not told any more; opened anew, only those are.
"""

from collections.abc import Mapping
from typing import Any

from dialogue.roles import Role
from handlers.joining import join_ways
from handlers.messages import Lane, Reply
from handlers.notice_kinds import kind_of
from handlers.petition.notify import address_of, named
from handlers.petition.tell_staff import people_in
from handlers.turn import Turn
from handlers.voice import Voice
from storage import jobs, live, outbox, reminders, still_due
from storage.tables import Conference, Staff

TELL = "tell_of_session"
PIECE = 25


def queue(turn: Turn, conference: Conference, by: Staff) -> None:
    """Tell everybody that questions are taken from now on."""
    session = live.session_of(turn.work, conference)
    assert session is not None
    jobs.put(
        turn.work,
        commune_id=conference.commune_id,
        kind=TELL,
        key=f"{TELL}:{conference.id}:{session.version}",
        payload={"conference": conference.id, "staff": by.id},
        now=turn.now,
    )


def tell_piece(voice: Voice, payload: Mapping[str, Any], after: int) -> int | None:
    """Tell some of them; the last one, or None when all have heard or it has closed."""
    conference = voice.work.session.get_one(Conference, payload["conference"])
    if not live.is_open(live.session_of(voice.work, conference)):
        return None
    if not after:
        _tell_office(voice, conference, payload["staff"])
    people = reminders.registered(voice.work, conference, after=after, limit=PIECE)
    for person in people:
        if live.may_join(voice.work, conference, person):
            _tell(voice, conference, person)
    return people[-1] if len(people) == PIECE else None


def _tell_office(voice: Voice, conference: Conference, opened_by: int) -> None:
    by = voice.work.session.get_one(Staff, opened_by).person_id
    for person in people_in(voice, [Role.OFFICE]):
        if person != by:
            _tell(voice, conference, person)


def _tell(voice: Voice, conference: Conference, person: int) -> None:
    address = address_of(voice, person)
    if address is not None:
        outbox.put(
            voice.work,
            address,
            lane=Lane.NOTICE,
            key=f"{TELL}:{conference.id}:{person}",
            body=_notice(voice, conference, person).to_json(),
            now=voice.now,
            about=still_due.about_session(conference),
            urgent=True,  # by morning it is over
        )


def _notice(voice: Voice, conference: Conference, person: int) -> Reply:
    join = join_ways(voice, conference, person)
    name = "conference-news-session-open"
    notice = voice.reply(
        name,
        facts=[voice.fact("join-link", way.url) for way in join],
        choices=[*join, voice.command("live-ask", f"/hoi {conference.code}")],
        title=conference.title,
    )
    when = voice.time(conference.starts_at)
    return named(
        voice, notice, kind_of(name), title=conference.title, time=when, place=conference.place
    )
