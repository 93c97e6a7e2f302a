"""The installation's secret key: configured, or made once in the data folder."""

import os
import secrets
from pathlib import Path

from bot.settings import ConfigurationError, Settings

SHORTEST = 32


def load_key(settings: Settings) -> bytes:
    """The key that hashes secrets and codes; made with mode 0600 when there is none.

    Raises ConfigurationError for one that is too short or that others may read.
    """
    configured = settings.security.key.get_secret_value()
    if configured:
        return _long_enough(configured.encode(), "[security] key")
    path = key_path(settings)
    if not path.exists():
        _make(path)
    return _long_enough(path.read_bytes().strip(), str(path))


def key_path(settings: Settings) -> Path:
    """Where the key is when it is not configured; part of every backup."""
    return settings.data.dir / "key"


def is_private(path: Path) -> bool:
    """Whether only its owner may read the file."""
    return not path.stat().st_mode & 0o077


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process made it just now
        return
    with os.fdopen(handle, "w") as file:
        file.write(secrets.token_hex(SHORTEST))


def _long_enough(key: bytes, where: str) -> bytes:
    if len(key) < SHORTEST:
        raise ConfigurationError([f"{where}: must have at least {SHORTEST} characters"])
    return key
