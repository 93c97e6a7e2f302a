"""Long work that was given up: whoever began it hears what stopped, and what can be done.

What nobody began by a press, as dates that follow a changed calendar, is told to the office.
"""

from collections.abc import Callable, Mapping
from typing import Any

from dialogue.roles import Role
from handlers.clock.queue import FOLLOW
from handlers.conference.moving import MOVE
from handlers.conference.news import NEWS
from handlers.live.opened import TELL
from handlers.live.opening import CARRY
from handlers.petition.tell_staff import people_in, tell_people
from handlers.refused import to_work
from handlers.reminders.meeting import REMIND
from handlers.voice import Voice
from storage.jobs import ClaimedJob
from storage.tables import Conference, ConferenceEvent, Staff

Payload = Mapping[str, Any]


def tell_stopped(voice: Voice, job: ClaimedJob) -> None:
    """One notice, once: the work stands still, nothing that was done is lost, and it can go on."""
    begun_by, conference = _KINDS[job.kind](voice, job.payload)
    notice = voice.reply(
        f"stopped-{job.kind.replace('_', '-')}",
        choices=[to_work(voice)],
        conference=conference.title if conference else "",
    )
    duty = voice.work.session.get(Staff, begun_by) if begun_by else None
    is_here = duty is not None and duty.left_at is None
    people = [duty.person_id] if duty and is_here else people_in(voice, [Role.OFFICE])
    tell_people(voice, people, f"stopped:{job.id}:{job.kind}", notice)


def _news(voice: Voice, payload: Payload) -> tuple[int | None, Conference | None]:
    line = voice.work.session.get_one(ConferenceEvent, payload["event"])
    return line.staff_id, voice.work.session.get(Conference, line.conference_id)


def _dates(voice: Voice, payload: Payload) -> tuple[int | None, Conference | None]:
    return payload["staff"], None


def _moving(voice: Voice, payload: Payload) -> tuple[int | None, Conference | None]:
    return payload["by"], voice.work.session.get(Conference, payload["from"])


def _carrying(voice: Voice, payload: Payload) -> tuple[int | None, Conference | None]:
    return payload["staff"], voice.work.session.get(Conference, payload["conference"])


def _reminding(voice: Voice, payload: Payload) -> tuple[int | None, Conference | None]:
    return None, voice.work.session.get(Conference, payload["conference"])


_Whose = Callable[[Voice, Payload], tuple[int | None, Conference | None]]
_KINDS: Mapping[str, _Whose] = {
    NEWS: _news,
    FOLLOW: _dates,
    MOVE: _moving,
    CARRY: _carrying,
    TELL: _carrying,
    REMIND: _reminding,
}
