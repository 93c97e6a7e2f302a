"""Dispatch: one person's messages in order, a fault is said, an absent database is not hidden."""

import asyncio

import pytest
from stage import Actor, Program

from bot import dispatch as dispatching
from bot.dispatch import Dispatch, Turns
from storage.errors import Unavailable


@pytest.fixture
def dispatch(program: Program) -> Dispatch:
    return Dispatch(database=program.database, house=program.house)


@pytest.fixture
def an(program: Program) -> Actor:
    return Actor(program=program, name="an")


async def test_messages_that_arrive_together_are_handled_in_their_order(
    program: Program, dispatch: Dispatch, an: Actor
) -> None:
    """A whole intake typed ahead ends where it would have ended step by step."""
    typed = ["/gui", "1", "2", "Nguyễn Văn An", "1", "1", "1", "1", "1"]
    await asyncio.gather(*(dispatch.receive(an.incoming(text=text)) for text in typed))

    assert program.open_question("web", "main", "an") == "writing"


async def test_a_fault_is_said_and_the_event_counts_as_taken(
    dispatch: Dispatch, an: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The person hears that it was not saved; a redelivery does not fail again."""

    def broken(*_: object) -> bool:
        raise ZeroDivisionError

    event = an.incoming(text="/lich")
    monkeypatch.setattr(dispatching, "receive", broken)
    await dispatch.receive(event)
    monkeypatch.undo()
    await dispatch.receive(event)

    assert "chưa lưu được" in an.read().text
    assert len(an.fresh) == 1


async def test_an_absent_database_is_told_to_the_channel(
    dispatch: Dispatch, an: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was saved, so the channel must not acknowledge."""

    def away(*_: object) -> bool:
        raise Unavailable("away")

    monkeypatch.setattr(dispatching, "receive", away)

    with pytest.raises(Unavailable):
        await dispatch.receive(an.incoming(text="/lich"))


async def test_one_person_does_not_wait_for_another() -> None:
    """Turns are for each address alone."""
    turns = Turns()
    one, other = ("web", "main", "an"), ("web", "main", "binh")

    async with turns.of(one), asyncio.timeout(30), turns.of(other):
        pass


async def test_who_is_done_is_forgotten() -> None:
    """A year of visitors leaves nothing behind."""
    turns = Turns()
    async with turns.of(("web", "main", "an")):
        pass

    assert not turns._waiting
