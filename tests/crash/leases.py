"""What a dead process had claimed, read from its database; and time passing for its leases."""

from collections import Counter
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, select, text, update
from sqlmodel import col

from storage.engine import open_engine
from storage.tables import Account, Address, Job, Outbox, SendingShare
from storage.tables.traffic import Delivery, JobState


class Leases:
    """Looks into the database between two lives."""

    def __init__(self, url: str) -> None:
        self._url = url
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
        claimed = list(connection.execute(select(col(Outbox.id)).where(*theirs)).scalars())
        self.in_doubt.update(claimed)
        waiting = select(col(Outbox.address_id)).where(*theirs)
        freed = update(Address).where(col(Address.id).in_(waiting)).values(busy_until=None)
        connection.execute(freed)
        over = update(Outbox).where(col(Outbox.id).in_(claimed))
        connection.execute(over.values(leased_until=col(Outbox.created_at)))
        share = update(SendingShare).where(col(SendingShare.process).like(whose))
        connection.execute(share.values(until=datetime.now(UTC) + timedelta(seconds=1)))

    def count_open(self) -> int:
        """Messages for Telegram and jobs that are not settled yet."""
        engine = open_engine(self._url)
        try:
            with engine.begin() as connection:
                messages = (
                    select(col(Outbox.id))
                    .join(Account, col(Account.id) == col(Outbox.account_id))
                    .where(
                        col(Account.channel) == "telegram",
                        col(Outbox.state).in_((Delivery.WAITING, Delivery.SENDING)),
                    )
                )
                jobs = select(col(Job.id)).where(
                    col(Job.state).in_((JobState.WAITING, JobState.RUNNING))
                )
                return len(connection.execute(messages).all() + connection.execute(jobs).all())
        finally:
            engine.dispose()

    def _has_tables(self) -> str:
        if self._url.startswith("sqlite"):
            return "SELECT 1 FROM sqlite_master WHERE name = 'outbox'"
        return "SELECT 1 FROM pg_tables WHERE tablename = 'outbox'"
