"""/hoinghi: the list, a new plan, one conference, and everything that is done to it."""

from collections.abc import Callable, Mapping

from dialogue.conference_life import ConferenceEvent
from dialogue.roles import Action
from handlers import converse
from handlers.conference import acts, link, milestones, moving, plan, view
from handlers.conference.keeping import may_plan
from handlers.conference.machine import Planning
from handlers.conference.notes import DEPUTY, DISCARD, LATE, TICK, ConferenceNote
from handlers.conference.record import is_allowed
from handlers.messages import Reply
from handlers.reading import whole_number
from handlers.refused import not_allowed
from handlers.turn import Turn
from storage import conferences
from storage.tables import Conference

NEW, PAGE = "moi", "trang"
Verb = Callable[[Turn, Conference, int], list[Reply]]


def manage(turn: Turn, argument: str) -> list[Reply]:
    """/hoinghi [moi | trang N | CODE [verb [more]]]."""
    if not (turn.may(Action.MANAGE_CONFERENCE) or turn.may(Action.DELEGATE)):
        return [not_allowed(turn)]
    code, verb, more = [*argument.split(" ", 2), "", "", ""][:3]
    if not code or code == PAGE:
        return [view.show_list(turn, whole_number(verb) or 1)]
    if code == NEW:
        return converse.begin(turn, Planning) if may_plan(turn) else [not_allowed(turn)]
    conference = conferences.by_code(turn.work, turn.commune_id, code.upper())
    if conference is None:
        return [turn.reply("conference-unknown", choices=view.ways(turn), code=code.upper())]
    if not verb:
        return [view.show(turn, conference)]
    return _do(turn, conference, verb, more)


def _do(turn: Turn, conference: Conference, verb: str, more: str) -> list[Reply]:
    if verb in ABOUT_MILESTONES:
        return _about_milestone(turn, conference, verb, more)
    if verb == view.LINK:
        return link.begin(turn, conference)
    if verb == moving.VERB:
        return moving.move(turn, conference, more.split())
    if verb not in VERBS:
        return [turn.reply("case-verb-unknown"), view.show(turn, conference)]
    event, do = VERBS[verb]
    # Typed without a version it is meant as the conference stands now.
    seen = whole_number(more) if more else conference.version
    refused = acts.refuse(turn, conference, event, seen)
    return refused or do(turn, conference, conference.version)


def _announce(turn: Turn, conference: Conference, seen: int) -> list[Reply]:
    refused = acts.check_notice(turn, conference, with_reason=False)
    return refused or acts.announce(turn, conference, seen)


def _announce_late(turn: Turn, conference: Conference, seen: int) -> list[Reply]:
    return _ask(turn, conference, seen, LATE)


def _press(event: ConferenceEvent) -> Verb:
    return lambda turn, conference, seen: acts.carry_out(turn, conference, event, seen)


def _write(about: str) -> Verb:
    return lambda turn, conference, seen: _ask(turn, conference, seen, about)


def _ask(turn: Turn, conference: Conference, seen: int, about: str) -> list[Reply]:
    data = {"conference": conference.id, "version": seen, "about": about}
    return converse.begin(turn, ConferenceNote, **data)


def _change(turn: Turn, conference: Conference, seen: int) -> list[Reply]:
    data = {"conference": conference.id, "version": seen}
    return converse.begin(turn, Planning, **data, plan=plan.plan_from(turn, conference))


def _reschedule(turn: Turn, conference: Conference, seen: int) -> list[Reply]:
    """Its day is asked first; whether one may register until then, too."""
    data = {"conference": conference.id, "version": seen, "reschedules": True}
    open_plan = plan.plan_from(turn, conference, without=tuple(plan.MOMENTS))
    return converse.begin(turn, Planning, **data, plan=open_plan)


def _about_milestone(turn: Turn, conference: Conference, verb: str, key: str) -> list[Reply]:
    """The list, why a date is that, or whether it is done."""
    if verb == "moc":
        return [milestones.show(turn, conference)]
    point = milestones.point_of(turn, conference, key)
    if point is None:
        return [milestones.show(turn, conference)]
    if verb == "visao":
        return [milestones.why(turn, conference, point)]
    if not is_allowed(turn, ConferenceEvent.CHANGE):
        return [not_allowed(turn)]
    if not milestones.may_be_ticked(point):
        return [milestones.show(turn, conference)]
    if verb == "xong" and point.done_on is None:
        return _ask_paper(turn, conference, point)
    if verb == "chuaxong":
        milestones.take_back(turn, conference, point)
    return [milestones.show(turn, conference)]


def _ask_paper(turn: Turn, conference: Conference, point: milestones.Point) -> list[Reply]:
    return converse.begin(
        turn,
        ConferenceNote,
        conference=conference.id,
        version=conference.version,
        about=TICK,
        key=point.milestone.key,
    )


ABOUT_MILESTONES = ("moc", "visao", "xong", "chuaxong")
VERBS: Mapping[str, tuple[ConferenceEvent, Verb]] = {
    "thongbao": (ConferenceEvent.ANNOUNCE, _announce),
    "thongbaomuon": (ConferenceEvent.ANNOUNCE, _announce_late),
    "modangky": (ConferenceEvent.OPEN_REGISTRATION, _press(ConferenceEvent.OPEN_REGISTRATION)),
    "dongdangky": (ConferenceEvent.CLOSE_REGISTRATION, _press(ConferenceEvent.CLOSE_REGISTRATION)),
    "molaidangky": (
        ConferenceEvent.REOPEN_REGISTRATION,
        _press(ConferenceEvent.REOPEN_REGISTRATION),
    ),
    "sua": (ConferenceEvent.CHANGE, _change),
    "ngaymoi": (ConferenceEvent.RESCHEDULE, _reschedule),
    "hoan": (ConferenceEvent.POSTPONE, _write("postpone")),
    "huy": (ConferenceEvent.CANCEL, _write("cancel")),
    "bo": (ConferenceEvent.DISCARD, _write(DISCARD)),
    "uyquyen": (ConferenceEvent.DELEGATE, _write(DEPUTY)),
    "khaimac": (ConferenceEvent.BEGIN_SESSION, _press(ConferenceEvent.BEGIN_SESSION)),
}
