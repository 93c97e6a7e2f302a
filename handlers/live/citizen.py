"""/hoi: send a question to the session that is on, or see what became of one's own."""

from collections.abc import Sequence

from handlers import converse
from handlers.live import mine
from handlers.live.asking import Asking, objection
from handlers.messages import Reply
from handlers.turn import Turn
from storage import conferences, live
from storage.tables import Conference


def ask(turn: Turn, argument: str = "") -> list[Reply]:
    """/hoi [CODE [cuatoi | rut NUMBER VERSION]]."""
    code, verb, *words = [*argument.split(), "", "", "", ""][:4]
    conference = _named(turn, code)
    if conference is None:
        return [_none(turn)] if code else _the_one(turn)
    if verb == mine.TAKE_BACK:
        return mine.take_back(turn, conference, *words)
    if verb == mine.MINE:
        return [mine.show(turn, conference)]
    return _begin(turn, conference)


def _named(turn: Turn, code: str) -> Conference | None:
    """A conference that has, or had, a session: of others nothing is asked."""
    found = conferences.by_code(turn.work, turn.commune_id, code.upper()) if code else None
    if found is None or live.session_of(turn.work, found) is None:
        return None
    return found


def _the_one(turn: Turn) -> list[Reply]:
    """The session that is on; of several one button each; else the last where one has asked."""
    on = live.taking_questions(turn.work, turn.commune_id)
    if len(on) == 1:
        return _begin(turn, on[0])
    if on:
        return [_choose(turn, on)]
    last = live.last_asked_at(turn.work, turn.commune_id, turn.person.id)
    return [mine.show(turn, last)] if last else [_none(turn)]


def _begin(turn: Turn, conference: Conference) -> list[Reply]:
    objected = objection(turn, conference)
    if objected is not None:
        return [objected]
    return converse.begin(turn, Asking, conference=conference.id)


def _choose(turn: Turn, on: Sequence[Conference]) -> Reply:
    choices = [
        turn.command("question-choose.one", f"/hoi {one.code}", title=one.title) for one in on
    ]
    return turn.reply("question-choose", choices=[*choices, turn.command("menu-home", "/start")])


def _none(turn: Turn) -> Reply:
    return turn.reply(
        "live-none-for-questions",
        choices=[
            turn.command("menu-register", "/gui"),
            turn.command("menu-schedule", "/lich"),
            turn.command("menu-home", "/start"),
        ],
    )
