"""What a dead process had claimed, read from its database; and time passing for its leases."""

from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, select, text, union_all, update
from sqlalchemy.exc import OperationalError
from sqlmodel import col

from bot import clock
from storage import jobs, turns
from storage.engine import open_engine
from storage.tables import Account, Address, Job, Outbox, SendingShare
from storage.tables.traffic import Delivery, JobState

# More than the second that a chat rests: the clocks of processes differ a little.
REST = timedelta(seconds=2)


class Leases:
    """Looks into the database between two lives."""

    def __init__(self, url: str, now: Callable[[], datetime] = clock.now) -> None:
        self._url, self._now = url, now
        # Row of the outbox → how many processes died while it was on its way.
        self.in_doubt: Counter[int] = Counter()

    def run_out(self, process: int | None = None) -> None:
        """Note what was on its way, and let the two minutes of its lease be over; of one process,
        by its number, where others live on."""
        engine = open_engine(self._url)
        try:
            with engine.begin() as connection:
                if not connection.execute(text(self._has_tables())).first():
                    return
                self._run_out(connection, f"{process}-%" if process else "%")
        finally:
            engine.dispose()

    def _run_out(self, connection: Connection, whose: str) -> None:
        running = (col(Job.state) == JobState.RUNNING, col(Job.lease).like(whose))
        ended = update(Job).where(*running).values(leased_until=col(Job.created_at))
        connection.execute(ended)
        theirs = (col(Outbox.state) == Delivery.SENDING, col(Outbox.lease).like(whose))
        self.in_doubt.update(self._let_go(connection, *theirs))
        share = update(SendingShare).where(col(SendingShare.process).like(whose))
        connection.execute(share.values(until=self._now() + timedelta(seconds=1)))

    def _let_go(self, connection: Connection, *which: Any) -> list[int]:
        """Of these messages the lease is over, and their addresses wait no longer than a chat has
        to rest from a message that may have left just now."""
        claimed = select(col(Outbox.id)).where(col(Outbox.state) == Delivery.SENDING, *which)
        found = list(connection.execute(claimed).scalars())
        waiting = select(col(Outbox.address_id)).where(
            col(Outbox.id).in_(found),
            col(Outbox.leased_until) > col(Outbox.created_at),  # or it was let go before
        )
        freed = update(Address).where(col(Address.id).in_(waiting))
        connection.execute(freed.values(busy_until=self._now() + REST))
        over = update(Outbox).where(col(Outbox.id).in_(found))
        connection.execute(over.values(leased_until=col(Outbox.created_at)))
        return found

    def hurry(self, patience: float) -> None:
        """Let the time be over of what nobody works on: work that was put off because nothing could
        be saved, and what was claimed so many seconds ago in a commit of which nobody heard."""
        engine = open_engine(self._url)
        latest = self._now() - timedelta(seconds=patience)
        try:
            # A line that has fallen silent may hold a row for a while: then at the next look.
            with suppress(OperationalError), engine.begin() as connection:
                put_off = update(Job).where(col(Job.state) == JobState.WAITING)
                connection.execute(put_off.values(due_at=col(Job.created_at)))
                left = col(Job.leased_until) < latest + jobs.LEASE
                connection.execute(update(Job).where(left).values(leased_until=col(Job.created_at)))
                self._let_go(connection, col(Outbox.leased_until) < latest + turns.LEASE)
        finally:
            engine.dispose()

    def count_open(self) -> int:
        """Messages for Telegram and jobs that are not settled yet. One statement sees one moment:
        between two, a job could end and leave its messages in neither."""
        engine = open_engine(self._url)
        messages = (
            select(col(Outbox.id))
            .join(Account, col(Account.id) == col(Outbox.account_id))
            .where(
                col(Account.channel) == "telegram",
                col(Outbox.state).in_((Delivery.WAITING, Delivery.SENDING)),
            )
        )
        running = (JobState.WAITING, JobState.RUNNING)
        unfinished = select(col(Job.id)).where(col(Job.state).in_(running))
        try:
            with engine.begin() as connection:
                return len(connection.execute(union_all(messages, unfinished)).all())
        finally:
            engine.dispose()

    def _has_tables(self) -> str:
        if self._url.startswith("sqlite"):
            return "SELECT 1 FROM sqlite_master WHERE name = 'outbox'"
        return "SELECT 1 FROM pg_tables WHERE tablename = 'outbox'"
