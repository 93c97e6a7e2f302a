"""The installation's secret key: configured, or made once in the data folder."""

import os
import secrets
import tempfile
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
    if not is_private(path):
        raise ConfigurationError([f"{path}: others may read it: chmod 600 {path}"])
    return _long_enough(path.read_bytes().strip(), str(path))


def key_path(settings: Settings) -> Path:
    """Where the key is when it is not configured; part of every backup."""
    return settings.data.dir / "key"


def is_private(path: Path) -> bool:
    """Whether only its owner may read the file."""
    return not path.stat().st_mode & 0o077


def _make(path: Path) -> None:
    """The key appears whole or not at all, and of two starts at once one makes it."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".key-")  # made with mode 0600
    made = Path(name)
    try:
        with os.fdopen(handle, "w") as file:
            file.write(secrets.token_hex(SHORTEST))
            file.flush()
            os.fsync(file.fileno())
        path.hardlink_to(made)
    except FileExistsError:  # another process was first: its key is the one
        pass
    finally:
        made.unlink()
    _keep_name(path.parent)


def _keep_name(folder: Path) -> None:
    """Nothing may be hashed with a key whose name a power cut could take away."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _long_enough(key: bytes, where: str) -> bytes:
    if len(key) < SHORTEST:
        raise ConfigurationError([f"{where}: must have at least {SHORTEST} characters"])
    return key
