"""The bell: it rings at once and again and again, whatever a tick does, and never into itself."""

import asyncio
from datetime import timedelta

from stage import Program
from stage.program import START, house

from scheduler.ticking import Ticking
from scheduler.ticks import TICKS, Tick, mind_the_clock, ring_now, start_ticks
from storage.errors import Unavailable
from storage.troubles import Trouble

SOON = timedelta(milliseconds=5)
PATIENCE = 20


def ring(program: Program, tick: Tick, until: asyncio.Event) -> None:
    """Let it ring until it has done what the test waits for."""

    async def wait() -> None:
        scheduler = start_ticks(program.database, house(), lambda: program.now, (tick,))
        try:
            await asyncio.wait_for(until.wait(), PATIENCE)
        finally:
            scheduler.shutdown(wait=False)

    asyncio.run(wait())


def test_a_tick_is_given_the_moment_and_rings_again_after_a_fault(sqlite_program: Program) -> None:
    """Also while the database is away: what was due is found by the next bell."""
    rung: list[Ticking] = []
    enough = asyncio.Event()
    faults = [RuntimeError("a fault of ours"), Unavailable("away", Trouble.STOPPING)]

    async def do(at: Ticking) -> None:
        rung.append(at)
        if faults:
            raise faults.pop()
        enough.set()

    ring(sqlite_program, Tick(name="test", every=SOON, do=do), enough)

    assert len(rung) >= 3
    assert {at.now for at in rung} == {sqlite_program.now}


def test_a_tick_that_somebody_asks_for_rings_at_once_and_no_other(sqlite_program: Program) -> None:
    rung: list[str] = []
    enough = asyncio.Event()

    def tick(name: str) -> Tick:
        async def do(at: Ticking) -> None:
            rung.append(name)
            if rung.count("asked for") == 2:
                enough.set()

        return Tick(name=name, every=timedelta(hours=1), do=do)

    async def wait() -> None:
        ticks = (tick("asked for"), tick("other"))
        scheduler = start_ticks(sqlite_program.database, house(), lambda: sqlite_program.now, ticks)
        async with asyncio.timeout(PATIENCE):
            while len(rung) < 2:
                await asyncio.sleep(0.001)
            ring_now(scheduler, "asked for")
            await enough.wait()
        scheduler.shutdown(wait=False)

    asyncio.run(wait())

    assert rung[2:] == ["asked for"]


def test_a_tick_never_rings_into_itself(sqlite_program: Program) -> None:
    """One that takes longer than the time to the next bell."""
    inside, most, rounds = 0, 0, 0
    enough = asyncio.Event()

    async def do(at: Ticking) -> None:
        nonlocal inside, most, rounds
        inside += 1
        most = max(most, inside)
        await asyncio.sleep(SOON.total_seconds() * 4)
        inside, rounds = inside - 1, rounds + 1
        if rounds == 3:
            enough.set()

    ring(sqlite_program, Tick(name="slow", every=SOON, do=do), enough)

    assert most == 1


def test_a_clock_that_is_set_back_silences_no_bell(sqlite_program: Program) -> None:
    """A day back: the next ring, an hour ahead until then, would come only tomorrow."""
    rung = asyncio.Event()
    tick = Tick(name="hourly", every=timedelta(hours=1), do=lambda at: note(rung))

    async def play() -> None:
        scheduler = start_ticks(sqlite_program.database, house(), lambda: START, (tick,))
        try:
            await asyncio.wait_for(rung.wait(), PATIENCE)
            rung.clear()
            [job] = scheduler.get_jobs()
            job.modify(next_run_time=job.next_run_time + timedelta(days=1))
            mind_the_clock(scheduler)
            await asyncio.wait_for(rung.wait(), PATIENCE)
        finally:
            scheduler.shutdown(wait=False)

    asyncio.run(play())


async def note(rung: asyncio.Event) -> None:
    rung.set()


def test_every_line_of_the_table_has_a_name_of_its_own() -> None:
    assert len({tick.name for tick in TICKS}) == len(TICKS)
