"""Long lists of choices inside a question, eight to a page, each answered by button or number."""

from collections.abc import Sequence

from handlers.conversation import Said
from handlers.messages import Choice
from handlers.pages import PAGE
from handlers.reading import said
from handlers.turn import Answer, Turn

MORE, LESS = "more", "less"


def shown_page(turn: Turn, offered: Sequence[Choice]) -> list[Choice]:
    """The choices of the page that is open, with the ways to the next and the one before."""
    first = first_shown(turn, len(offered))
    return [*offered[first : first + PAGE], *ways_around(turn, len(offered))]


def first_shown(turn: Turn, count: int) -> int:
    """With which of so many the page that is open begins, counted from nought."""
    last = max(-(-count // PAGE) - 1, 0)
    return min(int(turn.data.get("page", 0)), last) * PAGE


def ways_around(turn: Turn, count: int) -> list[Choice]:
    """To the next page of so many and the one before."""
    first, ways = first_shown(turn, count), []
    if first + PAGE < count:
        ways.append(Choice(label=turn.say("work-next"), value=MORE))
    if first:
        ways.append(Choice(label=turn.say("work-before"), value=LESS))
    return ways


def turned(turn: Turn, answer: Answer) -> Said | None:
    """Another page, where that was asked for."""
    steps = {MORE: 1, LESS: -1}
    if answer.value not in steps:
        return None
    return said("turn_page", page=max(turn.data.get("page", 0) + steps[answer.value], 0))
