"""The unit of work: one session in one transaction, and what to wake once it is committed."""

from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from sqlalchemy import Connection
from sqlmodel import Session, SQLModel

Row = TypeVar("Row", bound=SQLModel)
Found = TypeVar("Found")


class Topic(StrEnum):
    """What a commit may have brought that somebody waits for."""

    OUTBOX = "outbox"
    JOBS = "jobs"


class Work:
    """What a function that runs inside a transaction is given.

    It never commits, and rolls nothing back but savepoints of its own: the database that runs it
    does, and then tells the listeners of each topic.
    """

    def __init__(
        self, session: Session | Callable[[], Session], connection: Connection | None = None
    ) -> None:
        """`session`, or what opens one over `connection` for who asks for it: most messages of
        citizens need none."""
        self._session = session
        self._connection = connection
        self.topics: set[Topic] = set()
        self._held: dict[tuple[type[SQLModel], int], SQLModel] = {}
        self.is_watched = False
        self._known: dict[Any, Any] = {}

    @property
    def session(self) -> Session:
        """For objects that it watches, and whatever else is not prepared."""
        self.is_watched = True
        if not isinstance(self._session, Session):
            self._session = self._session()
        return self._session

    def get(self, table: type[Row], key: int) -> Row | None:
        """The row of `table` with this id, asked for once in a transaction.

        A session forgets a row that nobody holds, and asks for it again.
        """
        found = self.session.get(table, key)
        if found is not None:
            self._held[table, key] = found
        return found

    def ask_once(self, what: Any, ask: Callable[[], Found]) -> Found:
        """What `ask` finds, asked for once in a transaction that has not changed it.

        Whoever has asked for the session may change anything: from then on it is asked anew. For
        what nothing changes that is prepared.
        """
        if self.is_watched:
            return ask()
        if what not in self._known:
            self._known[what] = ask()
        found: Found = self._known[what]
        return found

    def connection(self) -> Connection:
        """For statements that need no objects: past the ORM, which takes longer over one than the
        database does. What the session still holds back is written before."""
        if isinstance(self._session, Session):
            self._session.flush()
        if self._connection is None:
            assert isinstance(self._session, Session)
            self._connection = self._session.connection()
        return self._connection

    def end(self) -> None:
        """Write what the session still holds back, and close it."""
        if isinstance(self._session, Session):
            self._session.commit()
            self._session.close()

    def give_up(self) -> None:
        """Roll back, for the database that runs it."""
        if isinstance(self._session, Session):
            self._session.rollback()
            self._session.close()
        elif self._connection is not None:
            self._connection.rollback()

    def wake(self, topic: Topic) -> None:
        """Tell those who wait for `topic`, once this work is committed."""
        self.topics.add(topic)
