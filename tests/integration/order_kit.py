"""What the tests of order share: people who write content, and a look at what became of it."""

import asyncio
import re
from collections.abc import Sequence

from sqlmodel import col, select
from stage import Actor, Program
from states.invariants import check

from bot.dispatch import Dispatch
from handlers.messages import Incoming, Lane, Reply
from storage import addresses
from storage.database import Database
from storage.tables import Outbox, PetitionPart
from storage.work import Work

# What leads a new person to the question for the content, typed ahead.
TO_CONTENT = ("/gui", "1", "2", "Nguyễn Văn An", "1", "1", "1", "1", "1")
# Words that are answered by two messages: the numbers to call, and how many were written.
DANGER = "Nhà đang cháy"


def dispatch_of(program: Program, database: Database | None = None) -> Dispatch:
    """What one process hands its events to."""
    return Dispatch(database=database or program.database, house=program.house)


async def lead_to_content(dispatch: Dispatch, actor: Actor) -> None:
    """Bring a new person to the question for the content."""
    for text in TO_CONTENT:
        await dispatch.receive(actor.incoming(text=text))


async def at_once(*calls: tuple[Dispatch, Incoming]) -> None:
    """Hand in all of them at the same moment, in this order."""
    await asyncio.gather(*(dispatch.receive(incoming) for dispatch, incoming in calls))


def written(database: Database, actor: Actor) -> list[str]:
    """The last words of each message of this person's content, in the order that was kept."""

    def read(work: Work) -> list[str]:
        parts = work.session.exec(
            select(PetitionPart.text)
            .where(PetitionPart.address_id == _address(work, actor))
            .order_by(col(PetitionPart.id))
        )
        return [text.rpartition(" ")[2] for text in parts]

    return database.read_now(read)


def answered(database: Database, actor: Actor) -> list[str]:
    """The events that were answered, each once for each of its replies, as the replies stand."""
    return [row.key.split(":", 2)[2].rpartition(":")[0] for row in _replies(database, actor)]


def counted(database: Database, actor: Actor) -> list[int]:
    """How many messages each answer says that there are by now."""
    texts = (Reply.from_json(row.body).lines for row in _replies(database, actor))
    return [int(found[1]) for text in texts if (found := re.match(r"Đã ghi \((\d+) tin\)", text))]


def wrong(database: Database) -> list[str]:
    """What does not hold in the database."""
    return database.write_now(check)


def twice(events: Sequence[str]) -> list[str]:
    """Each of them two times, one after the other: A A B B."""
    return [event for event in events for _ in range(2)]


def _replies(database: Database, actor: Actor) -> list[Outbox]:
    def read(work: Work) -> list[Outbox]:
        return list(
            work.session.exec(
                select(Outbox)
                .where(Outbox.address_id == _address(work, actor), Outbox.lane == Lane.REPLY)
                .order_by(col(Outbox.id))
            )
        )

    return database.read_now(read)


def _address(work: Work, actor: Actor) -> int | None:
    account = addresses.account(work, actor.channel, actor.account)
    found = addresses.find(work, account, actor.name)
    return found.id if found else None
