"""How soon a reply leaves while so many notices are queued: `python -m load outbox [NOTICES]`.

For each engine: notices to as many people on one account that takes 30 messages a second, and a
tenth of them besides to one single chat, which come first. Then somebody writes, again and again,
and the reply is waited for. Also what one look for work and one claim cost, in milliseconds of the
processor.
"""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from statistics import median
from time import monotonic, thread_time
from typing import Any, TypeVar

from sqlalchemy import insert
from sqlmodel import select
from stage import Program

from notifications.limiter import Limiter, Rate
from notifications.relay import Relay
from storage import addresses, outbox, turns
from storage.database import Database
from storage.outbox import Claimed
from storage.tables import Address, Outbox, Person
from storage.tables.traffic import Delivery
from storage.turns import BY_DAY, Room
from storage.work import Work

T = TypeVar("T")
TELEGRAM = Rate(per_second=30, chat_rest=1.0, group_rest=3.0)
LATENCY = 0.1
REPLIES = 30
ROOMS = Room(replies=20, notices=20)


@dataclass
class Platform:
    """Takes a tenth of a second for each message."""

    limiter: Limiter
    taken: dict[str, float] = field(default_factory=dict)

    async def send(self, external: str, body: dict[str, Any]) -> str:
        """As a channel does."""
        async with self.limiter.call(external):
            await asyncio.sleep(LATENCY)
            self.taken[body["text"]] = monotonic()
        return "1"


def measure(database: Database, notices: int) -> Iterator[str]:
    """One line for each figure."""
    program = Program(database=database, now=datetime.now(UTC)).set_up()
    account = database.write_now(
        lambda work: fill(work, program.now, notices, to_one=notices // 10)
    )
    engine = database.engine.dialect.name
    looks = [_cost(database, lambda work: _look(work, account)) for _ in range(20)]
    claims = [_claim(database, account) for _ in range(20)]
    waits = asyncio.run(_write_and_wait(database, account))
    yield f"{engine:10} look {median(looks):6.1f} ms, claim of 20 {median(claims):6.1f} ms"
    yield f"{engine:10} replies left after {_figures(waits)} s"


def _figures(waits: list[float]) -> str:
    waits = sorted(waits)
    return f"median {median(waits):.2f}, longest {waits[-1]:.2f}"


def fill(work: Work, now: datetime, notices: int, *, to_one: int = 0, first: int = 0) -> int:
    """Queue a notice to each of so many people, whose chats are numbered from `first`, and before
    them others to one single chat; the row of the account."""
    account = addresses.account(work, "telegram", "main")
    assert account.id is not None
    commune = account.commune_id
    person = Person(commune_id=commune, created_at=now)
    work.session.add(person)
    work.session.flush()
    common = {"commune_id": commune, "account_id": account.id, "created_at": now}
    people = [
        {**common, "person_id": person.id, "external": str(first + n), "last_seen_at": now}
        | {"unreachable_reason": ""}
        for n in range(notices)
    ]
    work.session.execute(insert(Address), people)
    ids = work.session.exec(select(Address.id).where(Address.account_id == account.id)).all()
    of_many = [*(ids[0] for _ in range(to_one)), *ids]
    row = {"lane": "notice", "state": Delivery.WAITING, "due_at": now, "attempts": 0, "lease": ""}
    rows = [
        {**common, **row, "address_id": address, "key": f"k{number}", "external_id": ""}
        | {"reason": "", "body": {"text": f"notice {number}"}}
        for number, address in enumerate(of_many)
    ]
    work.session.execute(insert(Outbox), rows)
    return account.id


def _cost(database: Database, work: Callable[[Work], T]) -> float:
    def timed(given: Work) -> float:
        since = thread_time()
        work(given)
        return (thread_time() - since) * 1000

    return database.write_now(timed)


def _look(work: Work, account: int) -> None:
    turns.outlook(work, [account], datetime.now(UTC), BY_DAY)


def _claim(database: Database, account: int) -> float:
    now = datetime.now(UTC)
    taken: list[Claimed] = []
    spent = _cost(database, lambda w: taken.extend(outbox.claim(w, {account: ROOMS}, now)))
    database.write_now(lambda work: outbox.give_back(work, taken, now))
    return spent


async def _write_and_wait(database: Database, account: int) -> list[float]:
    """For each reply the seconds until the platform has it."""
    platform = Platform(Limiter(TELEGRAM))
    relay = Relay(
        database=database,
        senders={account: platform},
        clock=lambda: datetime.now(UTC),
        limiters={account: platform.limiter},
    )
    stop = asyncio.Event()
    serving = asyncio.create_task(relay.run(stop))
    await asyncio.sleep(3)
    waits = []
    for number in range(REPLIES):
        text = f"reply {number}"
        begun = monotonic()
        await database.write(lambda work, text=text: _reply(work, text))  # type: ignore[misc]
        while text not in platform.taken:
            await asyncio.sleep(0.01)
        waits.append(platform.taken[text] - begun)
        await asyncio.sleep(0.2)
    stop.set()
    await serving
    return waits


def _reply(work: Work, text: str) -> None:
    now = datetime.now(UTC)
    account = addresses.account(work, "telegram", "main")
    address = addresses.arrive(work, account, text, now)
    outbox.put(work, address, lane="reply", key=text, body={"text": text}, now=now)
