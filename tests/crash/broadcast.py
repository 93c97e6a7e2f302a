"""News to many from several processes at once, while they are killed and the platform fails.

1. A conference has changed; the job that tells everybody waits. So many processes of the program
   begin on one database, every second of them with a clock that is minutes wrong.
2. Telegram counts calls by itself and refuses what is too much. It breaks some calls off, before
   or after it has done what was asked, answers others with 502, and asks to wait.
3. Processes die at failpoints and at random; a new one takes each place. What the dead one had
   claimed is noted, and its two minutes are over at once.
4. When a third has heard, the conference is called off. In the end everybody has heard that.
"""

import asyncio
import json
import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from fakes.telegram import FakeTelegram, FaultKind
from fakes.telegram.state import Settings
from sqlalchemy import func
from sqlmodel import col, select
from stage import Program as Stage

from crash.leases import Leases
from crash.nursery import Nursery
from crash.program import Life, Program
from dialogue.conference_life import ConferenceState
from handlers.conference.news import NEWS
from storage import addresses, conferences, jobs, outbox, schema
from storage.database import Database
from storage.engine import is_sqlite, open_engine
from storage.failpoints import Failpoint
from storage.still_true import about_conference
from storage.tables import Address, Conference, ConferenceEvent, Outbox, Petition
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
CALLED_OFF = "Hội nghị đã hủy"
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
class Broadcast:
    """One storm of news; the same seed spoils the same calls and chooses the same ends."""

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

    def __post_init__(self) -> None:
        self.random = random.Random(self.seed)
        self.telegram = FakeTelegram(Settings(require_https=False, rate_limits=True))
        self.leases = Leases(self.url)
        self.nursery = Nursery()

    async def run(self) -> list[str]:
        """Until everybody has heard; what is wrong then, each a sentence."""
        self._set_up()
        try:
            return await self._rage()
        finally:
            self.database.close()

    async def _rage(self) -> list[str]:
        with self.telegram:
            await self.nursery.open()
            self._spoil()
            places = [self._place(number) for number in range(self.processes)]
            try:
                lives = [await self._begin(place, number) for number, place in enumerate(places)]
                calling_off = asyncio.create_task(self._call_off())
                for number in range(self.kills):
                    await self._end(lives, number)
                async with asyncio.timeout(LONGEST):
                    await calling_off
                    await self._settled()
                for life in lives:
                    life.stop()
                codes = [await life.end() for life in lives]
            finally:
                for place in places:
                    await place.end()
                await self.nursery.close()
        return [*self._faults(), *(f"ended with {code}" for code in codes if code)]

    @property
    def span(self) -> int:
        """With more people processes live longer: a job that eight of them died of is set aside."""
        return max(1, self.people // 100)

    def summary(self) -> str:
        """The figures as one JSON line."""
        calls = [call for call in self.telegram.calls() if call.method.startswith("send")]
        figures = {
            "ends": dict(self.ends),
            "calls": len(calls),
            "too_many": self.telegram.state.limits.refused,
            "in_doubt": self.leases.in_doubt.total(),
            "unanswered": self.unanswered.total(),
            "twice": self.twice,
        }
        return json.dumps(figures)

    def _set_up(self) -> None:
        engine = open_engine(self.url)
        schema.upgrade(engine)
        engine.dispose()
        self.database = Database(self.url)
        stage = Stage(database=self.database, now=datetime.now(UTC)).set_up()
        stage.change(lambda work: self._gather(stage, work))

    def _gather(self, stage: Stage, work: Work) -> None:
        conference = stage.conference(work)
        self.conference = conference.id or 0
        account = addresses.account(work, "telegram", "main")
        for number in range(self.people):
            chat = FIRST_CHAT + number
            address = addresses.arrive(work, account, str(chat), stage.now)
            work.session.add(_petition(conference.id, address, number, stage.now))
            self.telegram.open_chat(chat)
        self._happens(work, "changed")

    def _happens(self, work: Work, kind: str) -> None:
        """A line of the conference's history, and the job that tells of it."""
        now = datetime.now(UTC)
        conference = work.session.get_one(Conference, self.conference)
        if kind == ConferenceState.CANCELLED:
            conference.state = kind
        told = conferences.history(work, conference)
        earlier = [about_conference(self.conference, one.id or 0) for one in told]
        line = ConferenceEvent(commune_id=1, conference_id=self.conference, at=now, kind=kind)
        work.session.add(line)
        work.session.flush()
        outbox.drop(work, 1, earlier, now)
        key, payload = f"conference:{line.id}", {"event": line.id}
        jobs.put(work, commune_id=1, kind=NEWS, key=key, payload=payload, now=now)

    def _spoil(self) -> None:
        for number in range(self.people):
            for kind, percent in {**SPOILT, **(SILENT if self.silent else {})}.items():
                if self.random.uniform(0, 100) < percent:
                    chat = FIRST_CHAT + number
                    self.telegram.fail_next("sendMessage", kind, chat_id=chat)
                    self.unanswered[chat] += kind in UNANSWERED

    def _place(self, number: int) -> Program:
        return Program(
            folder=self.folder / f"process-{number}",
            data=self.folder / "data",
            database_url=self.url,
            telegram=self.telegram,
            nursery=self.nursery,
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
        await life.dies_within(self.random.uniform(0.2, 1.5) * self.span)
        life.kill()
        await life.end()
        self.ends[life.point or ANYWHERE] += 1
        await asyncio.to_thread(self.leases.run_out, life.process.pid)
        lives[place] = await self._begin(life.program, number + self.processes)

    async def _call_off(self) -> None:
        while await self.database.read(_count_sent) < self.people / 3:
            await asyncio.sleep(0.05)
        await self.database.write(lambda work: self._happens(work, "cancelled"))

    async def _settled(self) -> None:
        while await asyncio.to_thread(self.leases.count_open):
            await asyncio.sleep(0.1)

    def _faults(self) -> Iterator[str]:
        rows = self.database.read_now(_rows)
        for chat in range(FIRST_CHAT, FIRST_CHAT + self.people):
            yield from self._of_chat(chat, [row for row, of in rows if of == str(chat)])
        if refused := self.telegram.state.limits.refused:
            yield f"{refused} calls were more than Telegram takes"

    def _of_chat(self, chat: int, rows: list[Outbox]) -> Iterator[str]:
        heard = [(seen.kind, seen.text) for seen in self.telegram.sent(chat)]
        told = [text for kind, text in heard if kind == "text"]
        if not told or CALLED_OFF not in told[-1]:
            yield f"{chat} has not heard the last: {told}"
        doubt = sum(self.leases.in_doubt[row.id or 0] for row in rows)
        sent = sum(row.state == Delivery.SENT for row in rows)
        for copy, times in Counter(heard).items():
            once = 1 if copy[0] == "text" else sent  # the calendar file has no words of its own
            if times > once + doubt + self.unanswered[chat]:
                yield f"{chat} was told {times} times: {copy}"
            self.twice += max(0, times - once)
        for row in rows:
            if row.state not in (Delivery.SENT, Delivery.DROPPED):
                yield f"outbox {row.id} is {row.state}"


def _petition(conference: int | None, address: Address, number: int, now: datetime) -> Petition:
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
