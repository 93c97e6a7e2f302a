"""A storm: people write without pause while the program is killed and started again.

1. Some people always write, on Telegram and on the web; each sends one petition with a photo.
   An officer accepts some of the petitions. Old updates are delivered again at random.
2. A life of the program ends at a failpoint, at a random moment, or while it is starting.
3. Whatever it had claimed then is noted, and the leases run out: two minutes are not waited for.
4. After the last life everybody finishes, all that waits is sent, and everything is counted.
"""

import asyncio
import random
from collections import Counter
from collections.abc import Awaitable, Callable, Coroutine
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from fakes.telegram import FakeTelegram
from fakes.telegram.state import Settings

from crash import talks
from crash.leases import Leases
from crash.nursery import Nursery
from crash.program import Life, Program
from crash.talks import Sent, Talk
from crash.telegram import TelegramTalk
from crash.web import WebTalk
from storage.failpoints import Failpoint

T = TypeVar("T")

ANYWHERE = "anywhere"
STARTING = "while-starting"
# How often a point is reached at most before it strikes: some are reached with each message.
HITS = {
    Failpoint.BEFORE_COMMIT: 20,
    Failpoint.AFTER_COMMIT: 20,
    Failpoint.AFTER_ACKNOWLEDGE: 12,
    Failpoint.BEFORE_SEND: 12,
    Failpoint.AFTER_SEND: 12,
    Failpoint.IN_JOB: 1,
    Failpoint.AFTER_JOB: 1,
    Failpoint.IN_SHUTDOWN: 1,
}
ENDS = (*HITS, ANYWHERE, STARTING, Failpoint.IN_MIGRATION)
LONGEST_LIFE = 15.0
KILLED = -9
ON_TELEGRAM, ON_WEB = 6, 2
FIRST_CHAT = 10_000
OFFICER = 2_002
ACCEPTED_ONE_IN = 3


