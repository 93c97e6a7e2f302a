"""Many are told something by several processes, while these are killed, cut off from their database
and refused by the platform. What is told, and what has to be true in the end, is a kind's own.

1. So many processes of the program begin on one database, every second with a wrong clock.
2. Telegram counts calls by itself and refuses what is too much. It breaks some calls off, before
   or after it has done what was asked, answers others with 502, and asks to wait.
3. Processes die at failpoints and at random; a new one takes each place. What the dead one had
   claimed is noted, and its two minutes are over at once. Connections are cut besides.
4. When a third has heard, something happens that makes what still waits untrue.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from fakes.telegram import FakeTelegram, FaultKind
from fakes.telegram.state import Settings
from sqlalchemy import func
from sqlmodel import col, select
from stage import Program as Stage

from crash.cuts import Cuts
from crash.leases import Leases
from crash.namespaces import TO_PLATFORM
from crash.nursery import Nursery
from crash.program import Life, Program
from notifications.insist import insist
from storage import addresses, schema
from storage.database import Database
from storage.engine import is_sqlite, open_engine
from storage.failpoints import Failpoint
from storage.tables import Address, Outbox, Petition
from storage.tables.traffic import Delivery
from storage.work import Work

ANYWHERE = "anywhere"
# How often a point is reached at most before it strikes.
HITS = {
    Failpoint.BEFORE_SEND: 8,
    Failpoint.AFTER_SEND: 8,
    Failpoint.AFTER_COMMIT: 12,
    Failpoint.BEFORE_COMMIT: 12,
}
ENDS = (*HITS, ANYWHERE)
FIRST_CHAT = 50_000
ASTRAY = 420.0
LONGEST = 600.0
# Of a hundred calls so many are spoilt, each way; what was done and not answered may come twice.
SPOILT = {
    FaultKind.ACCEPT_THEN_CLOSE: 4,
    FaultKind.CLOSE: 4,
    FaultKind.BAD_GATEWAY: 4,
    FaultKind.TOO_MANY: 1,
}
SILENT = {FaultKind.ACCEPT_THEN_TIMEOUT: 2}
UNANSWERED = (FaultKind.ACCEPT_THEN_CLOSE, FaultKind.ACCEPT_THEN_TIMEOUT)


@dataclass(kw_only=True)
class Telling:
    """One storm; the same seed spoils the same calls and chooses the same ends."""

    folder: Path
    url: str
    processes: int
    people: int
    kills: int
    seed: int = 1
    ends: Counter[str] = field(default_factory=Counter)
    # Chat → how many calls Telegram carried out without an answer.
    unanswered: Counter[int] = field(default_factory=Counter)
    twice: int = 0
    # Some calls are carried out and never answered: the program waits fifteen seconds for each.
    silent: bool = False
    # What cuts the processes off, each behind a network of its own.
    cuts: Cuts | None = None
    # From the real time to that of the processes.
    ahead: timedelta = timedelta(0)
    # How long a process lives at most, in seconds, once it serves.
    lives: tuple[float, float] = (0.2, 1.5)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.telegram = FakeTelegram(Settings(require_https=False, rate_limits=True))
        self.leases = Leases(self.url, self.now)
        self.nursery = Nursery()

    async def run(self) -> list[str]:
        """Until everybody has heard; what is wrong then, each a sentence."""
        self._set_up()
        try:
            return await self._rage()
        finally:
            self.database.close()

    def gather(self, stage: Stage, work: Work) -> None:
        """Who there is, and what they are to be told."""
        raise NotImplementedError

    def turn(self, work: Work) -> None:
        """What makes untrue what still waits."""
        raise NotImplementedError

    def of_chat(self, chat: int, rows: list[Outbox]) -> Iterator[str]:
        """What is wrong with what one chat has heard."""
        raise NotImplementedError

    @property
    def chats(self) -> range:
        """Everybody who is told something."""
        return range(FIRST_CHAT, FIRST_CHAT + self.people)

    def now(self) -> datetime:
        """By the clock of the processes."""
        return datetime.now(UTC) + self.ahead

    async def _rage(self) -> list[str]:
        with self.telegram, self._ways_to_telegram() as self.platforms:
            await self.nursery.open()
            self._spoil()
            places = [self._place(number) for number in range(self.processes)]
            try:
                lives = [await self._begin(place, number) for number, place in enumerate(places)]
                turning = asyncio.create_task(self._turn())
                await self._be_cut(lives)
                for number in range(self.kills):
                    await self._end(lives, number)
                async with asyncio.timeout(LONGEST):
                    await turning
                    await self._settled()
                    await self.afterwards(lives)
                for life in lives:
                    life.stop()
                codes = [await life.end() for life in lives]
            finally:
                for place in places:
                    await place.end()
                await self.nursery.close()
        return [*self._faults(), *(f"ended with {code}" for code in codes if code)]

    async def afterwards(self, lives: list[Life]) -> None:
        """When nothing waits any more."""

    async def _be_cut(self, lives: Sequence[Life]) -> None:
        """All serve by then, and go on serving: who finds no database at its start would end. It
        begins with the first who has heard."""
        if self.cuts is not None:
            for life in lives:
                await life.is_ready()
            await self._heard(1)
            await self.cuts.make()

    @property
    def span(self) -> int:
        """With more people processes live longer, so that there is something to die of."""
        return max(1, self.people // 100)

    def summary(self) -> str:
        """The figures as one JSON line."""
        calls = [call for call in self.telegram.calls() if call.method.startswith("send")]
        figures = {
            "ends": dict(self.ends),
            "cuts": dict(self.cuts.made) if self.cuts else {},
            "calls": len(calls),
            "too_many": self.telegram.state.limits.refused,
            "in_doubt": self.leases.in_doubt.total(),
            "unanswered": self.unanswered.total(),
            "twice": self.twice,
        }
        return json.dumps(figures)

    def _set_up(self) -> None:
        engine = open_engine(self.cuts.owner if self.cuts else self.url)
        schema.upgrade(engine)
        engine.dispose()
        self.database = Database(self.url)
        stage = Stage(database=self.database, now=self.now()).set_up()
        stage.change(lambda work: self.gather(stage, work))

    def _spoil(self) -> None:
        for chat in self.chats:
            for kind, percent in {**SPOILT, **(SILENT if self.silent else {})}.items():
                if self.random.uniform(0, 100) < percent:
                    self.telegram.fail_next("sendMessage", kind, chat_id=chat)
                    self.unanswered[chat] += kind in UNANSWERED

    @contextmanager
    def _ways_to_telegram(self) -> Iterator[list[str]]:
        """Its address for each process, if they live on machines of their own."""
        port = urlsplit(self.telegram.url).port or 0
        if self.cuts is None or not self.cuts.machines:
            yield [""] * self.processes
            return
        with self.cuts.ways_to(port) as ports:
            hosts = [one.host(TO_PLATFORM) for one in self.cuts.machines]
            yield [f"{host}:{there}" for host, there in zip(hosts, ports, strict=True)]

    def _place(self, number: int) -> Program:
        machines = self.cuts.machines if self.cuts else []
        return Program(
            folder=self.folder / f"process-{number}",
            data=self.folder / "data",
            database_url=self.cuts.urls[number] if self.cuts else self.url,
            telegram=self.telegram,
            nursery=self.nursery,
            machine=machines[number].path if machines else "",
            platform=self.platforms[number],
            clock_ahead=self.ahead.total_seconds(),
            clock_astray=ASTRAY * (number % 2) if not is_sqlite(self.url) else 0.0,
            chat_seconds=1.0,
            messages_per_second=30,
        )

    async def _begin(self, place: Program, number: int) -> Life:
        """A process that will be the so-manieth to die, if so many do."""
        end = ENDS[number % len(ENDS)]
        if number >= self.kills or end not in HITS:
            return await place.begin()
        most = HITS[Failpoint(end)] * self.span
        return await place.begin(end, self.random.randint(1, most))

    async def _end(self, lives: list[Life], number: int) -> None:
        """One process dies, and another takes its place."""
        place = number % self.processes
        life = lives[place]
        await life.is_ready()
        await life.dies_within(self.random.uniform(*self.lives) * self.span)
        life.kill()
        await life.end()
        self.ends[life.point or ANYWHERE] += 1
        await asyncio.to_thread(self.leases.run_out, life.process.pid)
        lives[place] = await self._begin(life.program, number + self.processes)

    async def _turn(self) -> None:
        await self._heard(self.people / 3)
        await insist(self.database, self.turn, asyncio.Event())  # a row may be held by a dead line

    async def _heard(self, number: float) -> None:
        while await self.database.read(_count_sent) < number:
            await self._look_again()

    async def _settled(self) -> None:
        while await asyncio.to_thread(self.leases.count_open):
            await self._look_again()

    async def _look_again(self) -> None:
        await asyncio.sleep(0.1)
        if self.cuts is not None:
            await asyncio.to_thread(self.leases.hurry, self.cuts.patience)

    def _faults(self) -> Iterator[str]:
        rows = self.database.read_now(_rows)
        for chat in self.chats:
            own = [row for row, of in rows if of == str(chat)]
            yield from self.of_chat(chat, own)
            for row in own:
                if row.state not in (Delivery.SENT, Delivery.DROPPED):
                    yield f"outbox {row.id} is {row.state}"
        if refused := self.telegram.state.limits.refused:
            yield f"{refused} calls were more than Telegram takes"

    def count_copies(self, chat: int, rows: list[Outbox]) -> Iterator[str]:
        """Nothing came more often than once, but what was on its way when a process died, and what
        Telegram carried out without an answer."""
        heard = [(seen.kind, seen.text) for seen in self.telegram.sent(chat)]
        doubt = sum(self.leases.in_doubt[row.id or 0] for row in rows)
        sent = sum(row.state == Delivery.SENT for row in rows)
        for copy, times in Counter(heard).items():
            once = 1 if copy[0] == "text" else sent  # the calendar file has no words of its own
            if times > once + doubt + self.unanswered[chat]:
                yield f"{chat} was told {times} times: {copy}"
            self.twice += max(0, times - once)

    def told(self, chat: int) -> list[str]:
        """The texts that a chat was sent, in order."""
        return [seen.text for seen in self.telegram.sent(chat) if seen.kind == "text"]

    def arrive(self, work: Work, chat: int) -> Address:
        """Somebody comes to the bot for the first time."""
        account = addresses.account(work, "telegram", "main")
        self.telegram.open_chat(chat)
        return addresses.arrive(work, account, str(chat), self.now())


def petition(conference: int | None, address: Address, number: int, now: datetime) -> Petition:
    """What somebody has sent to a conference."""
    return Petition(
        commune_id=address.commune_id,
        person_id=address.person_id,
        address_id=address.id,
        conference_id=conference,
        code=f"XM99-{number:04}",
        state="received",
        name="Nguyễn Văn An",
        created_at=now,
        changed_at=now,
        submitted_at=now,
    )


def _count_sent(work: Work) -> int:
    counted = select(func.count()).select_from(Outbox).where(col(Outbox.state) == Delivery.SENT)
    return int(work.session.exec(counted).one())


def _rows(work: Work) -> list[tuple[Outbox, str]]:
    found = select(Outbox, Address.external).join(
        Address, col(Address.id) == col(Outbox.address_id)
    )
    return [(row, external) for row, external in work.session.exec(found)]
