"""Order: what one person sends at the same instant is handled one after the other and answered in
that order, in one process and in two; nobody waits for somebody else; nobody is made twice."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from integration.order_kit import (
    DANGER,
    answered,
    at_once,
    counted,
    dispatch_of,
    lead_to_content,
    twice,
    written,
    wrong,
)
from stage import Actor, Program

from bot import dispatch as dispatching
from bot.dispatch import Dispatch, Turns
from handlers.house import House
from handlers.messages import Incoming
from handlers.receive import receive
from storage import addresses, conversations
from storage.database import Database
from storage.errors import Unavailable
from storage.tables import Address, Conversation, Person
from storage.work import Work

ROUNDS, ROUNDS_EACH, NEWCOMERS, CROWD = 200, 25, 100, 12
PATIENCE = 30.0


@pytest.fixture
def an(program: Program) -> Actor:
    return Actor(program=program, name="an", channel="telegram")


@pytest.fixture
def one(program: Program) -> Dispatch:
    return dispatch_of(program)


@pytest.fixture
def other(program: Program, twin: Database) -> Dispatch:
    """A second process on the same data: connections, threads and turns of its own."""
    return dispatch_of(program, twin)


@pytest.fixture
def writers(program: Program) -> list[Actor]:
    """Enough people for all rounds: nobody's petition takes more than sixty messages."""
    names = [f"an-{number}" for number in range(ROUNDS // ROUNDS_EACH)]
    return [Actor(program=program, name=name, channel="telegram") for name in names]


async def write_at_once(
    an: Actor, *through: Dispatch, rounds: int, words: str = "Việc"
) -> list[str]:
    """In each round as many messages as there are ways in, all at once; their ids as handed in."""
    await lead_to_content(through[0], an)
    handed = []
    for number in range(rounds):
        names = [f"{an.name}.{number}.{way}" for way in range(len(through))]
        events = [an.incoming(text=f"{words} {name}", event_id=name) for name in names]
        handed += names
        await at_once(*zip(through, events, strict=True))
    return handed


async def test_two_messages_at_once_keep_the_order_in_which_they_arrived(
    writers: list[Actor], one: Dispatch
) -> None:
    """Two hundred times on two connections of one process: handled and answered as they came."""
    for an in writers:
        handed = await write_at_once(an, one, one, rounds=ROUNDS_EACH)

        assert written(one.database, an) == handed
        assert answered(one.database, an)[-len(handed) :] == handed
        assert counted(one.database, an) == list(range(1, len(handed) + 1))
    assert wrong(one.database) == []


async def test_many_messages_at_once_keep_the_order_in_which_they_arrived(
    an: Actor, one: Dispatch
) -> None:
    handed = await write_at_once(an, *[one] * CROWD, rounds=4, words=DANGER)

    assert written(one.database, an) == handed
    assert answered(one.database, an)[-2 * len(handed) :] == twice(handed)


async def test_two_messages_at_once_on_two_processes_have_one_order(
    writers: list[Actor], one: Dispatch, other: Dispatch
) -> None:
    """Whichever reaches the database first is first in everything: content, count, replies."""
    for an in writers:
        handed = await write_at_once(an, one, other, rounds=ROUNDS_EACH)
        kept = written(one.database, an)

        assert sorted(kept) == sorted(handed)
        assert answered(one.database, an)[-len(handed) :] == kept
        assert counted(one.database, an) == list(range(1, len(handed) + 1))
    assert wrong(one.database) == []


async def test_many_messages_at_once_on_two_processes_have_one_order(
    an: Actor, one: Dispatch, other: Dispatch
) -> None:
    """Each process keeps the order in which its own arrived."""
    handed = await write_at_once(an, *[one, other] * (CROWD // 2), rounds=4, words=DANGER)
    kept = written(one.database, an)

    assert answered(one.database, an)[-2 * len(handed) :] == twice(kept)
    for way in range(2):
        own = [event for event in handed if int(event.rpartition(".")[2]) % 2 == way]
        assert [event for event in kept if event in own] == own


async def test_first_contact_twice_at_once_makes_one_person(
    program: Program, one: Dispatch, other: Dispatch
) -> None:
    """A hundred newcomers, each with two messages that two processes get at the same moment."""
    people = [Actor(program=program, name=f"new-{number}") for number in range(NEWCOMERS)]
    for new in people:
        await at_once(
            (one, new.incoming(text="Xin chào")), (other, new.incoming(text="Đường hỏng."))
        )

    assert len(program.all_of(Person)) == NEWCOMERS
    assert len(program.all_of(Address)) == NEWCOMERS
    assert all(len(answered(one.database, new)) == 2 for new in people)
    assert all(held_content(program, new) == 2 for new in people)
    assert wrong(one.database) == []


async def test_first_contact_by_one_event_twice_at_once_is_answered_once(
    program: Program, one: Dispatch, other: Dispatch
) -> None:
    """The platform delivers a newcomer's first message to both processes."""
    people = [Actor(program=program, name=f"new-{number}") for number in range(20)]
    for new in people:
        event = new.incoming(text="Xin chào")
        await at_once((one, event), (other, event))

    assert len(program.all_of(Person)) == len(people)
    assert all(len(answered(one.database, new)) == 1 for new in people)
    assert wrong(one.database) == []


async def test_somebody_is_answered_while_another_is_held_up(
    postgresql_program: Program,
) -> None:
    """An's conversation is locked by whatever it may be; Bình does not notice."""
    program = postgresql_program
    dispatch = dispatch_of(program)
    an, binh = Actor(program=program, name="an").open(), Actor(program=program, name="binh").open()

    with locked(program, an):
        waiting = asyncio.create_task(dispatch.receive(an.incoming(text="/lich")))
        async with asyncio.timeout(PATIENCE):
            await dispatch.receive(binh.incoming(text="/lich"))
        before = waiting.done()
    await waiting

    assert not before
    assert "Hội nghị đối thoại" in binh.read().text
    assert "Hội nghị đối thoại" in an.read().text


async def test_of_those_who_wait_the_lowest_number_of_the_platform_goes_first(
    an: Actor, one: Dispatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A webhook call that was sent again, or was slower on its way, is put back in its place."""
    await lead_to_content(one, an)
    gate = held_up(monkeypatch)
    calls = []
    for number in (10, 13, 11, 12):  # the first is in hand, the others wait
        event = an.incoming(text=f"Số {number}", event_id=str(number), sequence=number)
        calls.append(asyncio.create_task(one.receive(event)))
        await asyncio.sleep(0)  # its task has run until it waits
    gate.set()
    await asyncio.gather(*calls)

    assert written(one.database, an) == ["10", "11", "12", "13"]
    assert wrong(one.database) == []


async def test_who_gives_up_waiting_leaves_the_turn_to_the_next() -> None:
    """A client that hangs up takes nobody's turn with it, neither waiting nor just called."""
    turns, came = Turns(), []

    async def take(name: str) -> None:
        async with turns.of(("web", "main", "an")):
            came.append(name)

    async with turns.of(("web", "main", "an")):
        tasks = {name: asyncio.create_task(take(name)) for name in ("gone", "called", "next")}
        await asyncio.sleep(0)
        tasks["gone"].cancel()
    tasks["called"].cancel()  # it was its turn already, and it had not noticed yet
    async with asyncio.timeout(PATIENCE):
        await tasks["next"]
    await asyncio.wait(tasks.values())

    assert came == ["next"]
    assert not turns._waiting


async def test_who_gives_up_just_when_sent_away_takes_no_turn_from_others() -> None:
    """What could not be saved sends away who waits; one of them has hung up in that moment."""
    turns = Turns()
    address = ("web", "main", "an")

    async def take() -> None:
        async with turns.of(address):
            pass

    with pytest.raises(Unavailable):
        async with turns.of(address):
            waiting = asyncio.create_task(take())
            await asyncio.sleep(0)
            raise Unavailable
    waiting.cancel()
    await asyncio.wait([waiting])

    assert waiting.cancelled()
    assert not turns._waiting


def held_content(program: Program, actor: Actor) -> int:
    """How many messages the conversation holds until it is known where they belong."""

    def read(work: Work) -> int:
        account = addresses.account(work, actor.channel, actor.account)
        address = addresses.find(work, account, actor.name)
        row = work.session.get_one(Conversation, address.id if address else None)
        return len(row.data["held_content"])

    return program.database.read_now(read)


def held_up(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Nothing is handled until this is set."""
    gate = threading.Event()

    def wait_and_receive(work: Work, house: House, incoming: Incoming) -> bool:
        gate.wait(PATIENCE)
        return receive(work, house, incoming)

    monkeypatch.setattr(dispatching, "receive", wait_and_receive)
    return gate


@contextmanager
def locked(program: Program, actor: Actor) -> Iterator[None]:
    """Another transaction has the conversation of `actor` until the block ends."""
    has, done = threading.Event(), threading.Event()

    def hold(work: Work) -> None:
        account = addresses.account(work, actor.channel, actor.account)
        address = addresses.find(work, account, actor.name)
        assert address is not None
        conversations.open_at(work, address, program.now)
        has.set()
        done.wait(PATIENCE)

    holder = threading.Thread(target=program.database.write_now, args=[hold])
    holder.start()
    has.wait(PATIENCE)
    try:
        yield
    finally:
        done.set()
        holder.join()
