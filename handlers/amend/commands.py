"""/them, /sua, /rut: what a person does with a petition that is theirs."""

from handlers import converse
from handlers.amend.changes import is_changeable, is_withdrawn, too_late
from handlers.amend.machine import Correction, Supplement, Withdrawal
from handlers.conversation import Conversation
from handlers.messages import Reply
from handlers.petition.access import ABOUT_SEAT, not_theirs, theirs
from handlers.turn import Turn


def supplement(turn: Turn, argument: str) -> list[Reply]:
    """/them CODE [cho]: add words or files; with "cho", why the seat should be looked at again."""
    code, _, about = argument.partition(" ")
    petition = theirs(turn, code)
    if petition is None:
        return [not_theirs(turn, code)]
    if is_withdrawn(petition):
        return [too_late(turn, petition)]
    subject = "seat" if about == ABOUT_SEAT else ""
    return converse.begin(turn, Supplement, petition=petition.id, about=subject)


def correct(turn: Turn, argument: str) -> list[Reply]:
    """Replace the text, as long as it was not classified."""
    return _while_changeable(turn, argument, Correction)


def withdraw(turn: Turn, argument: str) -> list[Reply]:
    """Take the petition back, as long as it was not classified."""
    return _while_changeable(turn, argument, Withdrawal)


def _while_changeable(turn: Turn, argument: str, machine: type[Conversation]) -> list[Reply]:
    petition = theirs(turn, argument)
    if petition is None:
        return [not_theirs(turn, argument)]
    if not is_changeable(petition):
        add = turn.command("mine-add", f"/them {petition.code}")
        home = turn.command("menu-home", "/start")
        return [turn.reply("amend-too-late", choices=[add, home], code=petition.code)]
    return converse.begin(turn, machine, petition=petition.id)
