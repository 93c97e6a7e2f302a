"""How commands speak: text or one JSON document, and an exit code that scripts can trust."""

import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer import exceptions

from bot.configuration import concerns_law

if TYPE_CHECKING:
    from bot.settings import Settings
    from dialogue.regulation import Regulation
    from dialogue.working_days import Calendar

DONE, FAILED, WRONG_USE = 0, 1, 2
VALUED = ("--config",)
FLAGS = ("--json",)


class Failed(Exception):
    """The command could not be done; each line says why and what can be done."""

    code = FAILED

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


class WrongUse(Failed):
    """The command names something that there is not; each line says what there is."""

    code = WRONG_USE


@dataclass(frozen=True, kw_only=True)
class Console:
    """What the person at the terminal asked for."""

    config: Path | None
    as_json: bool

    def settings(self) -> "Settings":
        """The configuration; raises ConfigurationError."""
        from bot.settings import load

        return load(self.config)

    def calendar(self) -> "Calendar":
        """Days off as configured; where none are, the configuration's reader is not even loaded."""
        if not concerns_law(self.config):
            from dialogue.working_days import calendar

            return calendar()
        from bot.days_off import configured_calendar

        return configured_calendar(self.settings())

    def regulations(self, about: str = "") -> "Mapping[str, Regulation]":
        """Those that come with the program and one's own, in the same way.

        Who asks `about` one of those that come with the program gets it and those it extends.
        """
        if not concerns_law(self.config):
            from dialogue.regulation import shipped, shipped_line

            return (about and shipped_line(about)) or shipped()
        from bot.regulations import configured_regulations

        return configured_regulations(self.settings())

    def warn(self, line: str) -> None:
        """What is done all the same; never on standard output."""
        print(line, file=sys.stderr)

    def print(self, document: Any, text: str) -> None:
        """The answer: `document` for programs, `text` for people."""
        print(json.dumps(document, ensure_ascii=False) if self.as_json else text)


def new_app() -> typer.Typer:
    """A command line without commands yet, which takes what every command is given."""
    app = typer.Typer(
        add_completion=False,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        help="Đối Thoại: a commune's dialogue between its leaders and the people, in a chat.",
    )
    app.callback()(_options)
    return app


def _options(
    context: typer.Context,
    config: Annotated[Path | None, typer.Option(help="The configuration file.")] = None,
    as_json: Annotated[
        bool, typer.Option("--json", help="Print one JSON document and nothing else.")
    ] = False,
) -> None:
    """What every command is given."""
    context.obj = Console(config=config, as_json=as_json)


def console_of(context: typer.Context) -> Console:
    """What the options before the command said."""
    console = context.find_root().obj
    assert isinstance(console, Console)
    return console


def fold_global_options(arguments: Sequence[str]) -> list[str]:
    """`--config` and `--json` may stand anywhere before a `--`: move them before the command."""
    first: list[str] = []
    rest: list[str] = []
    words = iter(arguments)
    for word in words:
        if word == "--":
            return [*first, *rest, word, *words]
        (first if _is_global(word) else rest).append(word)
        if word in VALUED:
            value = next(words, None)
            if value is None:  # the rest is left out, so that it is not taken for the value
                return first
            first.append(value)
    return [*first, *rest]


def command_of(arguments: Sequence[str]) -> str:
    """The command, once the global options stand first; empty where there is none."""
    words = iter(arguments)
    for word in words:
        if word in VALUED:
            next(words, None)
        elif not _is_global(word):
            return word
    return ""


def _is_global(word: str) -> bool:
    return word in (*VALUED, *FLAGS) or word.startswith(tuple(f"{name}=" for name in VALUED))


def run_reporting(app: typer.Typer, arguments: list[str]) -> int:
    """Run a command; errors become one line each (or one JSON document) and an exit code."""
    as_json = "--json" in arguments
    try:
        result = app(arguments, prog_name="doithoai", standalone_mode=False)
        return result if isinstance(result, int) else DONE
    except exceptions.TyperException as fault:
        return _report(as_json, [_message(fault)], WRONG_USE)
    except (typer.Abort, KeyboardInterrupt):
        return _report(as_json, ["stopped"], FAILED)
    except Exception as fault:
        return _known(as_json, fault) or _unknown(as_json, fault)


def _message(fault: Exception) -> str:
    described = getattr(fault, "format_message", None)
    return str(described() if described else fault)


def _known(as_json: bool, fault: Exception) -> int | None:
    """What a person can do something about; None for anything else."""
    if isinstance(fault, Failed):
        return _report(as_json, fault.lines, fault.code)
    if "bot.settings" in sys.modules and (code := _of_configuration(as_json, fault)) is not None:
        return code
    # What has loaded no database cannot have failed by it, and need not load it to say so.
    if "storage" in sys.modules and (code := _of_storage(as_json, fault)) is not None:
        return code
    if isinstance(fault, OSError):
        return _report(as_json, [f"{type(fault).__name__}: {fault}"], FAILED)
    return None


def _of_configuration(as_json: bool, fault: Exception) -> int | None:
    from bot.settings import ConfigurationError

    if isinstance(fault, ConfigurationError):
        return _report(as_json, fault.lines, WRONG_USE)
    return None


def _of_storage(as_json: bool, fault: Exception) -> int | None:
    from sqlalchemy.exc import DBAPIError

    from storage.errors import Refused, StorageError

    if isinstance(fault, Refused):
        return _report(as_json, [str(fault)], FAILED)
    if isinstance(fault, DBAPIError):
        return _report(as_json, [f"the database: {_first_line(fault.orig)}"], FAILED)
    if isinstance(fault, StorageError):
        return _report(as_json, [f"{type(fault).__name__}: {fault}"], FAILED)
    return None


def _unknown(as_json: bool, fault: Exception) -> int:
    """A fault of ours: where it happened goes to standard error, whatever was asked for."""
    from bot.tracebacks import told

    print("Traceback, without what the faults say:", told(fault), sep="\n", file=sys.stderr)
    return _report(as_json, [f"a fault in the program: {type(fault).__name__}"], FAILED)


def _first_line(fault: object) -> str:
    return str(fault).partition("\n")[0]


def _report(as_json: bool, lines: Sequence[str], code: int) -> int:
    if as_json:
        print(json.dumps({"error": "\n".join(lines)}, ensure_ascii=False))
    else:
        print("\n".join(lines), file=sys.stderr)
    return code
