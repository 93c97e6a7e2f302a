"""Who speaks at a conference: the order, and how many minutes each has."""

from collections.abc import Sequence

from handlers.messages import Choice, Reply
from handlers.pages import around, page_of
from handlers.reading import whole_number
from handlers.seats.overview import back
from handlers.turn import Turn
from storage import audit, seats
from storage.seats import Speaker
from storage.tables import Conference, Staff

OFFERED = (3, 5, 7, 10)
LONGEST = 120
UP, DOWN = "len", "xuong"


def show(turn: Turn, conference: Conference, typed: str = "") -> Reply:
    """The speakers in their order."""
    every = seats.speakers(turn.work, conference)
    if not every:
        return turn.reply("seats-no-speakers", choices=[back(turn, conference)])
    page = page_of(typed, len(every))
    numbered = enumerate(page.of(every), start=page.offset + 1)
    command = f"/moi {conference.code}"
    return turn.reply(
        "seats-page-phatbieu",
        choices=[
            *(Choice(label=one.name, value=f"{command} nguoi {one.key}") for one in page.of(every)),
            *around(turn, page, f"{command} phatbieu"),
            back(turn, conference),
        ],
        total=page.total,
        minutes=sum(one.minutes or 0 for one in every),
        list="\n".join(_line(turn, number, one) for number, one in numbered),
    )


def show_one(turn: Turn, conference: Conference, key: str) -> Reply:
    """One speaker, with what can be changed."""
    every = seats.speakers(turn.work, conference)
    place = _place(every, key)
    if place is None:
        return show(turn, conference)
    return turn.reply(
        "seats-speaker",
        choices=_changes(turn, conference, every, place),
        name=every[place].name,
        place=place + 1,
        total=len(every),
        minutes=_minutes(turn, every[place]),
    )


def move(
    turn: Turn, conference: Conference, way: str, key: str, seen: str, acting: Staff
) -> list[Reply]:
    """One place up or down, from the place that the officer saw; else show how it stands now."""
    conference = _lock(turn, conference)
    every = seats.speakers(turn.work, conference)
    place = _place(every, key)
    if place is None or whole_number(seen) != place + 1:
        return [turn.reply("seats-moved-meanwhile"), show(turn, conference)]
    other = place - 1 if way == UP else place + 1
    if 0 <= other < len(every):
        every[place], every[other] = every[other], every[place]
        seats.put_in_order(turn.work, every)
        _record(turn, conference, "speakers_ordered", acting)
    return [show_one(turn, conference, key)]


def set_minutes(
    turn: Turn, conference: Conference, key: str, typed: str, acting: Staff
) -> list[Reply]:
    """How long somebody may speak."""
    conference = _lock(turn, conference)
    every = seats.speakers(turn.work, conference)
    place, minutes = _place(every, key), whole_number(typed)
    if place is None:
        return [show(turn, conference)]
    if minutes is None or not 0 < minutes <= LONGEST:
        return [turn.reply("seats-minutes-unclear", most=LONGEST), show_one(turn, conference, key)]
    seats.set_minutes(turn.work, every[place], minutes)
    _record(turn, conference, "speaker_minutes", acting)
    return [show_one(turn, conference, key)]


def _changes(
    turn: Turn, conference: Conference, every: Sequence[Speaker], place: int
) -> list[Choice]:
    command, key = f"/moi {conference.code}", every[place].key
    seen = f"{key} {place + 1}"
    ways = []
    if place > 0:
        ways.append(turn.command("seats-up", f"{command} {UP} {seen}"))
    if place + 1 < len(every):
        ways.append(turn.command("seats-down", f"{command} {DOWN} {seen}"))
    minutes = [
        turn.command("seats-minutes", f"{command} phut {key} {count}", count=count)
        for count in OFFERED
    ]
    return [*ways, *minutes, turn.command("seats-speakers", f"{command} phatbieu")]


def _line(turn: Turn, number: int, one: Speaker) -> str:
    return turn.say(
        "seats-speaker-line",
        number=number,
        name=one.name,
        code=f" ({one.code})" if one.code else "",
        minutes=_minutes(turn, one),
    )


def _minutes(turn: Turn, one: Speaker) -> str:
    if one.minutes is None:
        return turn.say("seats-minutes-open")
    return turn.say("seats-minutes", count=one.minutes)


def _place(every: Sequence[Speaker], key: str) -> int | None:
    return next((place for place, one in enumerate(every) if one.key == key), None)


def _lock(turn: Turn, conference: Conference) -> Conference:
    """Of two who move speakers at once, the second moves what the first has left."""
    assert conference.id is not None
    return seats.lock(turn.work, conference.id)


def _record(turn: Turn, conference: Conference, action: str, acting: Staff) -> None:
    assert conference.id is not None
    audit.record(
        turn.work,
        commune_id=turn.commune_id,
        at=turn.now,
        action=action,
        subject="conference",
        subject_id=conference.id,
        person_id=turn.person.id,
        staff_id=acting.id,
    )
