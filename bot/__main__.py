"""`doithoai COMMAND`, which is the same as `python -m bot COMMAND`."""

import os
import sys

import typer

from bot.console import command_of, fold_global_options, new_app, run_reporting

# They read only the law: they log nothing, and load nothing of all other commands.
QUICK = frozenset({"deadlines", "calendar", "regulations"})


def main() -> None:
    """Run the command line and leave with its exit code: 0 done, 1 failed, 2 wrong use."""
    # Nothing here has plugins for pydantic, and to look for one opens every package there is.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    os.umask(0o077)  # what is written holds people's names: their own account alone reads it
    arguments = fold_global_options(sys.argv[1:])
    app = _quick() if command_of(arguments) in QUICK else _whole()
    sys.exit(run_reporting(app, arguments))


def _quick() -> typer.Typer:
    from bot.cli_law import law

    app = new_app()
    app.add_typer(law)
    return app


def _whole() -> typer.Typer:
    from bot.cli import app
    from bot.logs import set_up

    set_up()  # on standard error: standard output is the command's answer
    return app


if __name__ == "__main__":
    main()
