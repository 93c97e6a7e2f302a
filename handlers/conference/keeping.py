"""A plan that was answered becomes a conference, or changes the one that is there."""

from datetime import datetime
from typing import Any

from dialogue import conference_life as life
from dialogue.conference_life import ConferenceEvent, ConferenceState
from handlers.clock.in_line import Cause
from handlers.clock.opening import open_conference
from handlers.conference import dates, news, plan, view
from handlers.conference.record import acting, may, record
from handlers.messages import Reply
from handlers.petition.seating import promote
from handlers.refused import not_allowed
from handlers.turn import Turn
from storage import conferences
from storage.errors import Outdated
from storage.tables import Conference, Staff

# What people are told when it becomes another one.
PUBLIC = frozenset(
    {"title", "form", "chair", "starts_at", "place", "content", "registration_closes_at"}
)
# What moves dates.
DATING = frozenset({"kind", "chair", "starts_at", "regulation_id"})

Changed = dict[str, list[Any]]


def keep(turn: Turn) -> list[Reply]:
    """Keep the plan; what it is a change of has to be as it was seen."""
    known = plan.known(turn)
    event = _event(turn)
    if known is None:
        return _planned(turn) if may_plan(turn) else [not_allowed(turn)]
    if not may(turn, known, event):
        return view.outdated(turn, known)
    try:
        return _changed(turn, known, event)
    except Outdated:
        return view.outdated(turn, known)


def drop(turn: Turn) -> list[Reply]:
    """Nothing is kept of what was answered."""
    known = plan.known(turn)
    said = turn.reply("plan-dropped", choices=view.ways(turn))
    return [said] if known is None else [said, view.show(turn, known)]


def may_plan(turn: Turn) -> bool:
    """Whether this person may plan a conference."""
    return any(role in life.WHO[ConferenceEvent.CHANGE] for role in turn.roles)


def _event(turn: Turn) -> ConferenceEvent:
    reschedules = turn.data.get("reschedules")
    return ConferenceEvent.RESCHEDULE if reschedules else ConferenceEvent.CHANGE


def _planned(turn: Turn) -> list[Reply]:
    conference = conferences.plan(
        turn.work,
        turn.commune_id,
        state=ConferenceState.DRAFT,
        created_at=turn.now,
        **plan.values(turn),
    )
    conferences.set_duties(turn.work, conference, _duties(turn))
    open_conference(turn.work, turn.house, conference, turn.now)
    record(turn, conference, "planned", by=acting(turn, ConferenceEvent.CHANGE))
    return [turn.reply("plan-kept", code=conference.code), view.show(turn, conference)]


def _changed(turn: Turn, conference: Conference, event: ConferenceEvent) -> list[Reply]:
    values = plan.values(turn)
    changed = _difference(conference, values)
    state = life.after(conference.state, event, kind=conference.kind, form=conference.form)
    conferences.change(turn.work, conference, turn.data["version"], state=state, **values)
    conferences.set_duties(turn.work, conference, _duties(turn))
    by = acting(turn, event)
    _move(turn, conference, event, changed, by)
    kind = "rescheduled" if event is ConferenceEvent.RESCHEDULE else "changed"
    is_told = event is ConferenceEvent.RESCHEDULE or _concerns_people(conference, changed)
    line = record(turn, conference, kind, by=by, changed=changed, told=is_told)
    if is_told:
        news.queue(turn, conference, line)
    said = turn.reply("conference-changed-told" if is_told else "conference-changed")
    seats = _seats(turn, conference) if "capacity" in changed else []
    return [said, *seats, view.show(turn, conference)]


def _concerns_people(conference: Conference, changed: Changed) -> bool:
    """Nobody was told of a draft, and how many are expected is the office's own matter."""
    return conference.state != ConferenceState.DRAFT and bool(PUBLIC & changed.keys())


def _move(
    turn: Turn, conference: Conference, event: ConferenceEvent, changed: Changed, by: Staff
) -> None:
    if event is ConferenceEvent.RESCHEDULE:
        dates.go_on(turn, conference, Cause.of(by, turn.now))
    if event is ConferenceEvent.RESCHEDULE or DATING & changed.keys():
        dates.move(turn, conference, by)


def _seats(turn: Turn, conference: Conference) -> list[Reply]:
    """More places go to those who wait; fewer than were given: said, and nobody loses theirs."""
    if promoted := promote(turn, conference):
        return [turn.reply("conference-promoted", count=promoted)]
    granted = conferences.granted_seats(turn.work, conference)
    if conference.capacity is None or granted <= conference.capacity:
        return []
    return [turn.reply("conference-too-small", granted=granted, capacity=conference.capacity)]


def _difference(conference: Conference, values: dict[str, Any]) -> Changed:
    """What becomes another one: before and after, as the history keeps it."""
    return {
        name: [_plain(getattr(conference, name)), _plain(value)]
        for name, value in values.items()
        if getattr(conference, name) != value
    }


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _duties(turn: Turn) -> list[tuple[str, str]]:
    return [(who, what) for who, what in plan.plan_of(turn)["duties"]]
