"""The primary dies, its standby is promoted, and the program goes on without a restart."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from integration.storage_kit import count
from stage import Actor, Program
from trouble.servers import Server, standby
from trouble.town import lives_through, town

from storage.database import Database
from storage.errors import Unavailable
from storage.tables import Inbox
from storage.troubles import Trouble


def both(primary: Server, second: Server) -> str:
    """One address with two hosts, of which the one that takes changes is meant."""
    hosts = f"127.0.0.1:{primary.port},127.0.0.1:{second.port}"
    return f"postgresql://doithoai@{hosts}/doithoai?target_session_attrs=read-write"


@contextmanager
def waiting_for_the_standby(primary: Server) -> Iterator[None]:
    """A commit there counts only once the standby has it: or else a failover loses some."""
    primary.administer(
        "ALTER SYSTEM SET synchronous_standby_names = '*'", "SELECT pg_reload_conf()"
    )
    try:
        yield
    finally:
        primary.start()
        primary.administer(
            "ALTER SYSTEM RESET synchronous_standby_names", "SELECT pg_reload_conf()"
        )


async def test_the_program_lives_through_a_failover(
    postgresql_primary: Server, tmp_path: Path
) -> None:
    """503 and “later” until the standby is promoted; nothing acknowledged is lost, all is
    answered once, on the other server."""
    with standby(postgresql_primary) as second, waiting_for_the_standby(postgresql_primary):

        @contextmanager
        def failing_over() -> Iterator[None]:
            postgresql_primary.stop()
            try:
                yield
            finally:
                second.promote()

        async with town(both(postgresql_primary, second), tmp_path) as found:
            await lives_through(found, failing_over(), Trouble.STANDBY)
            before_and_after = count(found.app.database, Inbox)

    assert before_and_after == 3


def test_a_standby_says_what_it_is_and_is_left_once_it_is_promoted(
    postgresql_primary: Server,
) -> None:
    """Whoever named only a standby is told so; the promotion is all that is needed."""
    with standby(postgresql_primary) as second:
        database = Database(second.url())
        try:
            with pytest.raises(Unavailable) as caught:
                database.ping()
            with pytest.raises(Unavailable):
                Program(database=database).set_up()
            second.promote()
            program = Program(database=database).set_up()
            Actor(program=program, name="an").say("/lich")
        finally:
            database.close()

    assert caught.value.trouble is Trouble.STANDBY
