"""/moi CODE: how many seats are taken, who waits, who is on the list; and the lists themselves."""

from collections.abc import Callable, Sequence

from dialogue.roles import Action
from handlers.messages import Choice, Reply
from handlers.pages import around, page_of
from handlers.refused import to_work
from handlers.turn import Turn
from locales.dates import short_time
from storage import conferences, delegates, seats
from storage.tables import Conference, Delegate, Petition
from storage.tables.delegate import DelegateSource


def choose(turn: Turn, unknown: str = "") -> Reply:
    """The conferences to come, one touch from each."""
    ahead = conferences.upcoming(turn.work, turn.commune_id, turn.now)
    choices = [Choice(label=f"{one.code}: {one.title}", value=f"/moi {one.code}") for one in ahead]
    if unknown:
        return turn.reply("seats-unknown", choices=[*choices, to_work(turn)], code=unknown)
    key = "seats-choose" if ahead else "seats-none"
    return turn.reply(key, choices=[*choices, to_work(turn)])


def show(turn: Turn, conference: Conference) -> Reply:
    """Numbers first, then the way to each list."""
    command = f"/moi {conference.code}"
    return turn.reply(
        "seats",
        facts=_facts(turn, conference),
        choices=[
            turn.command("seats-granted", f"{command} du"),
            turn.command("seats-line", f"{command} cho"),
            turn.command("seats-list", f"{command} daibieu"),
            turn.command("seats-speakers", f"{command} phatbieu"),
            turn.command("seats-papers", f"{command} giay"),
            turn.command("seats-send-file", f"{command} tep"),
            turn.command("seats-add", f"{command} them"),
            turn.command("seats-invite", f"{command} khach"),
            to_work(turn),
        ],
        title_of=conference.title,
        time=turn.time(conference.starts_at),
        place=conference.place,
    )


def show_granted(turn: Turn, conference: Conference, typed: str) -> Reply:
    """Who has a seat, in the order of names."""
    people = seats.granted(turn.work, conference)
    return _list(turn, conference, "du", typed, people, _seat_line, _open)


def show_waiting(turn: Turn, conference: Conference, typed: str) -> Reply:
    """Who waits for a seat, the longest waiting first."""
    people = seats.waiting(turn.work, conference)
    return _list(turn, conference, "cho", typed, people, _waiting_line, _open)


def show_delegates(turn: Turn, conference: Conference, typed: str) -> Reply:
    """The list of delegates and guests, in the order of names."""
    people = delegates.every(turn.work, conference)
    return _list(turn, conference, "daibieu", typed, people, _delegate_line, _look_at)


def back(turn: Turn, conference: Conference) -> Choice:
    """A button back to the numbers."""
    return turn.command("seats-back", f"/moi {conference.code}", code=conference.code)


def _facts(turn: Turn, conference: Conference) -> list[tuple[str, str]]:
    taken = seats.count_granted(turn.work, conference)
    guests = delegates.count(turn.work, conference, DelegateSource.INVITED)
    on_list = delegates.count(turn.work, conference) - guests
    return [
        turn.fact("seats-fact-granted", _of_capacity(turn, taken, conference.capacity)),
        turn.fact("seats-fact-waiting", str(seats.count_waiting(turn.work, conference))),
        turn.fact("seats-fact-list", str(on_list) if on_list else turn.say("seats-no-list")),
        turn.fact("seats-fact-guests", str(guests)),
        turn.fact("seats-fact-speakers", str(len(seats.speakers(turn.work, conference)))),
    ]


def _of_capacity(turn: Turn, taken: int, capacity: int | None) -> str:
    if capacity is None:
        return turn.say("seats-without-limit", taken=taken)
    return turn.say("seats-of-capacity", taken=taken, capacity=capacity)


Row = Petition | Delegate


def _list(
    turn: Turn,
    conference: Conference,
    verb: str,
    typed: str,
    people: Sequence[Row],
    line: Callable[[Turn, int, Row], str],
    touch: Callable[[Turn, Conference, Row], Choice],
) -> Reply:
    page = page_of(typed, len(people))
    if not people:
        return turn.reply(f"seats-empty-{verb}", choices=[back(turn, conference)])
    numbered = enumerate(page.of(people), start=page.offset + 1)
    return turn.reply(
        f"seats-page-{verb}",
        choices=[
            *(touch(turn, conference, row) for row in page.of(people)),
            *around(turn, page, f"/moi {conference.code} {verb}"),
            back(turn, conference),
        ],
        total=page.total,
        list="\n".join(line(turn, number, row) for number, row in numbered),
    )


def _seat_line(turn: Turn, number: int, row: Row) -> str:
    assert isinstance(row, Petition)
    want = turn.say(f"summary-want-{row.want}", clause="")
    return turn.say("seats-person", number=number, name=row.name, position=row.position, more=want)


def _waiting_line(turn: Turn, number: int, row: Row) -> str:
    assert isinstance(row, Petition) and row.waiting_since is not None
    since = turn.say("seats-since", time=short_time(row.waiting_since))
    return turn.say("seats-person", number=number, name=row.name, position=row.position, more=since)


def _delegate_line(turn: Turn, number: int, row: Row) -> str:
    assert isinstance(row, Delegate)
    source = turn.say(f"seats-source-{row.source}")
    return turn.say(
        "seats-person", number=number, name=row.name, position=row.position, more=source
    )


def _open(turn: Turn, conference: Conference, row: Row) -> Choice:
    assert isinstance(row, Petition)
    if turn.may(Action.OPEN_PETITION):
        return Choice(label=f"{row.name} ({row.code})", value=f"/xet {row.code}")
    return back(turn, conference)


def _look_at(turn: Turn, conference: Conference, row: Row) -> Choice:
    assert isinstance(row, Delegate)
    return Choice(label=row.name, value=f"/moi {conference.code} xem {row.id}")
