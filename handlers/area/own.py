"""/baocao: a commune's own reports of the year, made here and ticked off by who sends them."""

from collections.abc import Iterator

from handlers.area import listed, making
from handlers.area.years import Year, year_of
from handlers.messages import Choice, Reply
from handlers.refused import to_work
from handlers.turn import Turn
from locales.dates import local_date
from storage import yearly_reports


def show(turn: Turn, year: int) -> Reply:
    """Each with its day, its clause and a button."""
    found = year_of(turn, turn.commune_id, year)
    rows = yearly_reports.of_year(turn.work, turn.commune_id, year)
    lines = [listed.line(turn, one, listed.row_of(rows, one)) for one in found.due]
    return turn.reply(
        "reports" if lines else "reports-none",
        choices=[
            *making.ways(turn, year),
            *_ways(turn, found, rows, year),
            *_years(turn, year),
            to_work(turn),
        ],
        year=year,
        list="\n".join(lines),
    )


def _ways(turn: Turn, found: Year, rows: listed.Rows, year: int) -> Iterator[Choice]:
    """Nothing for what the city has already received."""
    for one in found.due:
        row = listed.row_of(rows, one)
        if row is not None and row.received_on is not None:
            continue
        verb = "gui" if row is None or row.sent_on is None else "chuagui"
        command = f"/baocao {year} {verb} {one.key} {one.period}"
        yield turn.command(f"reports-tick-{verb}", command, title=listed.title(turn, one))


def _years(turn: Turn, year: int) -> list[Choice]:
    """The year before or after this one: what is due early is often looked at in December."""
    this = local_date(turn.now).year
    others = [other for other in (year - 1, year + 1) if abs(other - this) <= 1]
    return [turn.command("reports-year", f"/baocao {other}", year=other) for other in others]
