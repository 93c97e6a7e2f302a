"""Becoming staff by a one-time code, and ceasing to be."""

from dataclasses import replace
from datetime import timedelta

from statemachine import State

from handlers import converse, invitation
from handlers.command_menu import menu_of
from handlers.conversation import Conversation, Question
from handlers.enrol.ending import end, record
from handlers.messages import Reply
from handlers.reading import line
from handlers.turn import Turn
from storage import attempts, staff
from storage.plain import write

WRONG_CODES = 5
WINDOW = timedelta(hours=1)


class Enrol(Conversation):
    """Who joins says under which name decisions will stand."""

    opening = State(initial=True)
    asking_name = State()
    joined = State(final=True)

    begin = opening.to(asking_name)
    give_name = asking_name.to(joined)

    questions = {
        "asking_name": Question(
            ask=lambda turn: turn.reply("enrol-ask-name"),
            read=line("give_name", "name", longest=120, needed="intake-name-needed"),
        )
    }

    def on_give_name(self, turn: Turn, name: str) -> None:
        write(turn.work, turn.person, name=name)
        turn.said.append(welcome(turn))


def join(turn: Turn, argument: str) -> list[Reply]:
    """/thamgia CODE: the code is used up by the first who brings it."""
    if turn.incoming.embedded:
        return [turn.reply("enrol-not-framed")]
    if not argument:
        home = turn.command("menu-home", "/start")
        return [turn.reply("enrol-staff-only", choices=[home])]
    subject = f"enrol:{turn.address.id}"
    if _barred(turn, subject):
        return [turn.reply("enrol-barred")]
    code_hash = invitation.code_hash(turn.house.key, argument)
    found = staff.redeem(turn.work, turn.commune_id, code_hash, turn.now)
    if found is None:
        attempts.record(turn.work, turn.commune_id, subject, turn.now)
        return [turn.reply("enrol-wrong", choices=[turn.command("menu-home", "/start")])]
    duty = staff.join(turn.work, turn.person, found, turn.now)
    turn.forget_duties()
    record(turn, "join", duty)
    return [welcome(turn)] if turn.person.name else converse.begin(turn, Enrol)


def leave(turn: Turn, argument: str = "") -> list[Reply]:
    """/thoat: every role of this person in the commune ends."""
    home = turn.command("menu-home", "/start")
    if not end(turn, why="left"):
        return [turn.reply("enrol-no-role", choices=[home])]
    left = replace(turn.reply("enrol-left", choices=[home]), menu=menu_of(turn))
    if staff.hold_office(turn.work, turn.commune_id):
        return [left]
    return [turn.reply("enrol-left-last"), left]


def welcome(turn: Turn) -> Reply:
    """Who has joined sees where to begin."""
    roles = ", ".join(turn.say(f"role-{duty.role}") for duty in turn.duties)
    said = turn.reply(
        "enrol-welcome",
        choices=[turn.command("menu-work", "/viec"), turn.command("menu-help", "/trogiup")],
        name=turn.person.name,
        roles=roles,
        commune=turn.commune.name,
    )
    return replace(said, menu=menu_of(turn))


def _barred(turn: Turn, subject: str) -> bool:
    until = attempts.barred_until(
        turn.work, turn.commune_id, subject, turn.now, limit=WRONG_CODES, window=WINDOW
    )
    return until is not None
