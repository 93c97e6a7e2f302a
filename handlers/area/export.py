"""The city's table as an Excel file: a commune a line, for the city's own application."""

from collections.abc import Iterator

from dialogue.roles import Action
from handlers import ordered
from handlers.area.overview import what
from handlers.area.years import Year, years
from handlers.held_roles import still_may
from handlers.messages import Reply
from handlers.ordered import Wish
from handlers.refused import to_work
from handlers.sheets import Sheet
from handlers.turn import Turn
from handlers.voice import Voice

WHAT = "area"
COLUMNS = (
    *("number", "commune", "secretary", "chairman", "standing"),
    *("answers", "limits", "due", "sent", "received", "overdue"),
)
WIDTHS = (6, 28, 26, 26, 44, 14, 14, 14, 14, 14, 14)


def order(turn: Turn, year: int) -> Reply:
    """Have it written; it arrives by itself."""
    ordered.order(turn, WHAT, Action.SEE_AREA, year=year)
    back = turn.command("area-back", f"/diaban {year}", year=year)
    return turn.reply("file-ordered", choices=[back, to_work(turn)])


def sheet(voice: Voice, wish: Wish) -> Sheet | None:
    """All communes of the year, in the order of the chat."""
    if not still_may(voice.work, wish.staff, Action.SEE_AREA):
        return None
    year = int(wish.detail["year"])
    return Sheet(
        name=f"dia-ban-{year}.xlsx",
        header=[voice.say(f"area-column-{key}") for key in COLUMNS],
        rows=[
            [str(number), *_row(voice, one)]
            for number, one in enumerate(years(voice, year), start=1)
        ],
        widths=WIDTHS,
    )


def _row(voice: Voice, one: Year) -> Iterator[str]:
    yield one.place.name
    for head in ("bi_thu", "chu_tich"):
        stands = next((s for chair, s in one.heads.items() if chair == head), None)
        yield voice.say(f"area-standing-{stands}") if stands else ""
    yield what(voice, one)
    yield str(one.late.answers)
    yield str(one.late.limits)
    yield str(len(one.due))
    yield str(one.sent)
    yield str(one.received)
    yield str(len(one.overdue))
