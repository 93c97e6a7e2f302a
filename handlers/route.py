"""How an event finds its way to who answers it."""

import re
from dataclasses import replace
from datetime import timedelta
from functools import cache

from dialogue.conference_life import ConferenceState
from handlers import converse, danger
from handlers.amend.edits import edited
from handlers.citizen import channels, menu
from handlers.conversation import Conversation, Misread
from handlers.enrol import session
from handlers.held import count_held, hold
from handlers.messages import Kind, Reply
from handlers.petition.code import code_and_secret
from handlers.petition.content import is_blank
from handlers.reading import phone_number
from handlers.turn import Answer, Turn
from handlers.understand import Command, is_old_button, plain, understand
from handlers.who_answers import COMMANDS, CONVERSATIONS
from locales.folding import fold
from storage import conferences as conference_rows
from storage import live
from storage.plain import write

STALE_AFTER = timedelta(hours=12)
CONFERENCE_CODE = re.compile(r"[A-Za-z]{1,8}[0-9]{2,8}(-[0-9]{1,4})?")


def answer_event(turn: Turn) -> list[Reply]:
    """The replies to one event: always at least one, and always a next step."""
    *before, last = [*danger.warn(turn), *_replies(turn)]
    if not (turn.conversation.state or last.choices):
        last = replace(last, choices=tuple(menu.choices(turn)))
    return [*before, last]


def _replies(turn: Turn) -> list[Reply]:
    if (refusal := _shut_out(turn)) is not None:
        return [refusal]
    if (refused := _too_much(turn)) is not None:
        return refused
    if turn.incoming.kind is Kind.START:
        return _deep_link(turn)
    if turn.incoming.kind is Kind.EDIT:
        return [*edited(turn), *_open_question(turn)]
    if turn.incoming.kind is Kind.CONTACT:
        return _contact(turn)
    if turn.incoming.kind is Kind.UNSUPPORTED:
        return channels.with_another_way(turn, _go_on(turn, "talk-unsupported"))
    return _answer(turn)


def _shut_out(turn: Turn) -> Reply | None:
    """A question for staff stays open only as long as its officer may answer it."""
    machine, _ = _open(turn)
    if machine is None or not machine.staff:
        return None
    refusal = session.refusal(turn)
    if refusal is not None:
        converse.close(turn)
    return refusal


def _too_much(turn: Turn) -> list[Reply] | None:
    """More than can be taken at all, wherever it would belong; nothing of it is kept."""
    longest, length = turn.house.limits.text, len(turn.incoming.text)
    if length > longest:
        return _go_on(turn, "talk-too-long", longest=longest, length=length)
    most, count = turn.house.limits.parts, len(turn.incoming.files)
    if count > most:
        return _go_on(turn, "talk-too-many-files", most=most, count=count)
    return None


def _deep_link(turn: Turn) -> list[Reply]:
    """A link or QR code may name a conference ("h-CODE") or join a channel ("n-CODE"); without
    one, the beginning."""
    prefix, _, code = turn.incoming.payload.partition("-")
    if prefix == "h" and code:
        return _run(turn, Command(name="/lich", argument=code))
    if prefix == channels.LINK and code:
        return _run(turn, Command(name="/kenh", argument=code))
    return _run(turn, Command(name="/start", argument=""))


def _contact(turn: Turn) -> list[Reply]:
    """A number that the channel hands over: an answer only where a number was asked for."""
    machine, state = _open(turn)
    if machine is not None and state == machine.asking_contact:
        return converse.hear(turn, machine, state, Answer(text=turn.incoming.text))
    if turn.person.consented_at is None:
        return _go_on(turn, "talk-contact-unasked")
    number = phone_number(turn.incoming.text) or turn.person.phone
    write(turn.work, turn.person, phone=number)
    return _go_on(turn, "talk-contact-kept")


def _answer(turn: Turn) -> list[Reply]:
    meant = understand(turn.incoming, turn.conversation)
    if isinstance(meant, Answer):
        meant = _word(turn, meant) or meant
    if isinstance(meant, Command):
        return _run(turn, meant)
    return _hear(turn, meant)


def _word(turn: Turn, answer: Answer) -> Command | None:
    """A few words work everywhere, when they are the whole message."""
    said = plain(answer.text)
    if not said or answer.value or answer.files:
        return None
    for key, command in (("words-menu", "/start"), ("words-help", "/trogiup")):
        if said in _words(turn, key):
            return Command(name=command, argument="")
    return _asking(turn, said) or _conference(turn, answer.text.strip())


def _asking(turn: Turn, said: str) -> Command | None:
    """While a session takes questions, a word leads there as its button does."""
    if said in _words(turn, "words-ask") and live.taking_questions(turn.work, turn.commune_id):
        return Command(name="/hoi", argument="")
    return None


