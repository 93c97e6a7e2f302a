"""Help: what can be done, in a few lines; staff see their commands beside it."""

from handlers.command_menu import staff_commands
from handlers.messages import Reply
from handlers.turn import Turn


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
    return "\n".join(
        f"/{name}: {turn.say(f'command-{name}')}" for name in staff_commands(turn, turn.roles)
    )
