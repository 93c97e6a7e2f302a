"""Where the configuration is and whether it concerns the law, found without its reader, which takes
longer than a quick command.
"""

import os
import tomllib
from collections.abc import Iterator
from pathlib import Path

DEFAULT_FILE = Path("config.toml")
PREFIX = "DOITHOAI_"
# Names the file itself, so it is no setting.
FILE_VARIABLE = "DOITHOAI_CONFIG"
# All sections but those of days off and regulations. A misspelt one is none of them, so that it is
# refused and nobody counts without the days that it was to name.
OF_OTHERS = frozenset(
    {
        "backup",
        "commune",
        "data",
        "database",
        "health",
        "limits",
        "log",
        "privacy",
        "quiet_hours",
        "reminders",
        "security",
        "telegram",
        "web",
        "zalo_bot",
        "zalo_oa",
    }
)


def chosen_file(path: Path | None) -> Path | None:
    """The file that was named, else `$DOITHOAI_CONFIG`, else `./config.toml`, else none."""
    return path or _from_environment() or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)


def concerns_law(path: Path | None) -> bool:
    """Whether the file or a variable may say anything of days off or regulations; where a file
    cannot be read, its reader says why."""
    chosen = chosen_file(path)
    try:
        stated = {*_variables(), *(_sections(chosen) if chosen else ())}
    except (OSError, ValueError):
        return True
    return not stated <= OF_OTHERS


def _sections(file: Path) -> Iterator[str]:
    return iter(tomllib.loads(file.read_text(encoding="utf-8-sig")))


def _variables() -> Iterator[str]:
    """The sections that variables are of."""
    for name in os.environ:
        if name.upper().startswith(PREFIX) and name != FILE_VARIABLE:
            yield name.upper().removeprefix(PREFIX).partition("__")[0].lower()


def _from_environment() -> Path | None:
    named = os.environ.get(FILE_VARIABLE)
    return Path(named) if named else None
