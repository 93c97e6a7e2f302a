"""One line of the list of delegates: what it says, and taking it off."""

from handlers.messages import Reply
from handlers.reading import whole_number
from handlers.seats.overview import back, show_delegates
from handlers.turn import Turn
from storage import audit, delegates
from storage.tables import Conference, Delegate, Staff


def show(turn: Turn, conference: Conference, typed: str) -> Reply:
    """The whole line, with the button that takes it off."""
    row = _row(turn, conference, typed)
    if row is None:
        return _gone(turn, conference)
    off = turn.command("seats-remove", f"/moi {conference.code} bo {row.id}")
    to_list = turn.command("seats-list", f"/moi {conference.code} daibieu")
    return turn.reply(
        "seats-delegate",
        choices=[off, to_list, back(turn, conference)],
        facts=[
            turn.fact("summary-name", row.name),
            turn.fact("summary-position", row.position),
            turn.fact("seats-fact-source", turn.say(f"seats-source-{row.source}")),
        ],
        content=row.content or turn.say("seats-no-content"),
    )


def remove(turn: Turn, conference: Conference, typed: str, acting: Staff) -> list[Reply]:
    """Take somebody off the list; seats that were given stay given."""
    row = _row(turn, conference, typed)
    if row is None or row.id is None or not delegates.remove(turn.work, conference, row.id):
        return [_gone(turn, conference)]
    assert conference.id is not None
    audit.record(
        turn.work,
        commune_id=turn.commune_id,
        at=turn.now,
        action="delegate_removed",
        subject="conference",
        subject_id=conference.id,
        person_id=turn.person.id,
        staff_id=acting.id,
    )
    removed = turn.reply("seats-removed", name=row.name)
    return [removed, show_delegates(turn, conference, "")]


def _row(turn: Turn, conference: Conference, typed: str) -> Delegate | None:
    number = whole_number(typed)
    return delegates.one(turn.work, conference, number) if number else None


def _gone(turn: Turn, conference: Conference) -> Reply:
    to_list = turn.command("seats-list", f"/moi {conference.code} daibieu")
    return turn.reply("seats-delegate-gone", choices=[to_list, back(turn, conference)])
