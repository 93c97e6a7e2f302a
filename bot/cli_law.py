"""The commands that read only the law: `deadlines`, `calendar`, `regulations`. No database."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bot.console import Console, Failed, WrongUse, console_of
from bot.given import a_day, a_year
from dialogue.names import Chair, Form, Kind

if TYPE_CHECKING:
    from bot.deadlines import Conference

law = typer.Typer()
regulations = typer.Typer(help="The regulations that the program knows.")
law.add_typer(regulations, name="regulations")


@law.command()
def deadlines(
    context: typer.Context,
    regulation: Annotated[
        str, typer.Option(help="Its id (`doithoai regulations`), or a FILE.toml of one's own.")
    ],
    conference: Annotated[
        date | None, typer.Option(parser=a_day, metavar="DATE", help="The day of the conference.")
    ] = None,
    report_year: Annotated[
        int | None,
        typer.Option("--reports", parser=a_year, metavar="YEAR", help="The reports of a year."),
    ] = None,
    kind: Annotated[Kind | None, typer.Option(help="Of the conference.")] = None,
    chair: Annotated[Chair | None, typer.Option(help="Who chairs.")] = None,
    form: Annotated[Form | None, typer.Option(help="How it is held.")] = None,
    notice_issued: Annotated[
        date | None,
        typer.Option(parser=a_day, metavar="DATE", help="When the conclusion notice was issued."),
    ] = None,
    notice_received: Annotated[
        date | None,
        typer.Option(parser=a_day, metavar="DATE", help="When the agency received it."),
    ] = None,
    is_complex: Annotated[
        bool, typer.Option("--complex", help="Matters that need more time.")
    ] = False,
    why: Annotated[bool, typer.Option("--why", help="Print how each date was counted.")] = False,
) -> None:
    """Print all that is due around a conference, or the reports of a year, and why then."""
    stated = {
        "kind": kind,
        "chair": chair,
        "form": form,
        "notice_issued": notice_issued,
        "notice_received": notice_received,
        "is_complex": is_complex,
    }
    _say_what_is_due(
        console_of(context), regulation, _asked(conference, report_year, stated), why=why
    )


@law.command("calendar")
def print_calendar(
    context: typer.Context,
    year: Annotated[int, typer.Argument(parser=a_year, metavar="YEAR")],
) -> None:
    """Print a year's days off and worked Saturdays, each with its source."""
    from bot.days_of_year import document, text

    console = console_of(context)
    found = console.calendar().year(year)
    console.print(document(found), "" if console.as_json else text(found))


@regulations.callback(invoke_without_command=True)
def regulations_list(context: typer.Context) -> None:
    """Print the regulations that come with the program, and those of the configuration."""
    if context.invoked_subcommand is not None:
        return
    console = console_of(context)
    rows = [
        {
            "id": one.id,
            "title": one.title,
            "number": one.number,
            "issued": one.issued.isoformat() if one.issued else None,
            "extends": one.extends,
        }
        for one in console.regulations().values()
    ]
    lines = [f"{row['id']:<18} {row['number'] or '-':<14} {row['title']}" for row in rows]
    console.print(rows, "\n".join(lines))


@regulations.command("check")
def regulations_check(context: typer.Context, file: Path) -> None:
    """Check a regulation of one's own: file, line and key of each error."""
    from dialogue.errors import InvalidLawFile
    from dialogue.regulation import load_file, shipped

    console = console_of(context)
    try:
        found = load_file(file, shipped())
    except InvalidLawFile as fault:
        raise Failed(*(str(error) for error in fault.errors)) from fault
    except OSError as fault:
        raise Failed(f"{file}: cannot be read ({fault.strerror})") from fault
    console.print({"id": found.id, "version": found.version}, f"{found.id}: no error")


def _asked(
    conference: date | None, report_year: int | None, stated: Mapping[str, Any]
) -> "Conference | int":
    """A conference or a year, never both; raises WrongUse."""
    from bot.deadlines import Conference

    if conference is not None and report_year is None:
        return Conference(day=conference, **stated)
    if conference is not None or report_year is None:
        raise WrongUse("say what for: --conference DATE or --reports YEAR, one of the two")
    if given := [name for name, value in stated.items() if value]:
        options = ", ".join(f"--{name.removeprefix('is_').replace('_', '-')}" for name in given)
        raise WrongUse(f"{options}: goes with --conference DATE, not with --reports")
    return report_year


def _say_what_is_due(console: Console, name: str, asked: "Conference | int", *, why: bool) -> None:
    from bot.deadlines import find
    from bot.deadlines_table import text
    from bot.given import named

    known = console.regulations(about=name)
    regulation = named(name, known)
    known = {**known, regulation.id: regulation}
    found = find(regulation, asked, console.calendar(), known)
    for warning in found.warnings:
        console.warn(warning)
    document = [one.to_json() for one in found.all_due]
    console.print(document, "" if console.as_json else text(found, why=why))
