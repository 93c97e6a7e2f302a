"""What second processes do in the tests of the queue; without aiogram, which is slow to load."""

import secrets
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from time import sleep

from storage.aiogram import foreign, queue
from storage.aiogram.kept import Kept
from storage.database import Database
from storage.work import Work

LEASE = timedelta(minutes=1)
QUEUE, COUNT = "queue", "count"


def count_on(url: str, times: int) -> None:
    """Read, then write what was read and one more, each time with the queue's key in hand."""
    database = Database(url)
    try:
        for _ in range(times):
            _count_one_more(database, secrets.token_hex(8))
    finally:
        database.close()


def counted(database: Database) -> int:
    """How far all have counted."""
    return int(database.read_now(lambda work: foreign.read(work, COUNT)).data["count"])


def _count_one_more(database: Database, token: str) -> None:
    while not database.write_now(lambda work: _stand(work, token)):
        sleep(0.002)
    known = database.read_now(lambda work: foreign.read(work, COUNT)).data.get("count", 0)
    database.write_now(lambda work: _note(work, known + 1))
    database.write_now(lambda work: queue.leave(work, QUEUE, token))


def _stand(work: Work, token: str) -> bool:
    return queue.stand(work, QUEUE, token, datetime.now(UTC), LEASE)


def _note(work: Work, number: int) -> Kept:
    def alter(kept: Kept) -> Kept:
        return replace(kept, data={"count": number})

    return foreign.change(work, COUNT, alter, datetime.now(UTC))
