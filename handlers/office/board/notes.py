"""What stands under the board: who waits for a citizen, who stands in for whom."""

from collections.abc import Iterator

from dialogue.petition import PetitionState
from dialogue.roles import Action
from handlers.messages import Choice
from handlers.office import by_hand, regulation
from handlers.turn import Turn
from locales.dates import local_date
from storage import petitions
from storage.tables import Person, Staff

SHOWN_WAITING = 5


def notes(turn: Turn) -> str:
    """A line for each, or nothing."""
    return "\n".join([*_waiting(turn), *_away(turn), *_standing_in(turn)])


def choices(turn: Turn, *, back: str) -> list[Choice]:
    """Changed regulations, the city's view, charts, handing over, and the board under the label
    `back`."""
    area = [turn.command("menu-area", "/diaban")] if turn.may(Action.SEE_AREA) else []
    figures = [turn.command("menu-figures", "/thongke")] if turn.may(Action.SEE_FIGURES) else []
    hand_over = [turn.command("board-hand-over", "/bangiao")] if _may_hand_over(turn) else []
    return [
        *by_hand.waiting(turn),
        *regulation.waiting(turn),
        *area,
        *figures,
        *hand_over,
        turn.command(back, "/viec"),
    ]


def _may_hand_over(turn: Turn) -> bool:
    return turn.may(Action.HAND_OVER)


def _waiting(turn: Turn) -> Iterator[str]:
    """What was asked of citizens, for those who asked it."""
    if not turn.may(Action.DECIDE_HEARING):
        return
    asked = petitions.in_state(
        turn.work, turn.commune_id, PetitionState.DOCUMENTS_REQUESTED, limit=SHOWN_WAITING
    )
    codes = ", ".join(petition.code or "" for petition in asked)
    if codes:
        yield turn.say("work-waiting", codes=codes)


def _away(turn: Turn) -> Iterator[str]:
    away = next((duty for duty in turn.duties if _is_away(turn, duty)), None)
    if away is not None and away.stand_in_id and away.away_until:
        name = turn.work.session.get_one(Person, away.stand_in_id).name
        yield turn.say("board-away", name=name, date=turn.date(away.away_until))


def _standing_in(turn: Turn) -> Iterator[str]:
    seen = set()
    for duty in turn.stood_in_for:
        if duty.person_id not in seen and duty.away_until:
            seen.add(duty.person_id)
            name = turn.work.session.get_one(Person, duty.person_id).name
            yield turn.say("board-standing-in", name=name, date=turn.date(duty.away_until))


def _is_away(turn: Turn, duty: Staff) -> bool:
    return duty.away_until is not None and duty.away_until >= local_date(turn.now)
