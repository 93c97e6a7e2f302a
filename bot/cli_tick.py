"""`doithoai tick`: what the clock would do, done once, or rehearsed on a copy of the data."""

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from bot.console import WrongUse, console_of

if TYPE_CHECKING:
    from bot.ticked import Done
    from dialogue.working_days import Calendar

ticks = typer.Typer()
# A year and a day: longer than any regulation looks ahead.
LONGEST = 366


def a_moment(text: str) -> datetime:
    """A moment as 2025-10-06T08:00, in Vietnamese time unless it names its own; raises
    BadParameter."""
    from locales.dates import LOCAL

    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError as fault:
        raise typer.BadParameter(
            f"{text!r} is no moment; write it as 2025-10-06T08:00 (Vietnamese time)"
        ) from fault
    return moment if moment.tzinfo else moment.replace(tzinfo=LOCAL)


@ticks.command()
def tick(
    context: typer.Context,
    at: Annotated[
        datetime | None,
        typer.Option(parser=a_moment, metavar="DATETIME", help="As if it were then."),
    ] = None,
    until: Annotated[
        datetime | None,
        typer.Option(parser=a_moment, metavar="DATETIME", help="Go on, day after day, to then."),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="On a copy of the data, which reaches nobody.")
    ] = False,
) -> None:
    """Do once all scheduled work that is due, send it, and say what was done."""
    from bot import clock

    console, now = console_of(context), clock.now()
    start, end = at or now, until or at or now
    _check(start, end, now, dry_run=dry_run)
    if dry_run:
        from bot.house import build_house
        from bot.ticking import rehearse

        settings = console.settings()
        house = build_house(settings)
        done = rehearse(settings, house, start, end)
    else:
        import asyncio

        from bot.ticking import tick as tick_once

        done = asyncio.run(tick_once(console.settings(), start, clock.now))
    said = "" if console.as_json else _text(console.calendar(), done, start, end)
    console.print([one.to_json() for one in done], said)


def _text(calendar: "Calendar", done: "list[Done]", start: datetime, end: datetime) -> str:
    from bot.wall_calendar import text

    return text(done, calendar, start, end)


def _check(start: datetime, end: datetime, now: datetime, *, dry_run: bool) -> None:
    """Raises WrongUse for what cannot be meant."""
    if end < start:
        raise WrongUse("--until lies before --at: nothing is between them")
    if (end - start).days > LONGEST:
        raise WrongUse(f"--until may lie at most {LONGEST} days after --at")
    if end > now and not dry_run:
        raise WrongUse(
            "a moment to come can only be rehearsed: add --dry-run, which works on a copy of the "
            "data and reaches nobody"
        )
