"""What waits behind a message that was not saved comes again after it."""

import asyncio

import pytest
from stage import Actor, Program
from structlog.testing import capture_logs

from bot import dispatch as dispatching
from bot.dispatch import Dispatch
from handlers.house import House
from handlers.messages import Incoming
from handlers.receive import receive
from storage.errors import Unavailable
from storage.work import Work


async def test_what_waited_behind_is_sent_back_too(
    sqlite_program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An's second message must not overtake the first, nor wait in vain as long once more."""
    an = Actor(program=sqlite_program, name="an")
    dispatch = Dispatch(database=sqlite_program.database, house=sqlite_program.house)
    tried: list[str] = []

    def away(work: Work, house: House, incoming: Incoming) -> bool:
        tried.append(incoming.text)
        raise Unavailable("away")

    events = [an.incoming(text=text) for text in ("/gui", "1", "2")]
    monkeypatch.setattr(dispatching, "receive", away)
    faults = await asyncio.gather(*map(dispatch.receive, events), return_exceptions=True)
    monkeypatch.setattr(dispatching, "receive", receive)
    await asyncio.gather(*map(dispatch.receive, events))

    assert [type(fault) for fault in faults] == [Unavailable] * 3
    assert tried == ["/gui"]
    assert sqlite_program.open_question("web", "main", "an") == "asking_name"
    assert not dispatch._turns._waiting


async def test_an_apology_that_cannot_be_saved_takes_nothing(sqlite_program: Program) -> None:
    """Where not even tables are left, the event was not taken, and comes again."""
    an = Actor(program=sqlite_program, name="an")
    dispatch = Dispatch(database=sqlite_program.database, house=sqlite_program.house)

    def hide(work: Work) -> None:
        work.session.connection().exec_driver_sql("ALTER TABLE account RENAME TO elsewhere")

    def show(work: Work) -> None:
        work.session.connection().exec_driver_sql("ALTER TABLE elsewhere RENAME TO account")

    event = an.incoming(text="/lich")
    sqlite_program.change(hide)
    with capture_logs(), pytest.raises(Unavailable):
        await dispatch.receive(event)
    sqlite_program.change(show)
    await dispatch.receive(event)

    assert "Thời gian:" in an.read().text
