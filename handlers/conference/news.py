"""News of a conference for all whom it concerns: queued with what happened, told by a job.

1. What happened queues one job, in the transaction that makes it true.
2. The job tells people in pieces, each a transaction: who has heard is not told again.
3. Where something newer has happened meanwhile, only that is told: it says all that holds.
4. The limits of its petitions stand still, go on or fall away with it, in pieces as well.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from dialogue.conference_life import ConferenceState
from dialogue.names import Kind
from dialogue.roles import ALLOWED, Action
from documents.ics import MIME, Appointment
from handlers.clock.frame import frame_of
from handlers.clock.in_line import Cause
from handlers.conference import dates
from handlers.files import shown
from handlers.joining import JOINED, join_ways
from handlers.messages import Choice, File, Lane, Reply
from handlers.notice_kinds import kind_of
from handlers.petition.notify import address_of, named
from handlers.petition.tasks import fall_away
from handlers.piecewise import AFTER
from handlers.turn import Turn
from handlers.voice import Voice
from locales.dates import local_date
from storage import attachments, conferences, deadlines, jobs, outbox
from storage.still_true import about_conference
from storage.tables import Address, Conference, ConferenceEvent, Deadline, Petition, Staff

NEWS = "conference_news"
# In a job's payload: the limits of its petitions are done.
FOLLOWED = "followed"
# What takes about two tenths of a second.
PIECE = 25
# A calendar takes the conference out: it has no day any more.
WITHOUT_DAY = frozenset({"postponed", "cancelled"})
# These may come at night where the day is near.
CANNOT_WAIT = frozenset({"changed", "rescheduled", "postponed", "cancelled", "link_changed"})
LISTED = ("title", "form", "chair", "place", "content", "registration_closes_at")


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A calendar file as it lies in the store."""

    sha256: str
    size: int


@dataclass(frozen=True, kw_only=True)
class Calendars:
    """The file for everybody, and the one with the link for who joins an online conference."""

    plain: Kept
    joining: Kept


def queue(turn: Turn, conference: Conference, line: ConferenceEvent) -> None:
    """Tell everybody of this line of its history; what still waits of an earlier one is dropped."""
    earlier = [one for one in conferences.history(turn.work, conference) if one.id != line.id]
    outbox.drop(turn.work, conference.commune_id, [_about(one) for one in earlier], turn.now)
    jobs.put(
        turn.work,
        commune_id=conference.commune_id,
        kind=NEWS,
        key=f"conference:{conference.id}:{line.id}",
        payload={"event": line.id},
        now=turn.now,
    )


def appointment(voice: Voice, payload: Mapping[str, Any], *, joins: bool) -> Appointment:
    """What a calendar gets; it replaces what it got before."""
    line = _line(voice, payload)
    conference = _conference(voice, line)
    return Appointment(
        uid=f"{voice.commune.code}-{conference.code}@doithoai",
        sequence=conference.version,
        stamped_at=line.at,
        starts_at=conference.starts_at,
        title=f"{conference.title} – {voice.commune.name}",
        place=conference.place,
        content=conference.content,
        cancelled=line.kind in WITHOUT_DAY,
        join_link=conference.join_link if joins and conference.state in JOINED else "",
    )


def news_piece(voice: Voice, payload: dict[str, Any], kept: Calendars) -> dict[str, Any] | None:
    """First the limits of its petitions, then the people; how far that has come."""
    line, after = _line(voice, payload), payload.get(AFTER, 0)
    if payload.get(FOLLOWED):
        last = _tell_piece(voice, line, kept, after)
        return None if last is None else {**payload, AFTER: last}
    last = _follow_piece(voice, line, after)
    return {**payload, FOLLOWED: last is None, AFTER: last or 0}


def _tell_piece(voice: Voice, line: ConferenceEvent, kept: Calendars, after: int) -> int | None:
    """Tell some of those concerned; the last of them, or None when all have heard."""
    conference = _conference(voice, line)
    if _newest(voice, conference).id != line.id:
        return None
    people = conferences.concerned(voice.work, conference, _roles(), after=after, limit=PIECE)
    actor = _actor(voice, line)
    for person in people:
        if person != actor and (address := address_of(voice, person)) is not None:
            _tell(voice, conference, line, kept, address)
    return people[-1] if len(people) == PIECE else None


def _follow_piece(voice: Voice, line: ConferenceEvent, after: int) -> int | None:
    """Do to the limits of its petitions what was done to its own; the last, or None at the end.

    By how it stands now: jobs may come in another order than what queued them.
    """
    conference = _conference(voice, line)
    found = deadlines.of_petitions(voice.work, conference, after=after, limit=PIECE)
    cause = Cause(at=line.at, staff=line.staff_id)
    frame = frame_of(voice.work, voice.house, conference, voice.now)
    for one in found:
        if conference.state == ConferenceState.POSTPONED:
            dates.stop(voice, one, cause)
        elif conference.state == ConferenceState.CANCELLED:
            dates.void(voice, one, cause)
            _let_agencies_go(voice, one, line)
        else:
            dates.resume(voice, frame, one, cause)
    return found[-1].id if len(found) == PIECE else None


def _let_agencies_go(voice: Voice, limit: Deadline, line: ConferenceEvent) -> None:
    """Nobody prepares answers for a conference that is not held."""
    petition = voice.work.session.get_one(Petition, limit.petition_id)
    if petition.conference_id != limit.conference_id:  # it was put on another one meanwhile
        return
    duty = voice.work.session.get(Staff, line.staff_id) if line.staff_id else None
    fall_away(voice, petition, duty)


