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
    first = _page(turn, len(offered)) * PAGE
    shown = list(offered[first : first + PAGE])
    if first + PAGE < len(offered):
        shown.append(Choice(label=turn.say("work-next"), value=MORE))
    if first:
        shown.append(Choice(label=turn.say("work-before"), value=LESS))
    return shown


def turned(turn: Turn, answer: Answer) -> Said | None:
    """Another page, where that was asked for."""
    steps = {MORE: 1, LESS: -1}
    if answer.value not in steps:
        return None
    return said("turn_page", page=max(turn.data.get("page", 0) + steps[answer.value], 0))


def _page(turn: Turn, count: int) -> int:
    last = max(-(-count // PAGE) - 1, 0)
    return min(int(turn.data.get("page", 0)), last)