def _conference(turn: Turn, said: str) -> Command | None:
    """The code of a conference, as the page behind a QR code says to type it where a channel has
    no links. Not where a code is asked for: staff may be asked for this one, others for another."""
    machine, _ = _open(turn)
    asked = machine is not None and (machine.staff or machine is CONVERSATIONS["Lookup"])
    if asked or not CONFERENCE_CODE.fullmatch(said):
        return None
    found = conference_rows.by_code(turn.work, turn.commune_id, said.upper())
    if found is None or found.state in (ConferenceState.DRAFT, ConferenceState.DISCARDED):
        return None
    return Command(name="/lich", argument=said.upper())


def _words(turn: Turn, key: str) -> frozenset[str]:
    return _folded(turn.say(key))


@cache
def _folded(listed: str) -> frozenset[str]:
    return frozenset(fold(word) for word in listed.split(","))


def _run(turn: Turn, command: Command) -> list[Reply]:
    way = COMMANDS.get(command.name)
    if way is None:
        return _go_on(turn, "talk-command-unknown")
    if way.staff and (refusal := session.refusal(turn)) is not None:
        converse.close(turn)
        return [refusal]
    if way.staff and not turn.person.name:
        return converse.begin(turn, CONVERSATIONS["Enrol"])
    if way.leaves:
        converse.close(turn)
    replies = way.handler(turn, command.argument)
    return replies if way.leaves else [*replies, *_open_question(turn)]


def _hear(turn: Turn, answer: Answer) -> list[Reply]:
    machine, state = _open(turn)
    if machine is None:
        return _nothing_open(turn, answer)
    if _is_stale(turn) and (asked := _after_long(turn, machine, state, answer)):
        return asked
    if is_old_button(answer):
        return converse.ask_again(turn, machine, state, Misread(key="talk-old-button"))
    if _steps_back(turn, answer):
        return converse.back(turn, machine, state)
    if state == machine.resuming and answer.files:
        return _hold_more(turn, machine, answer)
    return converse.hear(turn, machine, state, answer)


def _after_long(turn: Turn, machine: type[Conversation], state: str, answer: Answer) -> list[Reply]:
    """Whoever left a draft is asked whether to go on; nothing where the answer can be taken."""
    if machine.has_something_left(turn) and state != machine.resuming:
        says_nothing = is_old_button(answer) or _steps_back(turn, answer)
        return converse.pause(turn, machine, state, None if says_nothing else answer)
    # A number that is typed after long may be meant for another message.
    is_typed_choice = bool(answer.value) and turn.incoming.kind is Kind.TEXT
    return _open_question(turn) if is_typed_choice else []


def _steps_back(turn: Turn, answer: Answer) -> bool:
    return answer.value == "back" or plain(answer.text) in _words(turn, "words-back")


def _hold_more(turn: Turn, machine: type[Conversation], answer: Answer) -> list[Reply]:
    """The other photos of an album come before anybody could say whether to go on."""
    if count_held(turn) + len(answer.files) <= turn.house.limits.parts:
        hold(turn, answer, content=True)
    return converse.ask_again(turn, machine, machine.resuming)


def _open(turn: Turn) -> tuple[type[Conversation] | None, str]:
    """The open conversation and its question; one that the program no longer has is closed."""
    name, _, state = turn.conversation.state.partition(":")
    machine = CONVERSATIONS.get(name)
    if machine is None or state not in machine.questions:
        return None, ""
    return machine, state


def _is_stale(turn: Turn) -> bool:
    return turn.now - turn.conversation.changed_at > STALE_AFTER


def _nothing_open(turn: Turn, answer: Answer) -> list[Reply]:
    """Somebody speaks without having been asked: what they say may be what they came for."""
    gone = turn.conversation.state != ""
    converse.close(turn)
    if gone or is_old_button(answer):
        return [menu.lost(turn, "talk-question-gone" if gone else "talk-old-button-menu")]
    if code_and_secret(turn, answer.text) is not None:
        return COMMANDS["/tracuu"].handler(turn, answer.text)
    return [_hold_content(turn, answer)]


def _hold_content(turn: Turn, answer: Answer) -> Reply:
    """Whatever comes before "send it" is one content, be it an album or several messages."""
    if is_blank(answer.text) and not answer.files:
        return menu.lost(turn, "intake-write-nothing")
    if count_held(turn) + len(answer.files) >= turn.house.limits.parts:
        return menu.lost(turn, "intake-write-too-many", most=turn.house.limits.parts)
    hold(turn, answer, content=True)
    send = turn.command("talk-nothing-open.send", "/gui")
    return turn.reply("talk-nothing-open", choices=[send, *menu.choices(turn)[1:]])


def _go_on(turn: Turn, key: str, **values: object) -> list[Reply]:
    """Say what was not understood; the open question, or the menu, says what would be."""
    machine, state = _open(turn)
    if machine is None:
        return [menu.lost(turn, key, **values)]
    return converse.ask_again(turn, machine, state, Misread(key=key, values=values))


def _open_question(turn: Turn) -> list[Reply]:
    """The question that is still open, once more, after something else was answered."""
    machine, state = _open(turn)
    if machine is None:
        return []
    return converse.ask_again(turn, machine, state, Misread(key="talk-still-open"))
