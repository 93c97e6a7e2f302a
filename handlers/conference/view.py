"""The list of conferences, and one of them: its facts, its history, and what may be done now."""

from collections.abc import Iterator

from dialogue.conference_life import NOT_HELD, OVER, ConferenceEvent, ConferenceState
from dialogue.names import Form
from dialogue.regulation import Regulation
from dialogue.roles import Action
from handlers.clock.frame import frame_of
from handlers.command_menu import READY
from handlers.conference.facts import facts, remarks
from handlers.conference.milestones import listed
from handlers.conference.record import is_its_day, may
from handlers.messages import Choice, Reply
from handlers.pages import PAGE, around, page_of
from handlers.turn import Turn
from locales.dates import local_date, numeric_date
from storage import conferences, placing
from storage.tables import Conference
from storage.tables import ConferenceEvent as Line

SHOWN_EVENTS = 6
# The buttons, in their order: the event that must be possible, and the verb.
VERBS = (
    (ConferenceEvent.ANNOUNCE, "thongbao"),
    (ConferenceEvent.OPEN_REGISTRATION, "modangky"),
    (ConferenceEvent.CLOSE_REGISTRATION, "dongdangky"),
    (ConferenceEvent.REOPEN_REGISTRATION, "molaidangky"),
    (ConferenceEvent.RESCHEDULE, "ngaymoi"),
    (ConferenceEvent.CHANGE, "sua"),
    (ConferenceEvent.BEGIN_SESSION, "khaimac"),
    (ConferenceEvent.DELEGATE, "uyquyen"),
    (ConferenceEvent.POSTPONE, "hoan"),
    (ConferenceEvent.CANCEL, "huy"),
    (ConferenceEvent.DISCARD, "bo"),
)
# Commands of others about a conference, for whom they are, once they are there.
ELSEWHERE = (("moi", Action.INVITE), ("phien", Action.RUN_SESSION), ("ketluan", Action.CONCLUDE))
LINK = "duongdan"
# Before these the law still has something to say of the notice.
BEFORE_NOTICE = (ConferenceState.DRAFT,)


def show_list(turn: Turn, number: int = 1) -> Reply:
    """The newest plan first, eight to a page, and the way to a new one."""
    total = conferences.count(turn.work, turn.commune_id)
    page = page_of(number, total)
    found = conferences.every(turn.work, turn.commune_id, offset=page.offset, limit=PAGE)
    opened = [turn.command("conference-open", f"/hoinghi {c.code}", code=c.code) for c in found]
    new = [turn.command("conference-new", "/hoinghi moi")]
    ways = [*around(turn, page, "/hoinghi trang"), *new, turn.command("menu-work", "/viec")]
    choices = [*opened, *ways]
    if not found:
        return turn.reply("conference-none", choices=choices)
    lines = "\n".join(_line(turn, conference) for conference in found)
    return turn.reply("conference-list", choices=choices, list=lines)


def show(turn: Turn, conference: Conference) -> Reply:
    """One conference as it stands now."""
    frame = frame_of(turn.work, turn.house, conference, turn.now)
    duties = [(one.who, one.what) for one in conferences.duties(turn.work, conference)]
    state = turn.fact("fact-state", turn.say(f"conference-state-{conference.state}"))
    return turn.reply(
        "conference",
        facts=[state, *facts(turn, conference, frame.regulation, duties), *_link(turn, conference)],
        choices=[*_buttons(turn, conference), *ways(turn)],
        code=conference.code,
        milestones="\n".join(listed(turn, frame)),
        remarks="".join(f"\n\n{one}" for one in _remarks(turn, conference, frame.regulation)),
        events=_history(turn, conference),
    )


def outdated(turn: Turn, conference: Conference) -> list[Reply]:
    """Somebody acted in between, or its state does not take it: here is how it stands now."""
    turn.work.session.refresh(conference)
    return [turn.reply("conference-outdated"), show(turn, conference)]


def ways(turn: Turn) -> list[Choice]:
    """Where one can always go."""
    return [turn.command("conference-all", "/hoinghi"), turn.command("menu-work", "/viec")]


def button(turn: Turn, conference: Conference, verb: str) -> Choice:
    """The version in the command is what was seen when it was pressed."""
    command = f"/hoinghi {conference.code} {verb} {conference.version}"
    return turn.command(f"conference-do-{verb}", command)


def _buttons(turn: Turn, conference: Conference) -> Iterator[Choice]:
    yield from (
        button(turn, conference, verb)
        for event, verb in VERBS
        if may(turn, conference, event) and _is_time(turn, conference, event)
    )
    if turn.may(Action.MANAGE_CONFERENCE) and _has_waiting(turn, conference):
        yield turn.command("conference-move", f"/hoinghi {conference.code} chuyensang")
    if turn.may(Action.MANAGE_CONFERENCE) and conference.state not in OVER:
        yield turn.command("conference-milestones", f"/hoinghi {conference.code} moc")
        if conference.form == Form.TRUC_TUYEN:
            yield turn.command("join-set", f"/hoinghi {conference.code} {LINK}")
    for command, action in ELSEWHERE:
        if command == "phien" and conference.form != Form.TRUC_TUYEN:
            continue
        if command in READY and turn.may(action) and conference.state not in OVER:
            yield turn.command(f"command-{command}", f"/{command} {conference.code}")
    if turn.may(Action.EXPORT_DOSSIER) and conference.state != ConferenceState.DISCARDED:
        yield turn.command("command-hoso", f"/hoso {conference.code}")


def _link(turn: Turn, conference: Conference) -> list[tuple[str, str]]:
    if conference.form != Form.TRUC_TUYEN:
        return []
    return [turn.fact("join-link", conference.join_link or turn.say("join-none"))]


def _has_waiting(turn: Turn, conference: Conference) -> bool:
    """Whether anything that was sent to it waits for another conference."""
    return conference.state in NOT_HELD and placing.count_waiting(turn.work, conference) > 0


def _is_time(turn: Turn, conference: Conference, event: ConferenceEvent) -> bool:
    return event is not ConferenceEvent.BEGIN_SESSION or is_its_day(turn, conference)


def _remarks(turn: Turn, conference: Conference, regulation: Regulation) -> list[str]:
    if conference.state not in BEFORE_NOTICE:
        return []
    return remarks(turn, conference, regulation)


def _history(turn: Turn, conference: Conference) -> str:
    events = conferences.history(turn.work, conference)[-SHOWN_EVENTS:]
    return "\n".join(_event_line(turn, one) for one in events) or "–"


def _event_line(turn: Turn, line: Line) -> str:
    what = turn.say(f"conference-event-{line.kind}", title=line.detail.get("title", ""))
    note = f" {turn.say('event-note', note=line.note)}" if line.note else ""
    return turn.say("event-line", time=turn.time(line.at), what=what + note)


def _line(turn: Turn, conference: Conference) -> str:
    return turn.say(
        "conference-line",
        code=conference.code,
        title=conference.title,
        date=numeric_date(local_date(conference.starts_at)),
        state=turn.say(f"conference-state-{conference.state}"),
    )
