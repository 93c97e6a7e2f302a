"""The clock on the stage: ticks that ring at a moment, and what people were sent by them."""

import asyncio
from datetime import date, datetime, time, timedelta
from pathlib import Path

from sqlmodel import col, select

from locales.dates import LOCAL
from scheduler.ticking import Ticking
from scheduler.ticks import TICKS
from stage.news import tell
from stage.people import Actor
from stage.program import Program
from storage import outbox
from storage.tables import Account, Outbox
from storage.work import Work

DAY = timedelta(days=1)


def at(program: Program, day: date, hour: int = 8, minute: int = 0) -> None:
    """It is this moment in Viet Nam."""
    program.now = datetime.combine(day, time(hour, minute), LOCAL)


def ring(program: Program, files: Path | None = None) -> None:
    """Every tick of the table that tells people something, once; with `files` its jobs too."""

    async def each() -> None:
        for tick in TICKS:
            if tick.tells:
                await tick.do(
                    Ticking(database=program.database, house=program.house, now=program.now)
                )

    asyncio.run(each())
    if files is not None:
        tell(program, files)


def days(first: date, last: date) -> list[date]:
    """Every day between, both included."""
    return [first + n * DAY for n in range((last - first).days + 1)]


def lines_about(actor: Actor, word: str) -> list[str]:
    """The points of a list with this word in what has come since."""
    lines = actor.read().text.splitlines()
    return [line for line in lines if line.startswith("• ") and word in line]


def leaving(program: Program) -> dict[str, str]:
    """All that would leave from this moment on if every channel sent: its text by its key, asked
    as the relay asks. Nothing of that is kept."""

    def claim(work: Work) -> dict[str, str]:
        before = work.session.begin_nested()
        accounts = [one for one in work.session.exec(select(Account.id)) if one]
        texts: dict[int, str] = {}
        while claimed := outbox.claim(work, accounts, program.now):
            for one in claimed:
                texts[one.id] = one.body["text"]
                outbox.sent(work, one, program.now, external_id="")
        found = work.session.exec(select(Outbox).where(col(Outbox.id).in_(list(texts)))).all()
        by_key = {row.key: texts[row.id or 0] for row in found}
        before.rollback()
        return by_key

    return program.database.write_now(claim)
