"""The unit of work: one session in one transaction, and what to wake once it is committed."""

from enum import StrEnum

from sqlmodel import Session


class Topic(StrEnum):
    """What a commit may have brought that somebody waits for."""

    OUTBOX = "outbox"
    JOBS = "jobs"


class Work:
    """What a function that runs inside a transaction is given.

    It never commits: the database that runs it does, and then tells the listeners of each topic.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.topics: set[Topic] = set()

    def wake(self, topic: Topic) -> None:
        """Tell those who wait for `topic`, once this work is committed."""
        self.topics.add(topic)