@dataclass(kw_only=True)
class Storm:
    """One storm over one installation; the same seed chooses the same ends."""

    folder: Path
    database_url: str
    # An empty database beside the storm's own, on which a migration is broken off.
    fresh: Callable[[], AbstractContextManager[str]]
    seed: int
    kills: int
    say: Callable[[str], None] = lambda _: None
    on_telegram: int = ON_TELEGRAM
    on_web: int = ON_WEB
    # A short storm strikes soon.
    most_hits: int = max(HITS.values())
    ends: Counter[str] = field(default_factory=Counter)
    sent: list[Sent] = field(default_factory=list)
    accepted: list[Sent] = field(default_factory=list)
    pages: list[WebTalk] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.telegram = FakeTelegram(Settings(require_https=False))
        self.leases = Leases(self.database_url)
        self.nursery = Nursery()
        self._closing = asyncio.Event()
        self._people = 0
        self._decisions: asyncio.Queue[tuple[Talk, Sent]] = asyncio.Queue()

    async def run(self) -> None:
        """All of it, until the last message has arrived."""
        with self.telegram:
            await self.nursery.open()
            self.program = self._installed(self.folder, self.database_url)
            try:
                await self._rage_and_arrive()
            finally:
                await self.program.end()
                await self.nursery.close()

    def _installed(self, folder: Path, url: str) -> Program:
        return Program(
            folder=folder, database_url=url, telegram=self.telegram, nursery=self.nursery
        )

    async def _rage_and_arrive(self) -> None:
        await self.program.migrate()
        async with self.program.running():
            await talks.enrol(self._officer(), self.program.invitation)
        await self._rage()
        async with self.program.running():
            await self._arrive()

    async def _rage(self) -> None:
        async with asyncio.TaskGroup() as group:
            redelivering = group.create_task(self._redeliver())
            deciding = group.create_task(self._decide())
            crowd = [
                group.create_task(self._crowd(self._on_telegram)) for _ in range(self.on_telegram)
            ]
            crowd += [group.create_task(self._crowd(self._on_web)) for _ in range(self.on_web)]
            for number in range(self.kills):
                await self._live(ENDS[number % len(ENDS)])
            self._closing.set()
            async with self.program.running():
                await asyncio.gather(*crowd)
                await self._decisions.join()
            redelivering.cancel()
            deciding.cancel()

    async def _live(self, end: str) -> None:
        """One life, to its violent end."""
        if end == Failpoint.IN_MIGRATION:
            await self._break_off_a_migration()
        else:
            await self._break_off_a_life(end)
        self.ends[end] += 1
        self.say(f"{sum(self.ends.values())} kills, {len(self.sent)} petitions; last: {end}")

    async def _break_off_a_life(self, end: str) -> None:
        if end in HITS:
            most = min(HITS[Failpoint(end)], self.most_hits)
            life = await self.program.begin(end, self.random.randint(1, most))
        else:
            life = await self.program.begin()
        await self._kill(life, end)
        code = await life.end()
        assert code == KILLED, f"{end}: ended with {code}, see {self.program.log}"
        await asyncio.to_thread(self.leases.run_out)

    async def _break_off_a_migration(self) -> None:
        """Beside the storm: the second try finds the database as if there had been no first."""
        with self.fresh() as url:
            folder = self.folder / "migrated"
            program = self._installed(folder, url)
            assert await program.migrate(Failpoint.IN_MIGRATION) == KILLED, program.log.read_text()
            assert await program.migrate() == 0, program.log.read_text()

    async def _kill(self, life: Life, end: str) -> None:
        if end == STARTING:
            await life.dies_within(self.random.uniform(0.1, 1.5))
        elif await life.is_ready():
            await self._wait_for_end(life, end)
        life.kill()

    async def _wait_for_end(self, life: Life, end: str) -> None:
        if end == ANYWHERE:
            await life.dies_within(self.random.uniform(0.0, 1.0))
            return
        if end == Failpoint.IN_SHUTDOWN:
            await life.dies_within(self.random.uniform(0.1, 0.6))
            life.stop()
        assert await life.dies_within(LONGEST_LIFE), f"{end} was never reached"

    async def _crowd(self, somebody: Callable[[], Awaitable[tuple[Talk, Sent]]]) -> None:
        """One after the other, as long as the storm lasts."""
        while not self._closing.is_set():
            talk, sent = await somebody()
            self.sent.append(sent)
            if len(self.sent) % ACCEPTED_ONE_IN == 0:
                self._decisions.put_nowait((talk, sent))

    async def _on_telegram(self) -> tuple[Talk, Sent]:
        number = self._next_person()
        talk = TelegramTalk(self.telegram, FIRST_CHAT + number)
        return talk, await talks.petition(talk, f"T{number}x")

    async def _on_web(self) -> tuple[Talk, Sent]:
        talk = WebTalk(self.program.url)
        self.pages.append(talk)
        walk = _petition_read_to_the_end(talk, f"W{self._next_person()}x")
        return talk, await _while_open(talk, walk)

    async def _decide(self) -> None:
        while True:
            talk, sent = await self._decisions.get()
            await talks.accept(self._officer(), sent)
            self.accepted.append(sent)
            await _while_open(talk, talks.is_told(talk, sent))
            self._decisions.task_done()

    async def _redeliver(self) -> None:
        """As Telegram does when a 200 was lost on the way."""
        while True:
            await asyncio.sleep(self.random.uniform(0.05, 0.3))
            if past := self.telegram.deliveries():
                self.telegram.redeliver(self.random.choice(past[-200:]).update_id)

    async def _arrive(self) -> None:
        """Wait until nothing is on its way any more."""
        async with asyncio.timeout(60):
            while self.telegram.pending or await asyncio.to_thread(self.leases.count_open):
                await asyncio.sleep(0.1)

    def _officer(self) -> TelegramTalk:
        return TelegramTalk(self.telegram, OFFICER)

    def _next_person(self) -> int:
        self._people += 1
        return self._people


async def _petition_read_to_the_end(talk: Talk, nonce: str) -> Sent:
    """Rows come in order: who has the last one has them all."""
    sent = await talks.petition(talk, nonce)
    await talk.says("/trogiup", "Ông/Bà có thể")
    return sent


async def _while_open(talk: Talk, walk: Coroutine[Any, Any, T]) -> T:
    """Do it while the person's page is open, if it is one; a page that fails fails it."""
    if not isinstance(talk, WebTalk):
        return await walk
    page, walking = asyncio.create_task(talk.run()), asyncio.create_task(walk)
    try:
        await asyncio.wait({page, walking}, return_when=asyncio.FIRST_COMPLETED)
        assert walking.done(), page.result()
        return walking.result()
    finally:
        for task in (page, walking):
            task.cancel()
        await asyncio.wait({page, walking})
