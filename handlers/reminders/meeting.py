"""The day before a conference everybody who has sent something to it is reminded: when, where.

1. A tick queues one job for each conference, under a key of its day, hour and place: one that is
   moved is reminded of anew, and what still waits of the old day is dropped.
2. The job tells people in pieces, each under a key of its own. Who died with the process is told
   by the job that comes again, and nobody twice.
"""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from handlers.house import House
from handlers.joining import join_ways
from handlers.messages import Lane, Reply
from handlers.notice_kinds import kind_of
from handlers.petition.notify import address_of, named
from handlers.voice import Voice
from locales.dates import LOCAL, local_date
from storage import by_hand, jobs, outbox, reminders, still_due
from storage.tables import Conference
from storage.work import Work

REMIND = "remind_of_conference"
# What takes about two tenths of a second.
PIECE = 25
# Nobody is told in the evening of what is tomorrow morning: then it is told in the morning.
LAST_HOUR = 20


def queue_meetings(work: Work, house: House, now: datetime) -> bool:
    """A job for each conference of today and tomorrow of which people are not reminded yet."""
    local = now.astimezone(LOCAL)
    if not house.reminding.hour <= local.hour < LAST_HOUR:
        return False
    end = datetime.combine(local.date() + timedelta(days=2), time(), LOCAL)
    for conference in reminders.meetings(work, now, end):
        jobs.put(
            work,
            commune_id=conference.commune_id,
            kind=REMIND,
            key=_key(conference),
            payload={"conference": conference.id},
            now=now,
        )
    return False


def remind_piece(voice: Voice, payload: Mapping[str, Any], after: int) -> int | None:
    """Remind some of them; the last one, or None when all are, or when it is not held then."""
    conference = voice.work.session.get_one(Conference, payload["conference"])
    today = local_date(voice.now)
    days = (local_date(conference.starts_at) - today).days
    if not reminders.is_ahead(conference, voice.now) or days not in (0, 1):
        return None
    people = reminders.registered(voice.work, conference, after=after, limit=PIECE)
    for person in people:
        _remind(voice, conference, person)
    return people[-1] if len(people) == PIECE else None


def _remind(voice: Voice, conference: Conference, person: int) -> None:
    key, body = f"{_key(conference)}:{person}", _notice(voice, conference, person).to_json()
    address = address_of(voice, person)
    if address is None:
        by_hand.add(
            voice.work,
            commune_id=conference.commune_id,
            person_id=person,
            key=key,
            reason="no-address",
            body=body,
            now=voice.now,
        )
        return
    outbox.put(
        voice.work,
        address,
        lane=Lane.NOTICE,
        key=key,
        body=body,
        now=voice.now,
        about=still_due.about_meeting(conference, person),
    )


def _notice(voice: Voice, conference: Conference, person: int) -> Reply:
    seated = reminders.has_seat(voice.work, conference, person)
    name = f"conference-news-soon-{'seat' if seated else 'opinion'}"
    join = join_ways(voice, conference, person)
    when = voice.time(conference.starts_at)
    notice = voice.reply(
        name,
        facts=[
            voice.fact("plan-starts_at", when),
            voice.fact("plan-place", conference.place),
            *(voice.fact("join-link", way.url) for way in join),
        ],
        choices=[*join, voice.command("menu-schedule", f"/lich {conference.code}")],
        title=conference.title,
    )
    return named(
        voice, notice, kind_of(name), title=conference.title, time=when, place=conference.place
    )


def _key(conference: Conference) -> str:
    return f"{REMIND}:{conference.id}:{still_due.print_of(conference)}"
