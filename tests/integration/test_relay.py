"""The relay: what is queued leaves once, in order, and what cannot leave is known."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import count
from time import monotonic
from typing import Any

import pytest
from fakes.telegram import FakeTelegram
from fakes.telegram.state import Settings
from integration.telegram_kit import Inbox, account_of
from stage import Actor, Program

from notifications import insist
from notifications.limiter import Limiter, Rate
from notifications.outcomes import Moved, Never, TryAgain
from notifications.quiet_hours import QuietHours
from notifications.relay import Relay
from storage import addresses, outbox
from storage.database import Database
from storage.errors import Unavailable
from storage.still_true import StillTrue
from storage.tables import Account, Address, Outbox
from storage.work import Work


@dataclass
class FakeSender:
    """A channel that takes what it is given, unless faults are waiting."""

    faults: list[Exception] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)

    async def send(self, external: str, body: dict[str, Any]) -> str:
        if self.faults:
            raise self.faults.pop(0)
        self.taken.append((external, body["text"].splitlines()[0]))
        return f"id-{len(self.taken)}"


@pytest.fixture
def sender() -> FakeSender:
    return FakeSender()


@pytest.fixture
def relay(program: Program, sender: FakeSender) -> Relay:
    """A relay for the Telegram account, on the clock of the stage."""
    account = program.database.read_now(lambda w: addresses.account(w, "telegram", "main"))
    assert account.id is not None
    return Relay(database=program.database, senders={account.id: sender}, clock=lambda: program.now)


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """A Bot API server that keeps its limits."""
    with FakeTelegram(Settings(rate_limits=True)) as fake:
        for number in range(7_000, 7_060):
            fake.say(number, "/start")
        yield fake


def asked(program: Program, text: str = "/lich") -> Actor:
    """An asks something on Telegram and has not seen the answer yet."""
    an = Actor(program=program, name="an", channel="telegram")
    program.receive(an.incoming(text=text))
    return an


def rows(program: Program) -> list[Outbox]:
    return program.all_of(Outbox)


async def test_a_reply_is_sent_once(program: Program, relay: Relay, sender: FakeSender) -> None:
    asked(program)

    first, second = await relay.step(), await relay.step()

    assert (first, second, len(sender.taken)) == (True, False, 1)


async def test_what_was_sent_is_settled_with_the_platforms_id(
    program: Program, relay: Relay
) -> None:
    asked(program)
    await relay.step()

    (row,) = rows(program)
    assert (row.state, row.external_id, row.settled_at) == ("sent", "id-1", program.now)


async def test_replies_to_one_person_keep_their_order(
    program: Program, relay: Relay, sender: FakeSender
) -> None:
    """Two messages to one address are never under way at once."""
    asked(program, "/lich")
    asked(program, "/trogiup")
    while await relay.step():
        pass

    assert [text for _, text in sender.taken] == [
        row.body["text"].splitlines()[0] for row in rows(program)
    ]


async def test_what_could_not_be_taken_is_sent_after_the_time_that_was_asked_for(
    program: Program, relay: Relay, sender: FakeSender
) -> None:
    """A platform that says "in a minute" is not asked before."""
    asked(program)
    sender.faults = [TryAgain("busy", 60)]
    await relay.step()

    program.wait(seconds=59)
    early = await relay.step()
    program.wait(seconds=2)
    late = await relay.step()

    assert (early, late, len(sender.taken)) == (False, True, 1)


async def test_a_blocked_chat_is_marked_and_an_officer_can_see_why(
    program: Program, relay: Relay, sender: FakeSender
) -> None:
    asked(program)
    sender.faults = [Never("blocked", gone=True)]
    await relay.step()

    (row,), (address,) = rows(program), program.all_of(Address)
    assert (row.state, row.reason) == ("failed", "blocked")
    assert address.unreachable_reason == "blocked"


async def test_a_chat_that_moved_gets_the_message_at_its_new_address(
    program: Program, relay: Relay, sender: FakeSender
) -> None:
    asked(program)
    sender.faults = [Moved("an-new")]
    await relay.step()
    await relay.step()

    assert [external for external, _ in sender.taken] == ["an-new"]


async def test_a_fault_of_ours_in_one_message_does_not_hold_the_others(
    program: Program, relay: Relay, sender: FakeSender
) -> None:
    asked(program)
    program.receive(Actor(program=program, name="binh", channel="telegram").incoming(text="/lich"))
    sender.faults = [ZeroDivisionError()]
    await relay.step()

    assert sorted(row.state for row in rows(program)) == ["sent", "waiting"]


async def test_what_was_sent_and_not_settled_is_sent_again_when_its_lease_runs_out(
    program: Program, relay: Relay, sender: FakeSender
) -> None:
    """The process died between sending and settling: better twice than never."""
    asked(program)
    accounts = list(relay.senders)
    await program.database.write(lambda work: outbox.claim(work, accounts, program.now))
    program.wait(minutes=3)
    await relay.step()

    assert len(sender.taken) == 1


async def test_web_rows_are_left_to_their_own_clients(
    program: Program, relay: Relay, sender: FakeSender
) -> None:
    """The page fetches and confirms what is for it."""
    program.receive(Actor(program=program, name="binh").incoming(text="/lich"))

    assert (await relay.step(), sender.taken) == (False, [])


async def test_what_was_sent_is_noted_when_the_database_is_back(
    program: Program, relay: Relay, sender: FakeSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A message is not sent twice because the database was away for a moment after it."""
    asked(program)
    away_after_claim(relay.database, monkeypatch, times=3)
    monkeypatch.setattr(insist, "PAUSE", 0.0)
    await relay.step()
    await relay.step()

    assert [row.state for row in rows(program)] == ["sent"]
    assert len(sender.taken) == 1


