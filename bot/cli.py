"""Every command that there is. What a command needs is imported when it runs."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from bot.cli_export import exports
from bot.cli_import import imports
from bot.cli_law import law
from bot.cli_report import reports
from bot.cli_tick import ticks
from bot.console import console_of, new_app
from bot.inside import inside as _inside

app = new_app()
staff = typer.Typer(no_args_is_help=True, help="Staff of a commune.")
commune = typer.Typer(no_args_is_help=True, help="Communes of this installation.")
zalo = typer.Typer(no_args_is_help=True, help="Official Accounts of Zalo.")
app.add_typer(staff, name="staff")
app.add_typer(commune, name="commune")
app.add_typer(zalo, name="zalo")
app.add_typer(imports, name="import")
app.add_typer(exports, name="export")
app.add_typer(law)
app.add_typer(ticks)
app.add_typer(reports)


@app.command()
def run(context: typer.Context) -> None:
    """Migrate an embedded database, then serve every configured channel until stopped."""
    import gc

    gc.disable()  # until it serves: nothing of what is loaded until then is garbage
    from bot import loop
    from bot.running import run_until_stopped

    loop.run(run_until_stopped(console_of(context)))


@app.command()
def migrate(context: typer.Context) -> None:
    """Bring the database to the current schema."""
    from bot.start import open_database
    from storage.schema import current, upgrade

    console = console_of(context)
    with closing(open_database(console.settings())) as database:
        before = current(database.engine)
        upgrade(database.engine)
        after = current(database.engine)
    console.print({"before": before, "after": after}, f"schema: {before or 'empty'} → {after}")


@app.command()
def doctor(context: typer.Context) -> None:
    """Check the installation; exit code 1 if something needs a person."""
    from bot.clock import now
    from bot.doctor import examine

    console = console_of(context)
    findings = examine(console.settings(), now())
    lines = [f"{'ok  ' if found.good else 'WARN'} {found.what}: {found.says}" for found in findings]
    console.print([found.to_json() for found in findings], "\n".join(lines))
    if not all(found.good for found in findings):
        raise typer.Exit(1)


@app.command()
def backup(context: typer.Context, folder: Path) -> None:
    """Make a whole, verified backup in a new folder, while the program runs."""
    from bot.backup import back_up_from_outside

    console = console_of(context)
    made = back_up_from_outside(console.settings(), folder)
    console.print(made.to_json(), made.line())
    if made.damaged:
        raise typer.Exit(1)


@app.command()
def restore(
    context: typer.Context,
    folder: Path,
    check: Annotated[
        bool, typer.Option("--check", help="Only read through the backup; bring nothing back.")
    ] = False,
) -> None:
    """Bring a backup back into a fresh data folder and database."""
    from bot.backup import check_from_outside, restore_from_outside

    console = console_of(context)
    found = (
        check_from_outside(folder) if check else restore_from_outside(console.settings(), folder)
    )
    console.print(found.to_json(), found.line())


@app.command("jobs")
def list_jobs(
    context: typer.Context,
    again: Annotated[
        bool, typer.Option("--again", help="First let work go on that was set aside half done.")
    ] = False,
) -> None:
    """Print long work that waits, runs or was set aside; exit code 1 if some was set aside."""
    from storage import job_list

    console = console_of(context)
    if again:
        from bot.jobs_again import try_again

        _inside(console, lambda db, _: db.write_now(try_again))
    rows = _inside(console, lambda db, _: db.read_now(job_list.unfinished))
    lines = [row.line() for row in rows] or ["no work waits, and none was set aside"]
    console.print([row.to_json() for row in rows], "\n".join(lines))
    if any(row.is_set_aside for row in rows):
        raise typer.Exit(1)


@zalo.command("consent")
def zalo_consent(
    context: typer.Context, name: Annotated[str, typer.Argument(help="NAME of [zalo_oa.NAME].")]
) -> None:
    """Print a one-time link on which an account's administrator lets the program speak for it."""
    from bot.consenting import link_from_outside

    console = console_of(context)
    settings = console.settings()
    link = _inside(console, lambda db, house: link_from_outside(settings, db, house, name))
    console.print({"link": link}, link)


@staff.command("invite")
def staff_invite(
    context: typer.Context,
    role: Annotated[str, typer.Option(help="office, board, front, agency, chair, …")],
    commune: Annotated[str, typer.Option(help="The code of the commune.")],
    agency: Annotated[str, typer.Option(help="The name of the agency, for that role.")] = "",
) -> None:
    """Print a one-time code with which somebody enrols by /thamgia."""
    from bot.inviting import invite_from_outside

    console = console_of(context)
    code = _inside(console, lambda db, house: invite_from_outside(db, house, role, commune, agency))
    console.print({"code": code, "role": role, "commune": commune}, f"/thamgia {code}")


@commune.command("add")
def commune_add(
    context: typer.Context,
    code: str,
    name: Annotated[str, typer.Option(help="The name as people read it.")],
    regulation: Annotated[str, typer.Option(help="The regulation by which it holds dialogues.")],
    prefix: Annotated[str, typer.Option(help="The letters that begin its petition codes.")] = "",
    contact: Annotated[str, typer.Option(help="How people reach the office otherwise.")] = "",
    village: Annotated[list[str] | None, typer.Option(help="Once for each village.")] = None,
    agency: Annotated[list[str] | None, typer.Option(help="Once for each agency.")] = None,
) -> None:
    """Add a commune, or change what is stated of it."""
    from bot.communes import put_from_outside

    console = console_of(context)
    stated = {
        "code": code,
        "name": name,
        "regulation": regulation,
        "prefix": prefix,
        "contact": contact,
        "villages": village or [],
        "agencies": agency or [],
    }
    made = _inside(console, lambda db, house: put_from_outside(db, house, stated))
    console.print(made, f"{made['name']}: /c/{made['code']}, codes {made['prefix']}…")


@commune.command("list")
def commune_list(context: typer.Context) -> None:
    """Print the communes of this installation."""
    from bot.communes import listed

    console = console_of(context)
    every = _inside(console, lambda db, _: db.read_now(listed))
    console.print(every, "\n".join(f"{one['code']:<8} {one['name']}" for one in every))
