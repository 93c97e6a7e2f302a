"""The commands that a channel may list in a menu: everybody's, and those of staff by role."""

from collections.abc import Collection

from dialogue.roles import COMMANDS, Action, Role, may
from handlers.turn import Turn
from handlers.voice import Voice
from locales.catalogue import Catalogue

Menu = tuple[tuple[str, str], ...]
CITIZEN = ("start", "gui", "tracuu", "cuatoi", "lich", "phatbieu", "kenh", "trogiup")
# The commands of the table in `dialogue/roles.py` that can be given already.
READY = (
    "viec",
    "hoinghi",
    "xet",
    "bosung",
    "phanloai",
    "gom",
    "giao",
    "traloi",
    "giahan",
    "chuyen",
    "duyet",
    "ketluan",
    "hoso",
    "nhap",
    "sodon",
    "tim",
    "tonghop",
    "diaban",
    "baocao",
    "thongke",
    "lienhe",
    "bangiao",
    "canbo",
    "moi",
    "phien",
)
LEAVE = "thoat"


def citizen_menu(catalogue: Catalogue, language: str) -> Menu:
    """What everybody may do."""
    return tuple((name, catalogue.text(language, f"command-{name}")) for name in CITIZEN)


def staff_commands(voice: Voice, roles: Collection[Role]) -> list[str]:
    """What these roles allow in the commune; nothing without any."""
    if not roles:
        return []
    return [*(name for name in READY if _may_use(voice, roles, name)), LEAVE]


def _may_use(voice: Voice, roles: Collection[Role], name: str) -> bool:
    """Of office and chair only the one whom the commune names publishes."""
    is_named = COMMANDS[name] is not Action.PUBLISH or voice.commune.publisher in roles
    return may(roles, COMMANDS[name]) and is_named


def menu_of(turn: Turn) -> Menu:
    """The whole menu of who speaks."""
    return menu_for(turn, turn.roles)


def menu_for(turn: Turn, roles: Collection[Role]) -> Menu:
    """The whole menu of somebody who holds these roles."""
    staff = tuple((name, turn.say(f"command-{name}")) for name in staff_commands(turn, roles))
    return staff + citizen_menu(turn.house.catalogue, turn.language)
