"""The beginning and the help: what one can do here, always with the next step."""

from typing import Any

from handlers.messages import Choice, Reply
from handlers.turn import Turn
from storage import live, petitions

MAIN = (
    ("menu-register", "/gui"),
    ("menu-lookup", "/tracuu"),
    ("menu-schedule", "/lich"),
    ("menu-attend", "/phatbieu"),
    ("menu-help", "/trogiup"),
)


def start(turn: Turn, argument: str = "") -> list[Reply]:
    """Greeting and the five choices; a draft and own petitions are mentioned."""
    extra = _extra(turn)
    return [turn.reply("menu-start", choices=choices(turn), commune=turn.commune.name, extra=extra)]


def lost(turn: Turn, hint: str, **values: Any) -> Reply:
    """The menu for who said something that nobody asked for; `hint` says what happened."""
    return turn.reply(hint, choices=choices(turn), **values)


def choices(turn: Turn) -> list[Choice]:
    """What is offered, in the same order for everybody."""
    offered = [turn.command(key, command) for key, command in MAIN]
    if live.takes_questions(turn.work, turn.commune_id):
        offered.append(turn.command("live-ask", "/hoi"))
    if petitions.has_any(turn.work, turn.address):
        offered.append(turn.command("menu-mine", "/cuatoi"))
    if turn.duties:
        offered.append(turn.command("menu-work", "/viec"))
    return offered


def _extra(turn: Turn) -> str:
    draft = (
        turn.say("menu-draft-waits")
        if petitions.draft_of(turn.work, turn.commune_id, turn.person.id)
        else ""
    )
    sample = turn.say("menu-sample") if turn.commune.is_sample else ""
    return "".join(f"\n\n{line}" for line in (draft, sample) if line)
