"""A petition's story so far: what happened when, whose turn it is, what is promised."""

from collections.abc import Sequence

from handlers.messages import Choice, Reply
from handlers.petition.law import or_other
from handlers.petition.promises import promised_dates, promises, why
from handlers.petition.summary import conference_title, excerpt
from handlers.turn import Turn
from storage import petitions
from storage.tables import Conference, Petition, PetitionEvent


def timeline(turn: Turn, petition: Petition, *, choices: Sequence[Choice]) -> Reply:
    """All of it in one message."""
    return turn.reply(
        "timeline",
        choices=choices,
        code=petition.code,
        state=turn.say(f"state-{petition.state}"),
        turn=turn.say(f"turn-{petition.state}"),
        seat=_seat(turn, petition),
        conference=conference_title(turn, petition),
        content=excerpt(turn, petition, 300),
        events="\n".join(event_line(turn, e) for e in petitions.history(turn.work, petition)),
        promises="\n".join(_promised(turn, petition)),
    )


def event_line(turn: Turn, event: PetitionEvent) -> str:
    """One line of history: the day, what happened, under which clause, with which words."""
    what = turn.say(f"event-{event.kind}", clause=or_other(turn, event.clause))
    note = f" {turn.say('event-note', note=event.note)}" if event.note else ""
    return turn.say("event-line", time=turn.time(event.at), what=what + note)


def _seat(turn: Turn, petition: Petition) -> str:
    if petition.seat == "not_wanted":
        return ""
    return turn.say(f"seat-{petition.seat}", clause=or_other(turn, petition.seat_clause)) + "\n"


def _promised(turn: Turn, petition: Petition) -> list[str]:
    if petition.state in ("withdrawn", "declined"):
        return []
    reasons: list[str] = []
    if petition.conference_id is not None:
        conference = turn.work.session.get_one(Conference, petition.conference_id)
        reasons = [why(turn, due) for due in promised_dates(turn, conference)]
    return [*promises(turn, petition), *reasons]
