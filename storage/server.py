"""A connection to PostgreSQL that never waits for ever, whatever becomes of server and network.

From the inside out, each a little longer than the one before, so that the clearest error wins:

1. lock_timeout: another transaction holds the row. Ours hold one for milliseconds.
2. statement_timeout: the server is too busy. Ours take milliseconds.
3. ANSWER_SECONDS, counted here: the server, or a proxy before it, has fallen silent.
4. connect_timeout for each host: nobody takes the call.
5. tcp_user_timeout and keepalives: the network swallows what is sent, and no one asks for answers
   just then; also at the server, so that it lets go of the rows of a program that has vanished.
6. idle_in_transaction_session_timeout: the program stands still in the middle of its work
   (a suspended machine) and must not hold up another one.
"""

from collections.abc import Generator, Iterator
from contextlib import contextmanager
from time import monotonic
from typing import Any, TypeVar

import psycopg
from sqlalchemy import URL, Connection

T = TypeVar("T")
LOCK_SECONDS = 6
STATEMENT_SECONDS = 7
ANSWER_SECONDS = 8.0
CONNECT_SECONDS = 5
IDLE_SECONDS = 30
VANISHED_SECONDS = 30


class Patient(psycopg.Connection[Any]):
    """Gives up a server that does not answer a statement in time, and closes itself then."""

    patience: float = ANSWER_SECONDS

    def wait(self, gen: Any, *arguments: Any, **more: Any) -> Any:
        """What psycopg does for every statement."""
        try:
            return super().wait(_within(self.patience, gen), *arguments, **more)
        except _Silent:
            self.pgconn.finish()  # an answer that comes late must not be taken for the next one
            raise psycopg.OperationalError("the server does not answer") from None


def connect(*arguments: Any, **parameters: Any) -> Patient:
    """Connect to a server with these parameters of libpq."""
    return Patient.connect(*arguments, **parameters)


def parameters(url: URL) -> dict[str, Any]:
    """What is set for each connection, unless the address itself sets it."""
    ours = {
        "connect_timeout": CONNECT_SECONDS,
        "keepalives_idle": 10,
        "keepalives_interval": 5,
        "keepalives_count": 2,
        "tcp_user_timeout": 10_000,
        "application_name": "doithoai",
        "options": " ".join(f"-c {name}={value}" for name, value in _session().items()),
    }
    return {name: value for name, value in ours.items() if name not in url.query}


@contextmanager
def unhurried(connection: Connection) -> Iterator[None]:
    """Let this connection's transaction last as long as it needs: for migrations."""
    raw: Any = connection.connection.driver_connection
    if not isinstance(raw, Patient):
        yield
        return
    for name in ("lock_timeout", "statement_timeout", "idle_in_transaction_session_timeout"):
        connection.exec_driver_sql(f"SET LOCAL {name} = 0")
    raw.patience = float("inf")
    try:
        yield
    finally:
        raw.patience = ANSWER_SECONDS


def _session() -> dict[str, Any]:
    return {
        "timezone": "UTC",
        "lock_timeout": f"{LOCK_SECONDS}s",
        "statement_timeout": f"{STATEMENT_SECONDS}s",
        "idle_in_transaction_session_timeout": f"{IDLE_SECONDS}s",
        "tcp_keepalives_idle": VANISHED_SECONDS,
        "tcp_user_timeout": f"{VANISHED_SECONDS}s",
    }


class _Silent(Exception):
    """No answer within the patience."""


def _within(seconds: float, gen: Generator[Any, Any, T]) -> Generator[Any, Any, T]:
    # psycopg resumes its generator several times a second with nothing while nothing comes.
    end = monotonic() + seconds
    try:
        wanted = next(gen)
        while True:
            ready = yield wanted
            if not ready and monotonic() > end:
                raise _Silent
            wanted = gen.send(ready)
    except StopIteration as finished:
        return finished.value  # type: ignore[no-any-return]