def _tell(
    voice: Voice, conference: Conference, line: ConferenceEvent, kept: Calendars, address: Address
) -> None:
    join = join_ways(voice, conference, address.person_id)
    own = kept.joining if join else kept.plain
    file = _calendar_file(voice, conference, line, own, address)
    outbox.put(
        voice.work,
        address,
        lane=Lane.NOTICE,
        key=f"conference:{conference.id}:event:{line.id}:{address.person_id}",
        body=named(
            voice,
            _notice(voice, conference, line, file, join),
            kind_of(f"conference-news-{line.kind}"),
            title=conference.title,
            time=voice.time(conference.starts_at),
            place=conference.place,
        ).to_json(),
        now=voice.now,
        about=_about(line),
        urgent=is_urgent(line, conference.starts_at, voice.now),
    )


def is_urgent(line: ConferenceEvent, starts_at: datetime, now: datetime) -> bool:
    """Whether somebody would come for nothing, or miss it, who hears of it in the morning: another
    day, place or way of a conference that is, or was to be, today or tomorrow."""
    moved = line.detail.get("changed", {}).get("starts_at", ())
    days = [starts_at, *(datetime.fromisoformat(day) for day in moved)]
    tomorrow = local_date(now) + timedelta(days=1)
    near = any(local_date(now) <= local_date(day) <= tomorrow for day in days)
    return line.kind in CANNOT_WAIT and near


def _about(line: ConferenceEvent) -> str:
    assert line.id is not None
    return about_conference(line.conference_id, line.id)


def _notice(
    voice: Voice, conference: Conference, line: ConferenceEvent, file: File, join: list[Choice]
) -> Reply:
    note = voice.say("conference-news-note", note=line.note) if line.note else ""
    changes = [*_changes(voice, line)]
    told = f"{line.kind}-other" if line.kind == "link_changed" and not join else line.kind
    return voice.reply(
        f"conference-news-{told}",
        facts=[
            voice.fact("plan-title", conference.title),
            voice.fact(_when(line), voice.time(conference.starts_at)),
            voice.fact("plan-place", conference.place),
            *_stated(voice, conference, line),
            *(voice.fact("join-link", way.url) for way in join),
            *(
                [voice.fact("conference-deputy-name", conference.deputy)]
                if line.kind == "delegated"
                else []
            ),
        ],
        choices=[*join, voice.command("menu-schedule", f"/lich {conference.code}")],
        files=[file],
        changes="".join(f"\n{change}" for change in changes),
        note=f"\n{note}" if note else "",
    )


def _stated(
    voice: Voice, conference: Conference, line: ConferenceEvent
) -> Iterator[tuple[str, str]]:
    """What is announced besides day and place; of an extraordinary one the number too (V.2*)."""
    if line.kind != "announced":
        return
    yield voice.fact("plan-content", conference.content)
    if conference.kind == Kind.DOT_XUAT and conference.participants is not None:
        yield voice.fact("plan-participants", str(conference.participants))


def _when(line: ConferenceEvent) -> str:
    return "conference-was-at" if line.kind in WITHOUT_DAY else "plan-starts_at"


def _changes(voice: Voice, line: ConferenceEvent) -> Iterator[str]:
    """What became another one: before → after; the day first."""
    changed = line.detail.get("changed", {})
    for name in ("starts_at", *LISTED):
        if name in changed:
            before, after = (_said(voice, name, value) for value in changed[name])
            yield voice.say(
                "conference-news-change",
                what=voice.say(f"plan-{name}"),
                before=before,
                after=after,
            )


def _said(voice: Voice, name: str, value: str) -> str:
    if name in ("starts_at", "registration_closes_at"):
        return voice.time(datetime.fromisoformat(value))
    return voice.say(f"{name}-{value}") if name in ("form", "chair") else value


def _calendar_file(
    voice: Voice, conference: Conference, line: ConferenceEvent, kept: Kept, address: Address
) -> File:
    """Each reader's own row, so that each may fetch it; the bytes are kept once."""
    assert address.id is not None
    row = attachments.announce(
        voice.work,
        commune_id=conference.commune_id,
        address_id=address.id,
        upload_key=f"conference:{line.id}",
        kind="document",
        name=f"hoi-nghi-{conference.code}.ics",
        source={},
        now=voice.now,
    )
    attachments.stored(row, sha256=kept.sha256, mime=MIME, size=kept.size)
    return shown(row)


def _newest(voice: Voice, conference: Conference) -> ConferenceEvent:
    """The last line of its history of which people are told."""
    told = [one for one in conferences.history(voice.work, conference) if conferences.is_told(one)]
    return told[-1]


def _line(voice: Voice, payload: Mapping[str, Any]) -> ConferenceEvent:
    return voice.work.session.get_one(ConferenceEvent, payload["event"])


def _conference(voice: Voice, line: ConferenceEvent) -> Conference:
    return voice.work.session.get_one(Conference, line.conference_id)


def _actor(voice: Voice, line: ConferenceEvent) -> int | None:
    """Who did it has read what was done."""
    duty = voice.work.session.get(Staff, line.staff_id) if line.staff_id else None
    return duty.person_id if duty else None


def _roles() -> list[str]:
    """The office and the heads."""
    return sorted(ALLOWED[Action.DELEGATE])
