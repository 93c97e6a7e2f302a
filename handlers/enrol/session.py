"""A staff session on the web ends when it is left idle; on a phone the phone itself is locked."""

from dataclasses import replace
from datetime import timedelta

from handlers.command_menu import menu_of
from handlers.enrol.ending import end
from handlers.messages import Reply
from handlers.turn import Turn

WEB = "web"
SEEN_PRECISION = timedelta(minutes=1)


def refusal(turn: Turn) -> Reply | None:
    """Why this person may not do staff work here and now; None if nothing stands against it."""
    if turn.incoming.embedded:
        return turn.reply("enrol-not-framed")
    if not turn.duties:
        return turn.reply("enrol-staff-only", choices=[turn.command("menu-home", "/start")])
    if turn.incoming.channel == WEB and _is_idle(turn):
        end(turn, why="idle")
        over = turn.reply("enrol-session-over", choices=[turn.command("menu-home", "/start")])
        return replace(over, menu=menu_of(turn))
    _touch(turn)
    return None


def _is_idle(turn: Turn) -> bool:
    seen = max(duty.seen_at for duty in turn.duties)
    return turn.now - seen > turn.house.limits.staff_idle


def _touch(turn: Turn) -> None:
    for duty in turn.duties:
        if turn.now - duty.seen_at > SEEN_PRECISION:
            duty.seen_at = turn.now
