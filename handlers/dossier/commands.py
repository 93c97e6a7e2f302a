"""/hoso: whose dossier, where each of its papers stands, and every step with one of them."""

from collections.abc import Callable, Mapping

from dialogue.conference_life import ConferenceState
from dialogue.roles import Action
from handlers import converse
from handlers.dossier import overview, paper
from handlers.dossier.machine import SignedPaper
from handlers.messages import Reply
from handlers.papers import dossier_zip, ordering
from handlers.papers.listed import PAPERS
from handlers.reading import whole_number
from handlers.refused import not_allowed
from handlers.turn import Turn
from storage import conferences
from storage.tables import Conference

Verb = Callable[[Turn, Conference, str], list[Reply]]
PAGE = "trang"


def keep(turn: Turn, argument: str = "") -> list[Reply]:
    """/hoso [trang N | CODE [verb …]]."""
    if not turn.may(Action.EXPORT_DOSSIER):
        return [not_allowed(turn)]
    code, verb, about = [*argument.split(), "", "", ""][:3]
    if code in ("", PAGE):
        return [overview.choose(turn, verb)]
    conference = conferences.by_code(turn.work, turn.commune_id, code.upper())
    if conference is None or conference.state == ConferenceState.DISCARDED:
        return [overview.unknown(turn, code)]
    act = VERBS.get(verb)
    return act(turn, conference, about) if act else [overview.show(turn, conference)]


def _make(turn: Turn, conference: Conference, about: str) -> list[Reply]:
    if about not in PAPERS:
        return [paper.unknown(turn, conference)]
    told = ordering.order(turn, about, conference)
    return [paper.with_ways(turn, conference, told)]


def _make_all(turn: Turn, conference: Conference, about: str) -> list[Reply]:
    dossier_zip.order(turn, conference)
    told = turn.reply("dossier-ordered", conference=conference.title)
    return [paper.with_ways(turn, conference, told)]


def _add(turn: Turn, conference: Conference, about: str) -> list[Reply]:
    if not paper.may_hold(turn, conference, about):
        return [paper.unknown(turn, conference)]
    return converse.begin(turn, SignedPaper, conference=conference.id, key=about, papers=[])


VERBS: Mapping[str, Verb] = {
    PAGE: lambda turn, one, about: [overview.show(turn, one, about)],
    "khac": lambda turn, one, about: [overview.show_others(turn, one, about)],
    "muc": lambda turn, one, about: [paper.show(turn, one, about)],
    "lap": _make,
    "tai": _make_all,
    "ky": _add,
    "go": lambda turn, one, about: paper.take_away(turn, one, whole_number(about)),
    "lai": lambda turn, one, about: paper.put_back(turn, one, whole_number(about)),
}
