"""What a dead process had claimed, read from its database; and time passing for its leases."""

from collections import Counter

from sqlalchemy import select, text, update
from sqlmodel import col

from storage.engine import open_engine
from storage.tables import Account, Job, Outbox
from storage.tables.traffic import Delivery, JobState


class Leases:
    """Looks into the database between two lives."""

    def __init__(self, url: str) -> None:
        self._url = url
        # Row of the outbox → how many processes died while it was on its way.
        self.in_doubt: Counter[int] = Counter()

    def run_out(self) -> None:
        """Note what was on its way, and let the two minutes of its lease be over."""
        engine = open_engine(self._url)
        try:
            with engine.begin() as connection:
                if not connection.execute(text(self._has_tables())).first():
                    return
                claimed = select(col(Outbox.id)).where(col(Outbox.state) == Delivery.SENDING)
                self.in_doubt.update(connection.execute(claimed).scalars())
                for table, state in ((Outbox, Delivery.SENDING), (Job, JobState.RUNNING)):
                    over = update(table).where(col(table.state) == state)
                    connection.execute(over.values(leased_until=col(table.created_at)))
        finally:
            engine.dispose()

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
