"""What the regulation promises a person, with the dates and why they are what they are."""

from datetime import date

from dialogue.clock import StepKind
from dialogue.milestones import Milestone, milestones
from dialogue.names import Kind
from handlers.petition.law import cited
from handlers.turn import Turn
from locales.dates import local_date
from storage.tables import Conference, Petition

PROMISED = ("conclusion_notice", "written_reply")


def promises(turn: Turn, petition: Petition) -> list[str]:
    """What happens next and by when; in the general box no date runs yet, and it says so."""
    if petition.conference_id is None:
        return [turn.say("promise-box")]
    conference = turn.work.session.get_one(Conference, petition.conference_id)
    held = turn.say(
        "promise-conference", time=turn.time(conference.starts_at), place=conference.place
    )
    return [held, *(_promise(turn, due) for due in promised_dates(turn, conference))]


def promised_dates(turn: Turn, conference: Conference) -> list[Milestone]:
    """The milestones that concern who has raised a matter, in their order."""
    every = milestones(
        turn.house.regulations[conference.regulation_id],
        conference_date=local_date(conference.starts_at),
        kind=Kind(conference.kind),
        calendar=turn.house.calendar,
    )
    return [due for due in every if due.key in PROMISED and due.legal_due]


def why(turn: Turn, milestone: Milestone) -> str:
    """One sentence on how the date was counted."""
    started = next((s.day for s in milestone.steps if s.kind is StepKind.START), None)
    off = [s for s in milestone.steps if s.kind is StepKind.DAY_OFF and s.day]
    names = "; ".join(f"{s.name} {_short(s.day)}" for s in off if s.day)
    key = "why-with-days-off" if names else "why-plain"
    return turn.say(
        key,
        wording=milestone.wording,
        clause=cited(turn, milestone.clause, milestone.regulation),
        start=turn.date(started) if started else "",
        names=names,
    )


def _promise(turn: Turn, milestone: Milestone) -> str:
    assert milestone.legal_due is not None
    return turn.say(f"promise-{milestone.key}", date=turn.date(milestone.legal_due))


def _short(day: date) -> str:
    return f"{day.day}/{day.month}"
