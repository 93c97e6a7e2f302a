"""A choice among many, read: one of them, another page, or giving it up."""

from collections.abc import Sequence

from handlers.conversation import Misread, Said
from handlers.messages import Choice
from handlers.paged_choices import turned
from handlers.reading import not_offered, said
from handlers.turn import Answer, Turn


def read_choice(
    turn: Turn, answer: Answer, offered: Sequence[Choice], event: str
) -> Said | Misread:
    """One of the choices as `event` with its `value`, another page, or giving it up."""
    if answer.value == "cancel":
        return said("cancel")
    if (page := turned(turn, answer)) is not None:
        return page
    if answer.value in (choice.value for choice in offered):
        return said(event, value=answer.value)
    return not_offered(turn, answer)
