"""Help: what can be done, in a few lines; staff see their commands beside it."""

from dialogue.roles import COMMANDS
from handlers.messages import Reply
from handlers.turn import Turn

READY = ("viec", "xet", "bosung")


def show(turn: Turn, argument: str = "") -> list[Reply]:
    """The help for who asks: a citizen's, and the commands that the person's roles allow."""
    contact = turn.commune.contact or turn.say("office-contact-unknown")
    staff = f"\n\n{turn.say('help-staff', commands=_commands(turn))}" if turn.duties else ""
    return [
        turn.reply(
            "help",
            choices=[turn.command("menu-home", "/start")],
            contact=contact,
            staff=staff,
        )
    ]


def _commands(turn: Turn) -> str:
    allowed = [name for name in READY if turn.may(COMMANDS[name])]
    lines = [f"/{name}: {turn.say(f'command-{name}')}" for name in allowed]
    return "\n".join([*lines, f"/thoat: {turn.say('command-thoat')}"])
