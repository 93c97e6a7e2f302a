"""The relay: what is queued leaves once, in order, and what cannot leave is known."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from stage import Actor, Program

from notifications import insist
from notifications.outcomes import Moved, Never, TryAgain
from notifications.relay import Relay
from storage import addresses, outbox
from storage.database import Database
from storage.errors import Unavailable
from storage.tables import Address, Outbox
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
    await program.database.write(relay._claim)
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
