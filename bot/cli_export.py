"""`doithoai export …`: a conference's papers as files of this machine."""

from pathlib import Path
from typing import Annotated

import typer

from bot.console import console_of

exports = typer.Typer(no_args_is_help=True, help="Write a conference's papers to files.")

_Conference = Annotated[str, typer.Option("--conference", help="The code of the conference.")]
_Out = Annotated[Path, typer.Option("--out", help="Where it goes; its ending says what it is.")]
_Commune = Annotated[str, typer.Option("--commune", help="The commune, where there are several.")]
_Force = Annotated[bool, typer.Option("--force", help="Write over a file that is there.")]


@exports.callback()
def papers() -> None:
    """Write a conference's papers to files."""


@exports.command("dossier")
def export_dossier(
    context: typer.Context,
    conference: _Conference,
    out: _Out,
    commune: _Commune = "",
    force: _Force = False,
) -> None:
    """The whole dossier as a zip; what is missing in it is told, and is no failure."""
    _export(context, "dossier", conference, out, commune, force)


@exports.command("speakers")
def export_speakers(
    context: typer.Context,
    conference: _Conference,
    out: _Out,
    commune: _Commune = "",
    force: _Force = False,
) -> None:
    """The list of speakers, as .docx or .xlsx."""
    _export(context, "speakers", conference, out, commune, force)


@exports.command("synthesis")
def export_synthesis(
    context: typer.Context,
    conference: _Conference,
    out: _Out,
    commune: _Commune = "",
    force: _Force = False,
) -> None:
    """The synthesis report of opinions, as .docx or .xlsx."""
    _export(context, "synthesis", conference, out, commune, force)


def _export(
    context: typer.Context, what: str, conference: str, out: Path, commune: str, force: bool
) -> None:
    from bot.exporting_file import Wanted, export_from_outside
    from bot.inside import inside

    console = console_of(context)
    wanted = Wanted(what=what, conference=conference, out=out, commune=commune, force=force)
    files = console.settings().data.dir / "files"
    told = inside(console, lambda db, house: export_from_outside(db, house, files, wanted))
    for line in told.warnings():
        console.warn(line)
    console.print(told.to_json(), told.line())
