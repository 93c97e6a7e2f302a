"""Where a draft goes on that was left: at the question that was open, if it can still be asked."""

from collections.abc import Container

from handlers.intake import draft, seat
from handlers.turn import Turn

# A conference that has closed leaves nothing to be asked here.
OF_THE_CONFERENCE = ("choosing_conference", "choosing_want", "asking_rule", "barred")


def question(turn: Turn, left: str, *, known: Container[str]) -> str:
    """`left` is the question that was open here; without one, the draft itself knows it."""
    if not draft.has_consented(turn):
        return "consenting"
    wanted = left or draft.current(turn).question
    if wanted not in known:
        return "asking_name"
    if wanted in OF_THE_CONFERENCE and draft.conference_has_closed(turn):
        draft.choose_conference(turn, None)
        return "choosing_conference"
    if wanted == "asking_rule" and not seat.has_open_question(turn):
        return "choosing_want"
    return wanted
