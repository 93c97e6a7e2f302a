"""aiogram's own tests, from its source distribution: fetched when they are run, never committed.

The archive is kept beside the installed packages, so that it is fetched once for an environment.
"""

import fcntl
import hashlib
import re
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path

import pytest

LOCK_FILE = Path(__file__).parents[2] / "requirements-test.lock"
FOLDER = Path(sys.prefix) / "test-sources"
SECONDS = 120


def own_tests(name: str) -> str:
    """The text of a file of aiogram's tests ("test_fsm/storage/test_storages.py")."""
    number = version("aiogram")
    with tarfile.open(_archive(number)) as archive:
        file = archive.extractfile(f"aiogram-{number}/tests/{name}")
        assert file is not None
        return file.read().decode()


def _archive(number: str) -> Path:
    path = FOLDER / f"aiogram-{number}.tar.gz"
    FOLDER.mkdir(exist_ok=True)
    with _one_process_at_a_time():
        if not path.exists():
            _fetch(number)
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    if digest not in _locked_digests(number):
        path.unlink()
        pytest.fail(f"{path.name} has the sha256 {digest}, which {LOCK_FILE.name} does not name")
    return path


def _fetch(number: str) -> None:
    """By pip as it is configured here; it builds nothing of it but the description."""
    command = [sys.executable, "-m", "pip", "download", "--disable-pip-version-check", "--no-deps"]
    what = ["--no-binary", "aiogram", "--dest", str(FOLDER), f"aiogram=={number}"]
    done = subprocess.run([*command, *what], capture_output=True, text=True, timeout=SECONDS)
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
        pytest.fail(f"aiogram's own tests cannot be run: its sources cannot be fetched ({last})")


def _locked_digests(number: str) -> list[str]:
    entry = re.search(
        rf"^aiogram=={re.escape(number)} (?:\\\n\s+--hash=sha256:\w+\s*)+",
        LOCK_FILE.read_text(),
        re.MULTILINE,
    )
    assert entry is not None, f"{LOCK_FILE.name} does not name aiogram {number}"
    return re.findall(r"sha256:(\w+)", entry[0])


@contextmanager
def _one_process_at_a_time() -> Iterator[None]:
    with (FOLDER / "lock").open("w") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
