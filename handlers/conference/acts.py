"""What is done to a conference at the press of a button, or after a few words about it."""

from typing import Any

from dialogue import conference_life as life
from dialogue.conference_life import ConferenceEvent
from handlers.clock.frame import frame_of
from handlers.clock.in_line import Cause
from handlers.conference import dates, milestones, moving, news, view
from handlers.conference.facts import lacking_words, late_words
from handlers.conference.law import ANNOUNCE
from handlers.conference.record import acting, is_allowed, is_its_day, may, record
from handlers.messages import Reply
from handlers.refused import not_allowed
from handlers.turn import Turn
from storage import conferences, live
from storage.errors import Outdated
from storage.tables import Conference

# The line of history of each event.
KINDS = {
    ConferenceEvent.ANNOUNCE: "announced",
    ConferenceEvent.OPEN_REGISTRATION: "registration_opened",
    ConferenceEvent.CLOSE_REGISTRATION: "registration_closed",
    ConferenceEvent.REOPEN_REGISTRATION: "registration_opened",
    ConferenceEvent.DELEGATE: "delegated",
    ConferenceEvent.POSTPONE: "postponed",
    ConferenceEvent.CANCEL: "cancelled",
    ConferenceEvent.DISCARD: "discarded",
    ConferenceEvent.BEGIN_SESSION: "session_begun",
}
OPENING = (ConferenceEvent.OPEN_REGISTRATION, ConferenceEvent.REOPEN_REGISTRATION)


def refuse(
    turn: Turn, conference: Conference, event: ConferenceEvent, seen: int | None
) -> list[Reply]:
    """Why it cannot be done now: not by this person, not any more; nothing where it can."""
    if not is_allowed(turn, event):
        return [not_allowed(turn)]
    if conference.version != seen or not may(turn, conference, event):
        return view.outdated(turn, conference)
    if event is ConferenceEvent.BEGIN_SESSION and not is_its_day(turn, conference):
        said = turn.reply("conference-not-its-day", time=turn.time(conference.starts_at))
        return [said, view.show(turn, conference)]
    if event is ConferenceEvent.POSTPONE and live.is_open(live.session_of(turn.work, conference)):
        close = turn.command("live-back", f"/phien {conference.code}")
        return [turn.reply("live-close-first", choices=[close, *view.ways(turn)])]
    if event in OPENING and conference.registration_closes_at <= turn.now:
        closed = turn.time(conference.registration_closes_at)
        said = turn.reply("conference-registration-over", time=closed)
        return [said, view.show(turn, conference)]
    return []


def check_notice(turn: Turn, conference: Conference, *, with_reason: bool) -> list[Reply]:
    """What stands against announcing it: a number that is lacking, or the period being over.

    The period binds those that are not exempt; they are announced all the same with a reason.
    """
    regulation = frame_of(turn.work, turn.house, conference, turn.now).regulation
    lacks = "\n".join(lacking_words(turn, conference, regulation))
    if lacks:
        change = view.button(turn, conference, "sua")
        return [turn.reply("conference-not-yet", choices=[change, *view.ways(turn)], why=lacks)]
    late = "" if with_reason else "\n".join(late_words(turn, conference, regulation))
    if not late:
        return []
    choices = [
        view.button(turn, conference, "sua"),
        view.button(turn, conference, "thongbaomuon"),
        *view.ways(turn),
    ]
    return [turn.reply("conference-not-yet", choices=choices, why=late)]


def carry_out(
    turn: Turn,
    conference: Conference,
    event: ConferenceEvent,
    seen: int,
    *,
    note: str = "",
    **values: Any,
) -> list[Reply]:
    """Do it to the conference as it was seen; if another was first, show what it has become."""
    if refused := refuse(turn, conference, event, seen):
        return refused
    state = life.after(conference.state, event, kind=conference.kind, form=conference.form)
    try:
        conferences.change(turn.work, conference, seen, state=state, **values)
    except Outdated:
        return view.outdated(turn, conference)
    by = acting(turn, event)
    line = record(turn, conference, KINDS[event], by=by, note=note)
    _follow(turn, conference, event)
    is_told = line.kind in conferences.TOLD
    if is_told:
        news.queue(turn, conference, line)
    what = turn.say(f"conference-event-{line.kind}", title="")
    done = turn.reply("conference-done-told" if is_told else "conference-done", what=what)
    return [done, view.show(turn, conference)]


def announce(turn: Turn, conference: Conference, seen: int, *, note: str = "") -> list[Reply]:
    """People know of it from now on."""
    return carry_out(
        turn, conference, ConferenceEvent.ANNOUNCE, seen, note=note, announced_at=turn.now
    )


def _follow(turn: Turn, conference: Conference, event: ConferenceEvent) -> None:
    """What it does to the dates."""
    cause = Cause.of(acting(turn, event), turn.now)
    if event is ConferenceEvent.ANNOUNCE:
        _tick_announcement(turn, conference)
    elif event is ConferenceEvent.POSTPONE:
        dates.hold_up(turn, conference, cause)
    elif event is ConferenceEvent.CANCEL:
        dates.call_off(turn, conference, cause)
    elif event is ConferenceEvent.DISCARD:
        dates.call_off(turn, conference, cause)
        moving.queue(turn, conference, acting(turn, event), what=KINDS[event])


def _tick_announcement(turn: Turn, conference: Conference) -> None:
    """It is announced: that milestone is done; where invitations still go out, it is taken back."""
    point = milestones.point_of(turn, conference, ANNOUNCE)
    if point is not None:
        milestones.tick_off(turn, conference, point, "")
