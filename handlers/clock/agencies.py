"""Agencies are told when the day of what they owe has moved: each its own tasks, once."""

from collections import defaultdict

from dialogue.matter import EventKind
from handlers.clock.in_line import Cause
from handlers.clock.telling import TOLD, arrow
from handlers.messages import Lane
from handlers.petition import notify
from handlers.voice import Voice
from locales.dates import local_date
from storage import deadlines, outbox, tasks

LISTED = 12


def tell_agencies(voice: Voice, cause: Cause) -> None:
    """One message for each who acts for an agency, a line for each of its tasks that moved."""
    assert voice.commune.id is not None
    moved: defaultdict[int, list[str]] = defaultdict(list)
    reason: EventKind | None = None
    for task, petition, row in tasks.moved_at(voice.work, voice.commune.id, cause.at):
        event = deadlines.event_of(row)
        if event.kind not in TOLD or not event.before or not event.after:
            continue
        if event.before.legal != event.after.legal == task.due_on:
            reason = event.kind
            change = arrow(voice, event.before, event.after)
            moved[task.agency_id].append(
                voice.say("agency-dates-line", code=petition.code, change=change)
            )
    for agency_id, lines in moved.items():
        _tell(voice, cause, agency_id, lines, voice.say(f"moved-{reason}"))


def _tell(voice: Voice, cause: Cause, agency_id: int, lines: list[str], reason: str) -> None:
    assert voice.commune.id is not None
    more = [voice.say("office-dates-more", count=len(lines) - LISTED)] if lines[LISTED:] else []
    reply = voice.reply(
        "agency-dates",
        choices=[voice.command("menu-work", "/viec")],
        reason=reason,
        list="\n".join([*lines[:LISTED], *more]),
    )
    today = local_date(voice.now)
    for person_id in tasks.people_of(voice.work, voice.commune.id, agency_id, today):
        address = notify.address_of(voice, person_id)
        if address is not None:
            outbox.put(
                voice.work,
                address,
                lane=Lane.NOTICE,
                key=f"dates:{cause.what}:{cause.at.isoformat()}:{agency_id}:{person_id}",
                body=reply.to_json(),
                now=voice.now,
            )
