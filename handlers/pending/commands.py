"""/sodon: the list, a new entry, the register as a file, one entry and what is done with it."""

from collections.abc import Callable, Mapping, Sequence

from dialogue.conference_life import NOT_HELD
from dialogue.petition import PetitionState
from dialogue.roles import Action
from handlers import converse
from handlers.messages import Choice, Reply
from handlers.pending import acts, detail, export, overview
from handlers.pending.file import IMPORT
from handlers.pending.machine import ABOUT, PendingEntry, PendingFile, PendingNote
from handlers.petition.code import tidy_code
from handlers.petition.register import code_of, number_in
from handlers.reading import whole_number
from handlers.refused import not_allowed, to_work, unknown_petition
from handlers.sent_lists import order_right_rows, sent_here
from handlers.turn import Turn
from storage import conferences, pending, petitions
from storage.tables import Conference, PendingCase
from storage.tables.pending import PendingState

Words = Sequence[str]
# What a verb makes of an entry: the line of history and the state.
MOVES = {
    "thuly": ("taken_up", PendingState.IN_HAND),
    "cho": ("not_taken_up", PendingState.WAITING),
    "molai": ("reopened", PendingState.WAITING),
}


def keep(turn: Turn, argument: str = "") -> list[Reply]:
    """/sodon [trang N | xong N | moi | tep | ghi N | xuat | hoinghi CODE N | D12 … | NAME]."""
    if not turn.may(Action.KEEP_REGISTER):
        return [not_allowed(turn)]
    first, *words = argument.split() or [""]
    if first in VERBS:
        return VERBS[first](turn, [*words, "", ""])
    number = number_in(first)
    if number is None:
        return [overview.find(turn, argument) if argument else overview.show_open(turn)]
    case = pending.by_number(turn.work, turn.commune_id, number)
    if case is None:
        return [turn.reply("pending-no-such", choices=[_to_list(turn), to_work(turn)])]
    return _do(turn, case, words)


def _do(turn: Turn, case: PendingCase, words: Words) -> list[Reply]:
    verb, more, last = [*words, "", "", ""][:3]
    # Typed without a version it is meant as the entry stands now.
    seen = whole_number(last or more) or case.version
    if verb in MOVES:
        return acts.move(turn, case, *MOVES[verb], seen)
    if verb == "hoinghi":
        return _put_on(turn, case, more, seen)
    if verb == "bohoinghi":
        return acts.put_on(turn, case, None, seen)
    if verb == "bokiennghi":
        return acts.link(turn, case, None, seen)
    if verb == "kiennghi" and more and whole_number(more) is None:
        return _link(turn, case, more)
    if verb in ABOUT:
        return converse.begin(turn, PendingNote, case=case.id, about=verb, version=seen)
    unknown = [turn.reply("case-verb-unknown")] if verb else []
    return [*unknown, detail.show(turn, case)]


def _put_on(turn: Turn, case: PendingCase, code: str, seen: int) -> list[Reply]:
    """On the conference that is named; else on which of those to come."""
    named = _conference(turn, code)
    if named is not None and named.state not in NOT_HELD:
        return acts.put_on(turn, case, named, case.version)
    ahead = conferences.upcoming(turn.work, turn.commune_id, turn.now)
    offered = [
        turn.command("pack-open", f"/sodon {code_of(case)} hoinghi {one.code}", title=one.title)
        for one in ahead
    ]
    own = code_of(case)
    back = turn.command("pending-open", f"/sodon {own}", code=own, name=case.name)
    key = "pending-ask-conference" if offered else "pending-no-conference"
    return [turn.reply(key, choices=[*offered, back, to_work(turn)], code=code_of(case))]


def _link(turn: Turn, case: PendingCase, code: str) -> list[Reply]:
    found = petitions.by_code(turn.work, turn.commune_id, tidy_code(code))
    if found is None or found.state == PetitionState.DRAFT:
        return [unknown_petition(turn, code)]
    return acts.link(turn, case, found, case.version)


def _conference(turn: Turn, code: str) -> Conference | None:
    return conferences.by_code(turn.work, turn.commune_id, code.upper()) if code else None


def _for_conference(turn: Turn, words: Words) -> list[Reply]:
    conference = _conference(turn, words[0])
    if conference is None:
        return [overview.show_open(turn)]
    return [overview.show_for(turn, conference, words[1] or 1)]


def _take_right_rows(turn: Turn, words: Words) -> list[Reply]:
    """Of a file that this very address has sent."""
    sent = sent_here(turn, whole_number(words[0]))
    if sent is None:
        return [turn.reply("seats-file-gone", choices=[_to_list(turn), to_work(turn)])]
    order_right_rows(turn, IMPORT, sent, turn.acting_as(Action.KEEP_REGISTER))
    return [turn.reply("pending-file-taken", choices=[_to_list(turn), to_work(turn)])]


def _to_list(turn: Turn) -> Choice:
    return turn.command("pending-list", "/sodon")


VERBS: Mapping[str, Callable[[Turn, Words], list[Reply]]] = {
    "trang": lambda turn, words: [overview.show_open(turn, words[0] or 1)],
    "xong": lambda turn, words: [overview.show_closed(turn, words[0] or 1)],
    "moi": lambda turn, words: converse.begin(turn, PendingEntry),
    "tep": lambda turn, words: converse.begin(turn, PendingFile),
    "ghi": _take_right_rows,
    "xuat": lambda turn, words: [export.order(turn)],
    "hoinghi": _for_conference,
}