async def test_a_relay_that_is_stopped_does_not_wait_for_the_database(
    program: Program, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lease runs out then, and the next process sends once more."""
    asked(program)
    away_after_claim(relay.database, monkeypatch, times=1_000)
    stop = asyncio.Event()
    stop.set()
    async with asyncio.timeout(30):
        await relay.step(stop)

    assert [row.state for row in rows(program)] == ["sending"]


async def test_a_settlement_that_fails_does_not_stop_the_others(
    program: Program, relay: Relay, sender: FakeSender, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours with one message leaves the next one its way."""
    asked(program)
    monkeypatch.setattr(outbox, "sent", lambda *_: 1 / 0)
    await relay.step()
    monkeypatch.undo()
    bình = Actor(program=program, name="binh", channel="telegram")
    program.receive(bình.incoming(text="/lich"))
    await relay.step()

    assert [address for address, _ in sender.taken] == ["an", "binh"]


def away_after_claim(database: Database, monkeypatch: pytest.MonkeyPatch, *, times: int) -> None:
    """After the next write the database is away for so many more."""
    write, calls = database.write, count()

    async def spoilt(work: Callable[[Work], Any]) -> Any:
        if 0 < next(calls) <= times:
            raise Unavailable("away")
        return await write(work)

    monkeypatch.setattr(database, "write", spoilt)


def queue_for(program: Program, *names: str, lane: str = "notice", **more: Any) -> None:
    """A message to each of these people on Telegram."""

    def put(work: Work) -> None:
        account = addresses.account(work, "telegram", "main")
        for name in names:
            address = addresses.arrive(work, account, name, program.now)
            body = {"text": f"{lane} {name}"}
            key = f"{lane} {name} {more}"
            outbox.put(work, address, lane=lane, key=key, body=body, now=program.now, **more)

    program.database.write_now(put)


async def test_a_whole_account_waits_when_its_platform_asks_for_it(
    program: Program, relay: Relay, sender: FakeSender
) -> None:
    """Who was told 429 and goes on with the next message is told it again, for longer."""
    queue_for(program, "một", "hai", "ba")
    sender.faults = [TryAgain("busy", 30.0, account=True)] * 3
    await relay.step()
    sender.faults.clear()
    queue_for(program, "bốn", lane="reply")
    program.wait(minutes=0.45)
    before = await relay.step()
    program.wait(minutes=0.15)
    await relay.step()

    assert before is False
    assert len(sender.taken) == 4


async def test_another_fault_holds_up_its_own_message_only(
    program: Program, relay: Relay, sender: FakeSender
) -> None:
    queue_for(program, "một")
    sender.faults = [TryAgain("network", 30.0)]
    await relay.step()
    queue_for(program, "hai")
    await relay.step()

    assert [text for _, text in sender.taken] == ["notice hai"]


async def test_at_night_replies_leave_and_notices_wait_for_the_morning(
    program: Program, relay: Relay, sender: FakeSender
) -> None:
    """What was queued at noon, when Telegram was away, does not ring at two in the morning."""
    relay.quiet = QuietHours()
    queue_for(program, "an")
    program.wait(hours=17)  # 9:00 in Viet Nam at first
    queue_for(program, "an", lane="reply")
    queue_for(program, "binh", urgent=True)
    while await relay.step():
        pass
    at_night = [*sender.taken]
    program.wait(hours=5)
    await relay.step()

    assert at_night == [("an", "reply an"), ("binh", "notice binh")]
    assert sender.taken[2:] == [("an", "notice an")]


@dataclass
class SlowSender:
    """Some chats take for ever; the others are answered at once."""

    taken: list[str] = field(default_factory=list)
    go_on: asyncio.Event = field(default_factory=asyncio.Event)

    async def send(self, external: str, body: dict[str, Any]) -> str:
        if external.startswith("slow"):
            await self.go_on.wait()
        self.taken.append(external)
        return "1"


async def test_who_is_slow_holds_up_nobody_and_is_waited_for_at_the_end(
    program: Program, relay: Relay
) -> None:
    """More slow chats than are claimed at once would be; then the program is stopped."""
    (account,) = relay.senders
    slow = SlowSender()
    running = Relay(
        database=relay.database,
        senders={account: slow},
        clock=relay.clock,
        limiters={account: Limiter(Rate(per_second=30))},
    )
    queue_for(program, *(f"slow {number}" for number in range(20)))
    stop = asyncio.Event()
    serving = asyncio.create_task(running.run(stop))
    async with asyncio.timeout(10):
        while len(running._under_way) < 20:
            await asyncio.sleep(0.01)
        queue_for(program, "quick", lane="reply")
        while not slow.taken:
            await asyncio.sleep(0.01)
        first = slow.taken[0]
        stop.set()
        slow.go_on.set()
        await serving

    assert first == "quick"
    assert {row.state for row in rows(program)} == {"sent"}


async def test_what_takes_too_long_at_the_end_is_given_back(
    program: Program, relay: Relay, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody waits for its lease: the next process sends it."""
    (account,) = relay.senders
    monkeypatch.setattr("notifications.relay.DRAIN", 0.0)
    running = Relay(database=relay.database, senders={account: SlowSender()}, clock=relay.clock)
    queue_for(program, "slow")
    stop = asyncio.Event()
    serving = asyncio.create_task(running.run(stop))
    async with asyncio.timeout(10):
        while not running._under_way:
            await asyncio.sleep(0.01)
        stop.set()
        await serving

    (row,) = rows(program)
    assert (row.state, row.attempts, row.lease) == ("waiting", 0, "")


async def test_all_processes_together_keep_within_what_telegram_takes(
    postgresql_program: Program, telegram: FakeTelegram
) -> None:
    """Three relays, one bot, sixty people: the server counts by itself and refuses nothing."""
    program = postgresql_program
    queue_for(program, *(str(number) for number in range(7_000, 7_060)))
    account = program.database.read_now(lambda w: addresses.account(w, "telegram", "main"))
    assert account.id is not None
    stop = asyncio.Event()
    accounts = [account_of(telegram, Inbox(), chat_seconds=1.0) for _ in range(3)]
    relays = [
        Relay(
            database=program.database,
            senders={account.id: one.sender},
            limiters={account.id: one.limiter},
            clock=lambda: program.now + timedelta(seconds=monotonic()),
        )
        for one in accounts
    ]
    serving = [asyncio.create_task(one.run(stop)) for one in relays]
    async with asyncio.timeout(30):
        while sum(row.state == "sent" for row in rows(program)) < 60:
            await asyncio.sleep(0.1)
        stop.set()
        await asyncio.gather(*serving)
    for one in accounts:
        await one.close()

    assert telegram.state.limits.refused == 0
    assert {row.attempts for row in rows(program)} == {1}


async def test_a_platform_that_answers_nobody_makes_the_account_wait_and_no_message(
    program: Program, relay: Relay, sender: FakeSender
) -> None:
    """All leave as soon as it is back, and none has been counted as tried more than once."""
    for name in ("an", "binh", "dung", "chi", "hoa"):
        actor = Actor(program=program, name=name, channel="telegram")
        program.receive(actor.incoming(text="/lich"))
    sender.faults = [TryAgain("network") for _ in range(5)]
    await relay.step()
    [account] = [one for one in program.all_of(Account) if one.channel == "telegram"]
    assert account.paused_reason == "network"
    assert await relay.step() is False
    program.wait(seconds=4)
    while await relay.step():
        pass

    assert len(sender.taken) == 5
    assert sorted(row.attempts for row in rows(program)) == [1, 1, 1, 2, 2]


@dataclass
class InParts:
    """A channel that takes a message in two calls, and knows after the first where it stands."""

    faults: list[Exception]
    begun: set[str] = field(default_factory=set)
    calls: list[str] = field(default_factory=list)

    async def send(self, external: str, body: dict[str, Any]) -> str:
        if external not in self.begun:
            self.calls.append("first part")
            self.begun.add(external)
        if self.faults:
            raise self.faults.pop(0)
        self.calls.append("second part")
        return "1,2"


async def test_a_message_of_which_a_part_has_left_is_gone_on_with_where_it_began(
    program: Program, twin: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another process would send the first part again; it looks meanwhile, and finds nothing."""
    asked(program)
    account = program.database.read_now(lambda w: addresses.account(w, "telegram", "main").id)
    mine = InParts(faults=[TryAgain("network", begun=True), TryAgain("busy", 0.01, begun=True)])
    other = FakeSender()
    here, there = (
        Relay(database=one, senders={account or 0: sender}, clock=lambda: program.now)
        for one, sender in ((program.database, mine), (twin, other))
    )
    monkeypatch.setattr("notifications.relay.wait_before", lambda *_, **__: 0.2)
    sending = asyncio.create_task(here.step())
    while not mine.calls:  # the row is claimed, and its first part has left
        await asyncio.sleep(0.01)
    while not sending.done():
        assert await there.step() is False
        await asyncio.sleep(0.02)

    assert mine.calls == ["first part", "second part"]
    assert other.taken == []
    assert [(row.state, row.attempts) for row in rows(program)] == [("sent", 3)]


async def test_a_message_of_which_a_part_has_left_is_given_back_when_the_program_stops(
    program: Program,
) -> None:
    asked(program)
    account = program.database.read_now(lambda w: addresses.account(w, "telegram", "main").id)
    sender = InParts(faults=[TryAgain("network", 30.0, begun=True)])
    relay = Relay(
        database=program.database, senders={account or 0: sender}, clock=lambda: program.now
    )
    stop = asyncio.Event()
    sending = asyncio.create_task(relay.step(stop))
    while not sender.calls:
        await asyncio.sleep(0.01)
    stop.set()
    await sending

    assert [row.state for row in rows(program)] == ["waiting"]


async def test_the_rest_of_what_no_longer_holds_is_not_sent(
    program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is asked again before the second part."""
    asked(program)
    account = program.database.read_now(lambda w: addresses.account(w, "telegram", "main").id)
    sender = InParts(faults=[TryAgain("network", begun=True)])
    relay = Relay(
        database=program.database, senders={account or 0: sender}, clock=lambda: program.now
    )
    monkeypatch.setattr("notifications.relay.wait_before", lambda *_, **__: 0.01)
    holds = iter((True, False))
    monkeypatch.setattr(StillTrue, "holds", lambda *_: next(holds))
    await relay.step()

    assert sender.calls == ["first part"]
    assert [(row.state, row.reason) for row in rows(program)] == [("dropped", "stale")]
