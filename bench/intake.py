"""A whole intake by a thousand people at once: SQLite, and PostgreSQL with one and two processes.

On SQLite the program has one core and the generator the other. With PostgreSQL there are more
processes than cores, so none is bound to one: what counts there are seconds of the processor for
each message, the program's and the server's apart. Then a shorter run counts who waited for whose
locks (`bench/lock_waits.py`).
"""

import json
import shutil
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import postgresql
import psycopg
from sqlalchemy import text

from bench.compare import GENERATOR_CORE, SERVER_CORE
from bench.lock_waits import BETWEEN, TELLING, UNKNOWN, WITHIN, waits
from bench.ours import COMMUNES
from bench.processes import cpu_seconds, family, resident_megabytes
from bench.serving import Process, begun, free_port, run, served
from bench.spread import Told, middle, rows, spread
from bench.walks import BEGUN, FIRST, QUARTER, WALKS
from storage.engine import open_engine

PEOPLE, CONNECTIONS = 1_000, 50
# Every statement is written to the log then.
PEOPLE_IN_THE_LOG = 200
SQLITE = "SQLite"
FORMS = ((SQLITE, 1), ("PostgreSQL", 1), ("PostgreSQL", 2))
HEAD = (
    "database",
    "processes",
    "messages a second",
    "p99, ms",
    "program, ms of the processor a message",
    "server, the same",
    "both, of one process's",
    "resident after a quarter, MB",
    "at the end, MB",
)
ENDED = "SELECT count(*) FROM petition WHERE code IS NOT NULL"


@dataclass(frozen=True, kw_only=True)
class Server:
    """PostgreSQL on this disk, with a prepared database to copy."""

    url: str
    template: str = "prepared"

    @property
    def data(self) -> Path:
        """Where its files are."""
        with psycopg.connect(self.url) as connection:
            found = connection.execute("SHOW data_directory").fetchone()
        assert found is not None
        return Path(found[0])

    def processes(self) -> list[int]:
        """All of its processes."""
        first = (self.data / "postmaster.pid").read_text().split()[0]
        return list(family(int(first)))


