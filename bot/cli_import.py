"""`doithoai import …`: lists that people keep elsewhere are taken over from files."""

from pathlib import Path
from typing import Annotated

import typer

from bot.console import console_of
from bot.inside import inside

imports = typer.Typer(no_args_is_help=True, help="Take lists over from files.")


@imports.callback()
def lists() -> None:
    """Take lists over from files."""


@imports.command("delegates")
def import_delegates(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The form as a Word or Excel file.")],
    conference: Annotated[str, typer.Option(help="The code of the conference.")],
    commune: Annotated[str, typer.Option(help="The commune, where there are several.")] = "",
    partial: Annotated[
        bool, typer.Option("--partial", help="Take the right rows though others are wrong.")
    ] = False,
) -> None:
    """Put the people of a file on a conference's list; exit code 1 if rows were refused."""
    from bot.importing_file import import_from_outside

    console = console_of(context)
    told = inside(
        console,
        lambda db, house: import_from_outside(db, house, file, conference, commune, partial),
    )
    console.print(told.to_json(), "\n".join(told.lines()))
    if told.refused:
        raise typer.Exit(1)


@imports.command("petitions")
def import_petitions(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The list as a Word or Excel file.")],
    conference: Annotated[str, typer.Option(help="The code of the conference.")],
    commune: Annotated[str, typer.Option(help="The commune, where there are several.")] = "",
    codes: Annotated[
        Path | None,
        typer.Option(help="Where codes and secrets go; unnamed, FILE-codes.xlsx beside it."),
    ] = None,
    partial: Annotated[
        bool, typer.Option("--partial", help="Take the right rows though others are wrong.")
    ] = False,
) -> None:
    """Enter petitions that came on paper from a file; exit code 1 if rows were refused."""
    from bot.importing_petitions import Wanted, enter_from_outside

    console = console_of(context)
    wanted = Wanted(
        file=file,
        conference=conference,
        commune=commune,
        partial=partial,
        codes=codes or file.with_name(f"{file.stem}-codes.xlsx"),
    )
    told = inside(console, lambda db, house: enter_from_outside(db, house, wanted))
    console.print(told.to_json(), "\n".join(told.lines()))
    if told.refused:
        raise typer.Exit(1)


@imports.command("pending")
def import_pending(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(help="The register as a Word or Excel file.")],
    commune: Annotated[str, typer.Option(help="The commune, where there are several.")] = "",
    partial: Annotated[
        bool, typer.Option("--partial", help="Take the right rows though others are wrong.")
    ] = False,
) -> None:
    """Enter pending cases in the office's register; exit code 1 if rows were refused."""
    from bot.importing_pending import enter_register

    console = console_of(context)
    told = inside(console, lambda db, house: enter_register(db, house, file, commune, partial))
    console.print(told.to_json(), "\n".join(told.lines()))
    if told.refused:
        raise typer.Exit(1)
