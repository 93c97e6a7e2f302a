"""A database that may be read but not written."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine, event
from stage import Program
from trouble.disks import read_only
from trouble.town import lives_through, town

from storage.database import Database
from storage.errors import Unavailable
from storage.troubles import Trouble


@contextmanager
def may_only_read(engine: Engine) -> Iterator[None]:
    """What SQLite answers every writer on a read-only file; root is refused by nothing else."""

    def forbid(raw: Any, *_: Any) -> None:
        raw.execute("PRAGMA query_only=ON")

    def permit(raw: Any, *_: Any) -> None:
        raw.execute("PRAGMA query_only=OFF")

    event.listen(engine, "checkout", forbid)
    try:
        yield
    finally:
        event.remove(engine, "checkout", forbid)
        event.listen(engine, "checkout", permit)


async def test_the_program_lives_through_a_read_only_file(sqlite_url: str, tmp_path: Path) -> None:
    """503 and “later” while nobody may write; then all is answered once."""
    async with town(sqlite_url, tmp_path) as found:
        await lives_through(found, may_only_read(found.app.database.engine), Trouble.READ_ONLY)


def test_readers_are_served_while_nobody_may_write(sqlite_program: Program) -> None:
    """Looking things up goes on."""
    database = sqlite_program.database
    with may_only_read(database.engine):
        assert database.read_now(sqlite_program.commune).name
        with pytest.raises(Unavailable) as caught:
            database.write_now(sqlite_program.commune)
            database.ping()

    assert caught.value.trouble is Trouble.READ_ONLY


def test_a_read_only_folder_is_told_from_a_fault_of_ours(sqlite_url: str) -> None:
    """A disk that the system has mounted read-only: SQLite cannot open its journal there."""
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    with read_only(path.parent) as folder:
        database = Database(f"sqlite:///{folder / path.name}")
        try:
            with pytest.raises(Unavailable) as caught:
                database.ping()
        finally:
            database.close()

    assert caught.value.trouble is Trouble.GONE
