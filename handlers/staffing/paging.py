"""Choices that may be many, eight to a page, each answered by a button or a number."""

from collections.abc import Sequence

from handlers.conversation import Misread, Said
from handlers.messages import Choice
from handlers.reading import not_offered, said
from handlers.turn import Answer, Turn

PAGE = 8
_TURNS = {"next": 1, "before": -1}


def shown(turn: Turn, offered: Sequence[Choice]) -> list[Choice]:
    """The open page, with the ways to those around it."""
    first = turn.data.get("page", 0) * PAGE
    page = list(offered[first : first + PAGE])
    if first + PAGE < len(offered):
        page.append(Choice(label=turn.say("work-next"), value="next"))
    if first:
        page.append(Choice(label=turn.say("work-before"), value="before"))
    return page


def read(turn: Turn, answer: Answer, offered: Sequence[Choice], event: str) -> Said | Misread:
    """One of the choices as `event` with its `value`, another page, or giving it up."""
    if answer.value == "cancel":
        return said("cancel")
    if answer.value in _TURNS:
        page = turn.data.get("page", 0) + _TURNS[answer.value]
        return said("turn_page", page=min(max(page, 0), len(offered) // PAGE))
    if answer.value in (choice.value for choice in offered):
        return said(event, value=answer.value)
    return not_offered(turn, answer)
