"""`doithoai report`: the quarterly and annual report as a Word or an Excel file."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.console import WrongUse, console_of
from bot.inside import inside

if TYPE_CHECKING:
    from dialogue.report_periods import ReportPeriod

reports = typer.Typer()


@reports.command()
def report(
    context: typer.Context,
    commune: Annotated[str, typer.Option(help="The code of the commune.")],
    out: Annotated[Path, typer.Option(help="The file: FILE.docx or FILE.xlsx.")],
    quarter: Annotated[str, typer.Option(metavar="2026Q3", help="The quarter.")] = "",
    year: Annotated[str, typer.Option(metavar="2026", help="The year.")] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Write over a file that is there already.")
    ] = False,
) -> None:
    """Write a commune's report of a quarter or a year, with figures up to today."""
    from bot.reporting import Wanted, report_from_outside

    console = console_of(context)
    wanted = Wanted(commune=commune, period=_period(quarter, year), out=out, force=force)
    _ = wanted.form  # before the database is opened
    done = inside(console, lambda db, house: report_from_outside(db, house, wanted))
    if done.fault:
        console.warn(f"the commune's own template was not used: {done.fault}")
    console.print(done.to_json(), done.line())


def _period(quarter: str, year: str) -> "ReportPeriod":
    """One of the two, as it is written; raises WrongUse."""
    from dialogue.report_periods import named

    if bool(quarter) == bool(year):
        raise WrongUse("say of when: --quarter 2026Q3 or --year 2026, one of the two")
    found = named(quarter or year)
    if found is None or bool(found.quarter) != bool(quarter):
        raise WrongUse(
            f"--quarter {quarter!r}: write it as 2026Q3"
            if quarter
            else f"--year {year!r}: write it as 2026"
        )
    return found