def section(rounds: int) -> str:
    """The part of the page."""
    found: dict[tuple[str, int], list[Told]] = defaultdict(list)
    with _prepared(Path.cwd()) as (folder, server):
        for _ in range((rounds + 1) // 2):  # each takes minutes
            for form in FORMS:
                found[form].append(_once(folder, server, *form, people=PEOPLE))
                print(*form, json.dumps(found[form][-1]), file=sys.stderr, flush=True)
        waited = _waited(folder, server)
        walk = len(next(iter(json.loads((folder / WALKS).read_text()).values())))
    return "\n".join(["## A whole intake", "", *_told(found, waited, walk)])


@contextmanager
def _prepared(disk: Path) -> Iterator[tuple[Path, Server]]:
    """A folder with everybody's messages and a prepared SQLite database, and a server."""
    with tempfile.TemporaryDirectory(dir=disk, prefix="b") as name, ExitStack() as opened:
        folder = Path(name)
        run("bench.walks", "record", name)
        (folder / SQLITE).mkdir()
        run("bench.walks", "prepare", str(folder / SQLITE), _sqlite(folder / SQLITE))
        server = Server(url=opened.enter_context(postgresql.served(disk=folder, settings=())))
        postgresql.administer(server.url, f"CREATE DATABASE {server.template}")
        named = postgresql.named(server.url, server.template)
        run("bench.walks", "prepare", name, named)
        yield folder, server


def _sqlite(folder: Path) -> str:
    return f"sqlite:///{folder / 'doithoai.db'}"


@contextmanager
def _database(folder: Path, server: Server, kind: str) -> Iterator[tuple[Path, str]]:
    """A new copy of what was prepared: the folder for the program's data, and the address."""
    data = folder / "run"
    shutil.rmtree(data, ignore_errors=True)
    if kind == SQLITE:
        shutil.copytree(folder / SQLITE, data)
        yield data, _sqlite(data)
    else:
        data.mkdir()
        with postgresql.created(server.url, server.template) as url:
            yield data, url


def _once(
    folder: Path, server: Server, kind: str, processes: int, *, people: int, tagged: bool = False
) -> dict[str, Any]:
    ports = [free_port() for _ in range(processes)]
    cores = (SERVER_CORE, GENERATOR_CORE) if kind == SQLITE else ("any", "any")
    with _database(folder, server, kind) as (data, url), ExitStack() as opened:
        more = (url, "tagged") if tagged else (url,)
        ours = [
            opened.enter_context(
                served(
                    port,
                    *("bench.ours", "serve_communes", str(data), str(port), str(cores[0]), *more),
                )
            ).pid
            for port in ports
        ]
        theirs = [] if kind == SQLITE else server.processes()
        sending = begun(
            *("bench.walks", "send", str(folder), str(people), str(CONNECTIONS), str(cores[1])),
            *map(str, ports),
        )
        told = _watched(sending, ours, server if theirs else None)
        opened.close()
        _check(url, people + FIRST)
    return told


def _watched(sending: Process, ours: Sequence[int], server: Server | None) -> dict[str, Any]:
    assert sending.stdout is not None
    resident = {}
    for line in sending.stdout:
        if line.strip() == BEGUN:
            before, theirs_before = cpu_seconds(ours), _theirs(server)
        elif line.strip() == QUARTER:
            resident["quarter"] = resident_megabytes(ours)
        else:
            told: dict[str, Any] = json.loads(line)
    if sending.wait():
        raise RuntimeError("the generator failed")
    count = told["messages"]
    return {
        **told,
        "per_second": count / told["seconds"],
        "program": (cpu_seconds(ours) - before) / count,
        "server": (_theirs(server) - theirs_before) / count,
        **resident,
        "end": resident_megabytes(ours),
    }


def _theirs(server: Server | None) -> float:
    return cpu_seconds(server.processes()) if server else 0.0


def _check(url: str, people: int) -> None:
    """Nobody was answered with 200 and left in the middle."""
    engine = open_engine(url)
    with engine.connect() as connection:
        ended = connection.execute(text(ENDED)).scalar_one()
    engine.dispose()
    if ended != people:
        raise RuntimeError(f"{ended} of {people} people have a receipt")


def _waited(folder: Path, server: Server) -> Counter[str]:
    postgresql.administer(server.url, *(f"ALTER SYSTEM SET {one}" for one in TELLING))
    postgresql.administer(server.url, "SELECT pg_reload_conf()")
    _once(folder, server, "PostgreSQL", 2, people=PEOPLE_IN_THE_LOG, tagged=True)
    return waits(server.data / "log")


def _told(
    found: Mapping[tuple[str, int], Sequence[Told]], waited: Counter[str], walk: int
) -> Iterator[str]:
    yield (
        f"{PEOPLE} people of {len(COMMUNES)} communes at once over {CONNECTIONS} connections, each"
        f" with the {walk} messages that ours takes from greeting to receipt, after {FIRST} others."
    )
    yield ""
    yield from rows(HEAD, (_row(found, form) for form in FORMS))
    counted = ", ".join(f"{waited[kind]} {kind}" for kind in (WITHIN, BETWEEN, UNKNOWN))
    yield ""
    yield (
        f"Waits for a lock of more than a millisecond, {PEOPLE_IN_THE_LOG} people and 2 processes"
        f" while the server logs every statement: {counted}."
    )
    busiest = max(one["generator"] for told in found.values() for one in told)
    yield f"The generator used at most {busiest:.0%} of a core."


def _row(found: Mapping[tuple[str, int], Sequence[Told]], form: tuple[str, int]) -> tuple[str, ...]:
    told, one = found[form], found[form[0], 1]
    costs = [_cost(told) / _cost(one), middle(told, "end") / middle(told, "quarter")]
    return (
        form[0],
        str(form[1]),
        spread(told, "per_second"),
        spread(told, "p99", 1000, digits=0),
        spread(told, "program", 1000),
        spread(told, "server", 1000),
        f"{costs[0]:.2f}",
        spread(told, "quarter", digits=0),
        f"{spread(told, 'end', digits=0)}, {costs[1]:.2f} times",
    )


def _cost(told: Sequence[Told]) -> float:
    return middle(told, "program") + middle(told, "server")
