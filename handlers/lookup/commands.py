"""/tracuu: look up by code and secret."""

from handlers import converse
from handlers.lookup.machine import Lookup
from handlers.messages import Reply
from handlers.turn import Answer, Turn


def look_up(turn: Turn, argument: str = "") -> list[Reply]:
    """With code and secret behind the command, at once; else ask for them."""
    asked = converse.begin(turn, Lookup)
    if not argument:
        return asked
    return converse.hear(turn, Lookup, "asking_code", Answer(text=argument))
