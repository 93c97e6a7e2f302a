"""/quydinh: a conference whose regulation has changed, what adopting it moves, and adopting."""

from dialogue.roles import Action
from handlers.clock.adoption import Change, adopt, changed_conferences, is_changed, preview
from handlers.clock.telling import arrow
from handlers.messages import Choice, Reply
from handlers.refused import not_allowed
from handlers.turn import Turn
from storage import conferences
from storage.tables import Conference

ADOPT = "apdung"


def changed(turn: Turn, argument: str) -> list[Reply]:
    """/quydinh CODE [apdung VERSION VERSION]: show what would move, or adopt what was shown."""
    if not turn.may(Action.MANAGE_CONFERENCE):
        return [not_allowed(turn)]
    code, verb, seen, version = [*argument.split(" "), "", "", "", ""][:4]
    conference = conferences.by_code(turn.work, turn.commune_id, code.upper())
    if conference is None or not is_changed(turn, conference):
        return [_nothing(turn)]
    if verb != ADOPT:
        return [_shown(turn, conference)]
    return [_adopted(turn, conference, seen, version)]


def waiting(turn: Turn) -> list[Choice]:
    """A button for each conference whose regulation has changed, for those who may adopt it."""
    if not turn.may(Action.MANAGE_CONFERENCE):
        return []
    return [
        turn.command("regulation-changed.open", f"/quydinh {one.code}", code=one.code)
        for one in changed_conferences(turn)
    ]


def _shown(turn: Turn, conference: Conference) -> Reply:
    known = turn.house.regulations[conference.regulation_id]
    moved = "\n".join(_line(turn, change) for change in preview(turn, conference))
    command = f"/quydinh {conference.code} {ADOPT} {conference.regulation_version} {known.version}"
    return turn.reply(
        "regulation-changed",
        choices=[turn.command("regulation-changed.adopt", command), _work(turn)],
        code=conference.code,
        regulation=known.number or known.title,
        moved=moved or turn.say("regulation-moves-nothing"),
    )


def _line(turn: Turn, change: Change) -> str:
    return turn.say(
        "regulation-line", title=change.title, change=arrow(turn, change.before, change.after)
    )


def _adopted(turn: Turn, conference: Conference, seen: str, version: str) -> Reply:
    """Only what was shown is adopted: if it has changed again, it is shown again."""
    acting = turn.acting_as(Action.MANAGE_CONFERENCE)
    if not adopt(turn, conference, seen=seen, version=version, by=acting):
        return _shown(turn, conference)
    return turn.reply("regulation-adopted", choices=[_work(turn)], code=conference.code)


def _nothing(turn: Turn) -> Reply:
    """Nothing to adopt: never was, or a colleague has done it."""
    return turn.reply("regulation-unchanged", choices=[_work(turn)])


def _work(turn: Turn) -> Choice:
    return turn.command("menu-work", "/viec")
