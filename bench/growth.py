"""How the program's acts fare while an installation grows.

A thousand, a hundred thousand and a million petitions over a thousand communes, or, with
`PYTHONPATH=.:tests python -m bench.growth SIZES…`, as many as one likes. All sizes stand beside
each other and each act is done in them in turns, so that whatever else the machine does falls on
all of them alike. Their files lie on the disk, under /var/tmp; no commit waits for it, since that
would hide what grows.
"""

import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from time import monotonic

import postgresql
from integration.plan_kit import Step, scans

from bench.acts import ACTS, RINGS, Act, Run, Town, build, gather, gathered, settled
from bench.meter import middle, reading, timed
from bench.world import World

SIZES = (1_000, 100_000, 1_000_000)
ENGINES = ("sqlite", "postgresql")
CROWDS = (500, 20_000)
TIMES, WARM = 25, 3
# PostgreSQL reads tables of fewer rows as they lie.
LARGE = 5_000
# What an act may take, of what it takes in the smallest.
MOST = 1.5
ORDER = [act.name for act in (*ACTS, *RINGS)] + [gathered(one) for one in CROWDS]


@dataclass(kw_only=True)
class Found:
    """What came of one act in one town: milliseconds, rows read once, and what it read from end to
    end."""

    times: list[float] = field(default_factory=list)
    rows: int = 0
    scans: set[Step] = field(default_factory=set)


Key = tuple[str, str, int]


def measure(sizes: Sequence[int], folder: Path) -> dict[Key, Found]:
    """Every act on both engines at all sizes."""
    found: dict[Key, Found] = defaultdict(Found)
    with ExitStack() as opened:
        urls = {
            (engine, size): url
            for engine in ENGINES
            for size, url in opened.enter_context(_databases(engine, sizes, folder)).items()
        }
        # The largest first, on every processor; what is measured afterwards is alone.
        work = sorted(urls.items(), key=lambda one: -one[0][1])
        with ProcessPoolExecutor(mp_context=get_context("spawn")) as builders:
            list(builders.map(_build, [(url, size) for (_, size), url in work]))
        for engine in ENGINES:
            towns = [settled(urls[engine, size], World(petitions=size)) for size in sizes]
            for town in towns:
                opened.callback(town.close)
            _measure(engine, towns, found)
    return found


def _build(what: tuple[str, int]) -> None:
    url, size = what
    since = monotonic()
    build(url, World(petitions=size)).close()
    print(f"{url.partition(':')[0]:10} {size:8} in {monotonic() - since:.0f} s", file=sys.stderr)


def _measure(engine: str, towns: Sequence[Town], found: dict[Key, Found]) -> None:
    sizes = [town.world.petitions for town in towns]
    for act in ACTS:
        _in_turns(engine, towns, dict.fromkeys(sizes, act), WARM, TIMES, found)
    for act in RINGS:  # what is due on a day is done once
        times = len(towns[0].world.days) - 1
        _in_turns(engine, towns, dict.fromkeys(sizes, act), 0, times, found)
    for nth, opinions in enumerate(CROWDS):
        acts = {town.world.petitions: gather(town, nth, opinions) for town in towns}
        _in_turns(engine, towns, acts, WARM, TIMES, found)


def _in_turns(
    engine: str,
    towns: Sequence[Town],
    acts: dict[int, Act],
    warm: int,
    times: int,
    found: dict[Key, Found],
) -> None:
    """So often unseen, once with what is read, and `times` timed."""
    for nth in range(warm + 1 + times):
        for town in towns:
            act = acts[town.world.petitions]
            one, run = found[act.name, engine, town.world.petitions], act.prepare(town, nth)
            if nth < warm:
                run()
            elif nth == warm:
                _look(town, run, one)
            else:
                one.times.append(timed(run))
    for town in towns:
        name, size = acts[town.world.petitions].name, town.world.petitions
        one = found[name, engine, size]
        print(f"{engine:10} {name:32} {size:8} {spread(one.times):32} {one.rows}", file=sys.stderr)


def _look(town: Town, run: Run, one: Found) -> None:
    database = town.program.database
    with reading(database) as read:
        run()
    one.rows = read.rows
    found = database.write_now(lambda work: scans(work, read.asked, LARGE))
    one.scans = {step for steps in found.values() for step in steps}


@contextmanager
def _databases(engine: str, sizes: Sequence[int], folder: Path) -> Iterator[dict[int, str]]:
    """A new database for each size; the folder goes with them."""
    if engine == "sqlite":
        yield {size: f"sqlite:///{folder / f'{size}.db'}" for size in sizes}
        return
    with postgresql.served(disk=folder) as server, ExitStack() as made:
        yield {size: made.enter_context(postgresql.created(server)) for size in sizes}


def section(_rounds: int) -> str:
    """The part of the page; one round, in which each act is done many times."""
    return told(measured(SIZES), SIZES)


def measured(sizes: Sequence[int]) -> dict[Key, Found]:
    """`measure` in a folder that goes with it."""
    with tempfile.TemporaryDirectory(prefix="doithoai-growth-", dir="/var/tmp") as folder:
        Path(folder).chmod(0o755)  # the server is another user
        return measure(sizes, Path(folder))


def told(found: dict[Key, Found], sizes: Sequence[int]) -> str:
    """A table, what grows too much, and what reads too much."""
    lines = (*table(found, sizes), "", *slower(found, sizes), *faults(found))
    return "\n".join(["## Growth", "", *lines])


def table(found: dict[Key, Found], sizes: Sequence[int]) -> Iterator[str]:
    """The lines of a Markdown table."""
    yield "| act | engine | petitions | ms | of the smallest's | rows read |"
    yield "|---|---|---|---|---|---|"
    for (act, engine, size), one in sorted(found.items(), key=lambda item: _place(item[0])):
        least = found[act, engine, sizes[0]]
        factor = middle(one.times) / middle(least.times)
        cells = (act, engine, _written(size), spread(one.times), f"{factor:.2f}")
        yield f"| {' | '.join(cells)} | {one.rows} |"


def slower(found: dict[Key, Found], sizes: Sequence[int]) -> Iterator[str]:
    """Each act that takes more than `MOST` times as long in the largest."""
    least, largest = sizes[0], sizes[-1]
    for act, engine, size in found:
        one, small = found[act, engine, size], found[act, engine, least]
        factor = middle(one.times) / middle(small.times)
        if size == largest and factor > MOST:
            more = f"{factor:.2f} times as long as with {_written(least)}"
            yield f"- {act} ({engine}) takes {more}."


def _written(size: int) -> str:
    return f"{size:,}".replace(",", " ")


def _place(key: Key) -> tuple[int, str, int]:
    act, engine, size = key
    return ORDER.index(act), engine, size


def faults(found: dict[Key, Found]) -> Iterator[str]:
    """Each act that reads a growing table from end to end."""
    for (act, engine, size), one in found.items():
        for step in sorted(one.scans):
            yield f"- {act} ({engine}, {size}) reads all of {step.table} {step.index}".rstrip()


def spread(times: Sequence[float]) -> str:
    """The median with the least and the most."""
    return f"{middle(times):.1f} ({min(times):.1f} to {max(times):.1f})"


def main(sizes: Sequence[int]) -> None:
    """Measure and print; fails where a growing table is read from end to end."""
    found = measured(sizes)
    print(told(found, sizes))
    sys.exit(1 if any(faults(found)) else 0)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or SIZES)
