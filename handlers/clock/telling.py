"""Dates that have moved are told to those concerned: before → after, once."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dialogue.matter import Dates, EventKind
from dialogue.roles import ALLOWED, Action
from handlers.clock.in_line import Cause
from handlers.clock.titles import title_of
from handlers.messages import Lane
from handlers.petition import notify
from handlers.voice import Voice
from locales.dates import numeric_date
from storage import audit, deadlines, outbox, petitions, staff
from storage.tables import Petition

# What is told; that a conference was moved or a notice issued has a message of its own.
TOLD = (EventKind.ADOPTED, EventKind.RECOUNTED, EventKind.EXTENDED)
MOVED = "date_moved"
LISTED = 12


@dataclass(frozen=True, kw_only=True)
class Moved:
    """A promised date, before and after."""

    key: str
    before: date | None
    after: date | None

    @property
    def is_real(self) -> bool:
        """Whether a day has become another day."""
        return self.before != self.after and None not in (self.before, self.after)


def tell_author(
    voice: Voice, petition: Petition, moved: Sequence[Moved], reasons: Mapping[EventKind, str]
) -> None:
    """One message for all dates of a petition that moved; none where only what reminders aim at
    did, or where the reason is told otherwise. `reasons` are the kinds, each with the words that an
    officer gave for it."""
    real = [one for one in moved if one.is_real]
    reason = next((kind for kind in TOLD if kind in reasons), None)
    if not real or reason is None or petition.state in deadlines.NOT_OWED:
        return
    event = petitions.note(voice.work, petition, MOVED, voice.now)
    assert petition.id is not None
    audit.record(
        voice.work,
        commune_id=petition.commune_id,
        at=voice.now,
        action=MOVED,
        subject="petition",
        subject_id=petition.id,
    )
    notify.tell_author(
        voice,
        petition,
        event,
        "notice-dates",
        choices=[voice.command("timeline-why", f"/visao {petition.code}")],
        reason=voice.say(f"moved-{reason}"),
        list="\n".join(_promised(voice, one) for one in real),
        why=_given(voice, reasons[reason]),
    )


def _given(voice: Voice, words: str) -> str:
    return "\n" + voice.say("moved-why", why=words) if words else ""


def tell_office(voice: Voice, cause: Cause) -> None:
    """One message for each officer who may have to act on it, listing all that moved."""
    lines, reason = _all_moved(voice, cause)
    if reason is None:
        return
    reply = voice.reply(
        "office-dates",
        choices=[voice.command("menu-work", "/viec")],
        reason=voice.say(f"moved-{reason}"),
        list="\n".join(lines),
    )
    for person_id in staff.persons_in(voice.work, _commune(voice), _officers()):
        address = notify.address_of(voice, person_id)
        if address is not None:
            outbox.put(
                voice.work,
                address,
                lane=Lane.NOTICE,
                key=f"dates:{cause.what}:{cause.at.isoformat()}:{person_id}",
                body=reply.to_json(),
                now=voice.now,
            )


def _commune(voice: Voice) -> int:
    assert voice.commune.id is not None
    return voice.commune.id


def _officers() -> list[str]:
    return sorted(ALLOWED[Action.MANAGE_CONFERENCE])


def _all_moved(voice: Voice, cause: Cause) -> tuple[list[str], EventKind | None]:
    """A line for each change, equal ones of petitions counted; and the first reason of them."""
    counted: Counter[tuple[str, str, str]] = Counter()
    titles: dict[tuple[str, str], str] = {}
    reasons = []
    for row, deadline, conference in deadlines.moved_at(voice.work, _commune(voice), cause.at):
        event = deadlines.event_of(row)
        if event.kind in TOLD and event.before and event.after and event.before != event.after:
            what = conference.code, deadline.key
            titles[what] = titles.get(what) or title_of(voice, deadline)
            counted[*what, arrow(voice, event.before, event.after)] += 1
            reasons.append(event.kind)
    lines = [
        _line(voice, titles[code, key], code, change, count)
        for (code, key, change), count in counted.items()
    ]
    more = [voice.say("office-dates-more", count=len(lines) - LISTED)] if lines[LISTED:] else []
    return [*lines[:LISTED], *more], next(iter(reasons), None)


def _line(voice: Voice, title: str, code: str, change: str, count: int) -> str:
    key = "office-dates-lines" if count > 1 else "office-dates-line"
    return voice.say(key, title=title, conference=code, change=change, count=count)


def arrow(voice: Voice, before: Dates, after: Dates) -> str:
    """One day → another; where only what reminders aim at has moved, that, and so it says."""
    if before.legal != after.legal:
        return _arrow(voice, before.legal, after.legal)
    return voice.say("dates-target", change=_arrow(voice, before.target, after.target))


def _arrow(voice: Voice, before: date | None, after: date | None) -> str:
    days = (numeric_date(day) if day else voice.say("dates-none") for day in (before, after))
    return " → ".join(days)


def _promised(voice: Voice, moved: Moved) -> str:
    assert moved.before and moved.after
    before, after = voice.date(moved.before), voice.date(moved.after)
    return voice.say(f"moved-promise-{moved.key}", before=before, after=after)
