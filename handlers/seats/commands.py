"""/moi for the office and the front, /khongden for who has a seat and cannot come."""

from collections.abc import Callable, Mapping, Sequence

from dialogue.roles import Action
from handlers import converse
from handlers.messages import Reply
from handlers.petition.access import not_theirs, theirs, view
from handlers.petition.seating import can_give_up
from handlers.reading import whole_number
from handlers.refused import not_allowed
from handlers.seats import delegate, overview, papers, speaking
from handlers.seats.file import IMPORT
from handlers.seats.machine import DelegateFile, DelegatesByHand, GivingUp
from handlers.sent_lists import order_right_rows, sent_here
from handlers.turn import Turn
from storage import conferences
from storage.tables import Conference
from storage.tables.delegate import DelegateSource

Words = Sequence[str]
Verb = Callable[[Turn, Conference, Words], list[Reply]]


def invite(turn: Turn, argument: str) -> list[Reply]:
    """/moi [CODE [verb …]]: choose a conference, see its seats, or do what the verb says."""
    if not turn.may(Action.INVITE):
        return [not_allowed(turn)]
    code, verb, *words = [*argument.split(), "", ""]
    conference = conferences.by_code(turn.work, turn.commune_id, code.upper())
    if conference is None:
        return [overview.choose(turn, unknown=code)]
    act = VERBS.get(verb)
    return act(turn, conference, words) if act else [overview.show(turn, conference)]


def give_up(turn: Turn, argument: str) -> list[Reply]:
    """/khongden CODE: a seat is given up by its owner."""
    petition = theirs(turn, argument)
    if petition is None:
        return [not_theirs(turn, argument)]
    if not can_give_up(turn, petition):
        return [turn.reply("seats-give-up-late"), view(turn, petition)]
    return converse.begin(turn, GivingUp, petition=petition.id)


def _send_file(turn: Turn, conference: Conference, words: Words) -> list[Reply]:
    return converse.begin(turn, DelegateFile, conference=conference.id)


def _add(turn: Turn, conference: Conference, words: Words) -> list[Reply]:
    source = DelegateSource.ADDED.value
    return converse.begin(turn, DelegatesByHand, conference=conference.id, source=source)


def _invite(turn: Turn, conference: Conference, words: Words) -> list[Reply]:
    source = DelegateSource.INVITED.value
    return converse.begin(turn, DelegatesByHand, conference=conference.id, source=source)


def _take_right_rows(turn: Turn, conference: Conference, words: Words) -> list[Reply]:
    """Of a file that this very address has sent."""
    sent = sent_here(turn, whole_number(words[0]))
    if sent is None:
        return [turn.reply("seats-file-gone", choices=[overview.back(turn, conference)])]
    acting = turn.acting_as(Action.INVITE)
    order_right_rows(turn, IMPORT, sent, acting, conference=conference.id)
    return [turn.reply("seats-file-taken", choices=[overview.back(turn, conference)])]


def _move(way: str) -> Verb:
    return lambda turn, conference, words: speaking.move(
        turn, conference, way, words[0], [*words, ""][1], turn.acting_as(Action.INVITE)
    )


VERBS: Mapping[str, Verb] = {
    "du": lambda turn, one, words: [overview.show_granted(turn, one, words[0])],
    "cho": lambda turn, one, words: [overview.show_waiting(turn, one, words[0])],
    "daibieu": lambda turn, one, words: [overview.show_delegates(turn, one, words[0])],
    "xem": lambda turn, one, words: [delegate.show(turn, one, words[0])],
    "bo": lambda turn, one, words: delegate.remove(
        turn, one, words[0], turn.acting_as(Action.INVITE)
    ),
    "them": _add,
    "khach": _invite,
    "tep": _send_file,
    "giay": lambda turn, one, words: [papers.ask(turn, one, words[0])],
    "ghi": _take_right_rows,
    "phatbieu": lambda turn, one, words: [speaking.show(turn, one, words[0])],
    "nguoi": lambda turn, one, words: [speaking.show_one(turn, one, words[0])],
    speaking.UP: _move(speaking.UP),
    speaking.DOWN: _move(speaking.DOWN),
    "phut": lambda turn, one, words: speaking.set_minutes(
        turn, one, words[0], [*words, ""][1], turn.acting_as(Action.INVITE)
    ),
}
