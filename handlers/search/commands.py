"""/tim: look for petitions by words, a code, a name, a telephone number."""

from dialogue.roles import Action
from handlers import converse
from handlers.messages import Reply
from handlers.refused import not_allowed
from handlers.search.finding import found, looked_for
from handlers.search.machine import Search
from handlers.turn import Turn


def look(turn: Turn, argument: str = "") -> list[Reply]:
    """/tim [WORDS]: what has all of them, or the question for what."""
    if not turn.may(Action.SEARCH):
        return [not_allowed(turn)]
    words = looked_for(argument)
    numbers = found(turn, words) if words else []
    missed = bool(words) and not numbers
    return converse.begin(turn, Search, found=numbers, page=0, missed=missed)
