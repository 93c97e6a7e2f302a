"""/danhgia and /kiennghilai, each for whose petition it is."""

from handlers import converse
from handlers.afterwards.again import prepare
from handlers.afterwards.grading import Grading, keep
from handlers.messages import Choice, Reply
from handlers.petition.access import not_theirs, theirs
from handlers.petition.afterwards import GRADES, grade_buttons, may_grade
from handlers.turn import Turn
from storage import afterwards
from storage.tables import Petition
from storage.tables.afterwards import Grade


def grade(turn: Turn, argument: str) -> list[Reply]:
    """/danhgia CODE [hailong | motphan | chua]: what its author thinks of the answer."""
    code, _, verb = argument.rpartition(" ") if argument.split()[1:] else (argument, "", "")
    petition = theirs(turn, code)
    if petition is None:
        return [not_theirs(turn, code)]
    if not may_grade(turn, petition):
        return [turn.reply("grade-no-answer", choices=_ways(turn, petition), code=petition.code)]
    if verb not in GRADES:
        return [_ask(turn, petition)]
    chosen = GRADES[verb]
    if chosen is Grade.SATISFIED:
        return [keep(turn, petition, chosen, "")]
    return converse.begin(turn, Grading, petition=petition.id, grade=chosen)


def petition_again(turn: Turn, argument: str) -> list[Reply]:
    """/kiennghilai CODE: a new petition that takes up this one."""
    petition = theirs(turn, argument)
    if petition is None:
        return [not_theirs(turn, argument)]
    return [prepare(turn, petition)]


def _ask(turn: Turn, petition: Petition) -> Reply:
    known = afterwards.grade_of(turn.work, petition)
    said = turn.say("grade-known", grade=turn.say(f"grade-{known.grade}")) if known else ""
    return turn.reply(
        "grade-ask",
        choices=[*grade_buttons(turn, petition), *_ways(turn, petition)],
        code=petition.code,
        known=said,
    )


def _ways(turn: Turn, petition: Petition) -> list[Choice]:
    follow = turn.command("menu-follow", f"/xem {petition.code}")
    return [follow, turn.command("menu-home", "/start")]
