"""What the regulation promises a person, with the dates and why they are what they are."""

from collections.abc import Iterator, Sequence
from datetime import date

from dialogue.clock import StepKind
from dialogue.conference_life import WITHOUT_DAY
from dialogue.matter import DeadlineState, EventKind, due
from dialogue.milestones import NOTICE, Milestone
from dialogue.names import Count
from handlers.clock.frame import basis_of
from handlers.clock.opening import open_petition
from handlers.petition.law import cited
from handlers.voice import Voice
from storage import deadlines
from storage.known import known
from storage.tables import Conference, Deadline, Petition

PROMISED = (NOTICE, "written_reply")
# What is not counted in working days has a sentence of its own.
WHY = {
    Count.CALENDAR_DAYS_AFTER: "why-calendar",
    Count.CALENDAR_DAYS_BEFORE: "why-calendar",
    Count.BEFORE_DATE: "why-fixed",
}


def promises(voice: Voice, petition: Petition, limits: Sequence[Deadline]) -> list[str]:
    """What happens next and by when; in the general box no date runs yet, and it says so."""
    if petition.conference_id is None:
        return [voice.say("promise-box")]
    conference = known(voice.work, Conference, petition.commune_id, petition.conference_id)
    if conference.state in WITHOUT_DAY:
        return [voice.say(f"promise-{conference.state}")]
    held = voice.say(
        "promise-conference", time=voice.time(conference.starts_at), place=conference.place
    )
    return [held, *(_promise(voice, one) for one in limits)]


def promised(voice: Voice, petition: Petition) -> list[Deadline]:
    """The time limits that concern who has raised a matter, in their order.

    Those of a petition that is older than its limits are made when it is first looked at.
    """
    if petition.conference_id is None:
        return []
    conference = known(voice.work, Conference, petition.commune_id, petition.conference_id)
    if conference.state in WITHOUT_DAY:
        return []
    reply = open_petition(voice.work, voice.house, petition, voice.now)
    every = [*deadlines.of_conference(voice.work, conference), *([reply] if reply else [])]
    shown = [one for one in every if one.key in PROMISED and one.state != DeadlineState.VOID]
    return sorted(shown, key=lambda one: PROMISED.index(one.key))


def reasons(voice: Voice, limits: Sequence[Deadline]) -> list[str]:
    """One sentence for each promised date that still runs: how it was counted."""
    running = [one for one in limits if one.state == DeadlineState.OPEN]
    return [why(voice, milestone_of(voice, one)) for one in running]


def milestone_of(voice: Voice, deadline: Deadline) -> Milestone:
    """The milestone of a time limit, as its events have made it."""
    happened = deadlines.events(voice.work, deadline)
    return due(happened, basis_of(voice.work, voice.house, deadline)).milestone


def why(voice: Voice, milestone: Milestone) -> str:
    """One sentence on how the date was counted."""
    started = next((s for s in milestone.steps if s.kind is StepKind.START), None)
    off = [s for s in milestone.steps if s.kind is StepKind.DAY_OFF and s.day]
    names = "; ".join(f"{s.name} {_short(s.day)}" for s in off if s.day)
    working = "why-with-days-off" if names else "why-plain"
    return voice.say(
        WHY.get(started.count, working) if started and started.count else working,
        wording=milestone.wording,
        clause=cited(voice, milestone.clause, milestone.regulation),
        start=voice.date(started.day) if started and started.day else "",
        names=names,
    )


def _promise(voice: Voice, deadline: Deadline) -> str:
    """The date as it stands: due, met, or standing still."""
    if deadline.state == DeadlineState.MET:
        return voice.say(f"promise-{deadline.key}-met", date=voice.date(_met(voice, deadline)))
    if deadline.state == DeadlineState.STOPPED:
        return voice.say(f"promise-{deadline.key}-stopped")
    assert deadline.legal_due is not None
    rule = basis_of(voice.work, voice.house, deadline).regulation.milestones[deadline.key]
    key = f"promise-{deadline.key}-settled" if rule.settled else f"promise-{deadline.key}"
    return voice.say(key, date=voice.date(deadline.legal_due))


def _met(voice: Voice, deadline: Deadline) -> date:
    days: Iterator[date] = (
        event.day
        for event in reversed(deadlines.events(voice.work, deadline))
        if event.kind is EventKind.MET
    )
    return next(days)


def _short(day: date) -> str:
    return f"{day.day}/{day.month}"
