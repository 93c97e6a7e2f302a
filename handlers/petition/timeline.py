"""A petition's story so far: what happened when, whose turn it is, what is promised."""

from collections.abc import Sequence

from dialogue.petition import PetitionState
from handlers.messages import Choice, Reply
from handlers.petition.answers import answer_files, answer_lines, whose_turn
from handlers.petition.law import stated
from handlers.petition.promises import promised, promises, reasons
from handlers.petition.seat_words import in_line
from handlers.petition.summary import conference_title, excerpt
from handlers.turn import Turn
from storage import petitions
from storage.tables import Petition, PetitionEvent

# It is over, answered, or others answer it, whom no time limit of ours binds.
NOTHING_PROMISED = frozenset(
    {
        PetitionState.WITHDRAWN,
        PetitionState.DECLINED,
        PetitionState.SUBMITTED_UPWARD,
        PetitionState.PASSED_ON,
        PetitionState.REPLIED,
        PetitionState.CLOSED,
        PetitionState.PETITIONED_AGAIN,
    }
)


def timeline(turn: Turn, petition: Petition, *, choices: Sequence[Choice]) -> Reply:
    """All of it in one message."""
    return turn.reply(
        "timeline",
        choices=choices,
        facts=[
            turn.fact("fact-state", turn.say(f"state-{petition.state}")),
            turn.fact("fact-turn", whose_turn(turn, petition)),
            *_seat(turn, petition),
            turn.fact("summary-conference", conference_title(turn, petition)),
        ],
        files=answer_files(turn, petition),
        code=petition.code,
        content=excerpt(turn, petition, 300),
        events=history_lines(turn, petition),
        promises="\n".join([*answer_lines(turn, petition), *_promised(turn, petition)]),
    )


def history_lines(turn: Turn, petition: Petition) -> str:
    """What has happened, a line each."""
    events = petitions.history(turn.work, petition)
    return "\n".join(_event_line(turn, petition, event) for event in events)


def _event_line(turn: Turn, petition: Petition, event: PetitionEvent) -> str:
    """One line of history: the day, what happened, under which clause, with which words."""
    clause = stated(turn, petition, event.rule, event.clause)
    what = turn.say(f"event-{event.kind}", clause=clause)
    note = f" {turn.say('event-note', note=event.note)}" if event.note else ""
    return turn.say("event-line", time=turn.time(event.at), what=what + note)


def _seat(turn: Turn, petition: Petition) -> list[tuple[str, str]]:
    if petition.seat == "not_wanted":
        return []
    clause = stated(turn, petition, petition.seat_rule, petition.seat_clause)
    state = in_line(turn, petition) or turn.say(f"seat-{petition.seat}", clause=clause)
    return [turn.fact("fact-seat", state)]


def _promised(turn: Turn, petition: Petition) -> list[str]:
    if petition.state in NOTHING_PROMISED:
        return []
    limits = promised(turn, petition)
    return [*promises(turn, petition, limits), *reasons(turn, limits)]
