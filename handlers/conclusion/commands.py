"""/ketluan: the conferences that are concluded on, and every step with one of them."""

from collections.abc import Callable, Mapping, Sequence

from dialogue import conference_life as life
from dialogue.conference_life import ConferenceEvent
from dialogue.roles import Action
from handlers.conclusion import handing, matter, notice, raised, supplement
from handlers.conclusion.overview import is_done, overview
from handlers.conclusion.session import HELD, in_hand, told
from handlers.messages import Reply
from handlers.reading import whole_number
from handlers.refused import not_allowed, to_work
from handlers.turn import Turn
from storage import conclusions, conferences, live
from storage.errors import Outdated
from storage.tables import Conference

Step = Callable[[Turn, Conference, Sequence[str]], list[Reply]]


def conclude(turn: Turn, argument: str) -> list[Reply]:
    """/ketluan [CODE [step …]]: which conference, where it stands, one step."""
    if not turn.may(Action.CONCLUDE):
        return [not_allowed(turn)]
    code, *words = argument.split() or [""]
    if not code:
        return [_choose(turn)]
    conference = conferences.by_code(turn.work, turn.commune_id, code.upper())
    if conference is None:
        return [turn.reply("conclusion-unknown", choices=[to_work(turn)])]
    step = STEPS.get(words[0]) if words else None
    if step is None:
        return [overview(turn, conference, words[0] if words else "")]
    if conference.state not in HELD and step is not _end:
        return [overview(turn, conference)]
    return step(turn, conference, words[1:])


def _choose(turn: Turn) -> Reply:
    """The only one at once; of several, one button each."""
    found = conclusions.conferences(turn.work, turn.commune_id, turn.now)
    if len(found) == 1:
        return overview(turn, found[0])
    choices = [
        turn.command("conclusion-choose.one", f"/ketluan {one.code}", title=one.title)
        for one in found[:8]
    ]
    key = "conclusion-choose" if found else "conclusion-none"
    return turn.reply(key, choices=[*choices, to_work(turn)])


def _end(turn: Turn, conference: Conference, words: Sequence[str]) -> list[Reply]:
    """The chair has concluded: the session is over, and takes no questions any more."""
    if live.is_open(live.session_of(turn.work, conference)):
        close = turn.command("live-back", f"/phien {conference.code}")
        return [told(turn, conference, "live-close-first", more=[close])]
    return _move(turn, conference, words, ConferenceEvent.CONCLUDE, "conclusion-concluded")


def _archive(turn: Turn, conference: Conference, words: Sequence[str]) -> list[Reply]:
    """Nothing is open any more: the dossier is closed."""
    if not turn.may(Action.EXPORT_DOSSIER):
        return [not_allowed(turn)]
    left = conclusions.matters(turn.work, in_hand(turn, conference))
    if left or live.waits(turn.work, conference) or not is_done(turn, conference):
        return [told(turn, conference, "conclusion-still-open")]
    return _move(turn, conference, words, ConferenceEvent.ARCHIVE, "conclusion-archived")


def _move(
    turn: Turn, conference: Conference, words: Sequence[str], event: ConferenceEvent, done: str
) -> list[Reply]:
    kind, form = conference.kind, conference.form
    seen = whole_number(words[0]) if words else conference.version
    if not life.may(conference.state, event, kind=kind, form=form):
        return [turn.reply("conclusion-outdated"), overview(turn, conference)]
    try:
        conclusions.move(
            turn.work,
            conference,
            seen or 0,
            state=life.after(conference.state, event, kind=kind, form=form),
            kind=event,
            at=turn.now,
            staff_id=turn.acting_as(Action.CONCLUDE).id,
        )
    except Outdated:
        return [turn.reply("conclusion-outdated"), overview(turn, conference)]
    if conference.state not in HELD:
        return [turn.reply(done, choices=[to_work(turn)], conference=conference.title)]
    return [turn.reply(done, conference=conference.title), overview(turn, conference)]


STEPS: Mapping[str, Step] = {
    "muc": matter.one,
    "dexuat": lambda turn, conference, words: matter.accept_all(turn, conference),
    "neu": lambda turn, conference, words: raised.begin(turn, conference),
    "thongbao": lambda turn, conference, words: notice.begin(turn, conference),
    "vanban": lambda turn, conference, words: [notice.on_paper(turn, conference)],
    "giahan": lambda turn, conference, words: supplement.begin(turn, conference),
    "noinhan": handing.recipients,
    "ketthuc": _end,
    "luu": _archive,
}
