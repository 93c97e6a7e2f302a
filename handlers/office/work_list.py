"""/viec: what waits, the oldest first, one touch from acting."""

from dialogue.petition import PetitionState
from handlers.messages import Choice, Reply
from handlers.office import regulation
from handlers.petition.summary import village_name
from handlers.reading import whole_number
from handlers.turn import Turn
from locales.dates import short_time
from storage import petitions
from storage.tables import Petition

PAGE = 8
SHOWN_WAITING = 5


def show(turn: Turn, argument: str = "") -> list[Reply]:
    """One page of what waits for the office, and what waits for citizens."""
    total = petitions.count_to_decide(turn.work, turn.commune_id)
    page = _page(argument, total)
    items = petitions.to_decide(turn.work, turn.commune_id, offset=(page - 1) * PAGE, limit=PAGE)
    if not items:
        return [
            turn.reply("work-empty", choices=_around(turn, page, total), waiting=_waiting(turn))
        ]
    lines = "\n".join(_line(turn, item) for item in items)
    open_each = [Choice(label=_label(turn, item), value=f"/xet {item.code}") for item in items]
    return [
        turn.reply(
            "work-list",
            choices=[*open_each, *_around(turn, page, total)],
            total=total,
            shown=_range(page, len(items)),
            list=lines,
            waiting=_waiting(turn),
        )
    ]


def _page(typed: str, total: int) -> int:
    """The page that was asked for, as far as there are so many."""
    last = max(-(-total // PAGE), 1)
    return min(max(whole_number(typed) or 1, 1), last)


def _line(turn: Turn, petition: Petition) -> str:
    assert petition.submitted_at is not None
    return turn.say(
        "work-line",
        code=petition.code,
        time=short_time(petition.submitted_at),
        village=village_name(turn, petition),
        what=_what(turn, petition),
    )


def _what(turn: Turn, petition: Petition) -> str:
    waits = []
    if petition.state == PetitionState.RECEIVED:
        waits.append(turn.say("work-opinion"))
    if petition.seat == "requested":
        waits.append(turn.say(f"work-seat-{petition.want}"))
    if petition.seat_review_asked:
        waits.append(turn.say("work-seat-review"))
    return ", ".join(waits)


def _label(turn: Turn, petition: Petition) -> str:
    return turn.say("work-open", code=petition.code)


def _waiting(turn: Turn) -> str:
    asked = petitions.in_state(
        turn.work, turn.commune_id, PetitionState.DOCUMENTS_REQUESTED, limit=SHOWN_WAITING
    )
    codes = ", ".join(petition.code or "" for petition in asked)
    return turn.say("work-waiting", codes=codes) if codes else ""


def _range(page: int, count: int) -> str:
    first = (page - 1) * PAGE + 1
    return f"{first}–{first + count - 1}"


def _around(turn: Turn, page: int, total: int) -> list[Choice]:
    ways = []
    if page * PAGE < total:
        ways.append(turn.command("work-next", f"/viec {page + 1}"))
    if page > 1:
        ways.append(turn.command("work-before", f"/viec {page - 1}"))
    return [*ways, *regulation.waiting(turn), turn.command("work-refresh", "/viec")]
