"""Where a draft goes on that was left: at the question that was open, if it can still be asked."""

from collections.abc import Container

from handlers import consent
from handlers.intake import draft, seat
from handlers.petition.similar import matching_groups
from handlers.turn import Turn

# A conference that has closed leaves nothing to be asked here.
OF_THE_CONFERENCE = ("choosing_conference", "choosing_want", "asking_rule", "barred")


def question(turn: Turn, left: str, *, known: Container[str]) -> str:
    """`left` is the question that was open here; without one, the draft itself knows it."""
    if not consent.has_consented(turn):
        return "consenting"
    wanted = left or draft.current(turn).question
    if wanted not in known:
        return "asking_name"
    if wanted in OF_THE_CONFERENCE and draft.conference_has_closed(turn):
        draft.choose_conference(turn, None)
        return "choosing_conference"
    return instead(turn, wanted)


def instead(turn: Turn, state: str) -> str:
    """The question to ask in place of `state`, should its conference or its rule be gone."""
    if state == "asking_rule" and not seat.has_open_question(turn):
        state = "choosing_want"
    if state == "joining_group" and not matching_groups(turn, draft.current(turn)):
        return "reviewing"
    if state == "barred" and not seat.is_barred(turn):
        state = "choosing_want"
    if state == "choosing_want" and draft.current(turn).conference_id is None:
        return "choosing_conference" if draft.open_conferences(turn) else "asking_name"
    return state
