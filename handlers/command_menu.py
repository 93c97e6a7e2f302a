"""The commands that a channel may list in a menu: everybody's, and those of staff by role."""

from dialogue.roles import COMMANDS
from handlers.turn import Turn
from locales.catalogue import Catalogue

Menu = tuple[tuple[str, str], ...]
CITIZEN = ("start", "gui", "tracuu", "cuatoi", "lich", "phatbieu", "trogiup")
# The commands of the table in `dialogue/roles.py` that can be given already.
READY = ("viec", "xet", "bosung")
LEAVE = "thoat"


def citizen_menu(catalogue: Catalogue, language: str) -> Menu:
    """What everybody may do."""
    return tuple((name, catalogue.text(language, f"command-{name}")) for name in CITIZEN)


def staff_commands(turn: Turn) -> list[str]:
    """What this person's roles allow."""
    if not turn.duties:
        return []
    return [*(name for name in READY if turn.may(COMMANDS[name])), LEAVE]


def menu_of(turn: Turn) -> Menu:
    """The whole menu of one person."""
    staff = tuple((name, turn.say(f"command-{name}")) for name in staff_commands(turn))
    return staff + citizen_menu(turn.house.catalogue, turn.language)
