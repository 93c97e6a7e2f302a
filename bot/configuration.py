"""Where the configuration is, found without reading it: a command that needs none is quick."""

import os
from pathlib import Path

DEFAULT_FILE = Path("config.toml")
PREFIX = "DOITHOAI_"
# Names the file itself, so it is no setting.
FILE_VARIABLE = "DOITHOAI_CONFIG"


def chosen_file(path: Path | None) -> Path | None:
    """The file that was named, else `$DOITHOAI_CONFIG`, else `./config.toml`, else none."""
    return path or _from_environment() or (DEFAULT_FILE if DEFAULT_FILE.exists() else None)


def is_configured(path: Path | None) -> bool:
    """Whether there is a file or a variable; without any everything has its default."""
    return chosen_file(path) is not None or any(
        name.upper().startswith(PREFIX) for name in os.environ
    )


def _from_environment() -> Path | None:
    named = os.environ.get(FILE_VARIABLE)
    return Path(named) if named else None
