"""One message, durably: ours beside the floor and two frameworks, in turns, as ratios.

Each server has one core to itself and the generator the other. Every round starts each server anew
on a fresh database. What is told are medians over the rounds with the least and the most beside
them; absolute times are this machine's alone, ratios are what counts.
"""

import json
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

CONNECTIONS = (1, 10, 50)
# How many people write at so many connections; each sends `bench.messages.PIECES` messages.
PEOPLE: Mapping[int, int] = {1: 10, 10: 50, 50: 100}
SERVER_CORE, GENERATOR_CORE = 0, 1
LONGEST_START = 120.0
Told = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Peer:
    """A server: how it is started (`{data}` is its folder), where it is called."""

    name: str
    command: Sequence[str]
    path: str = "/"
    prepared: bool = False


PEERS = (
    Peer(
        name="ours",
        command=("bench.ours", "serve", "{data}", "{port}", "{core}"),
        path="/telegram/main",
        prepared=True,
    ),
    Peer(
        name="floor",
        command=("bench.peers.floor", "{data}/doithoai.db", "{port}", "{core}"),
        prepared=True,
    ),
    Peer(
        name="aiogram",
        command=("bench.peers.with_aiogram", "{data}/bot.db", "{port}", "{core}", "{people}"),
    ),
    Peer(
        name="python-telegram-bot",
        command=("bench.peers.with_ptb", "{data}/bot.db", "{port}", "{core}"),
    ),
    # No peer, for what it keeps is not on the disk; it stands there as a note.
    Peer(
        name="note: python-telegram-bot, pickled",
        command=("bench.peers.with_ptb", "{data}/bot.pickle", "{port}", "{core}", "pickle"),
    ),
)


def section(rounds: int) -> str:
    """The part of the page."""
    lines = table(measure(rounds, Path.cwd()))  # on this disk: memory has none to wait for
    return "\n".join(["## One message, durably", "", *lines])


def measure(rounds: int, disk: Path) -> dict[tuple[str, int], list[Told]]:
    """Every peer at every number of connections, `rounds` times, in turns."""
    found: dict[tuple[str, int], list[Told]] = defaultdict(list)
    with tempfile.TemporaryDirectory(dir=disk) as folder:
        prepared = Path(folder) / "prepared"
        prepared.mkdir()
        _run("bench.ours", "prepare", str(prepared), str(max(PEOPLE.values())))
        for _ in range(rounds):
            for connections in CONNECTIONS:
                for peer in PEERS:
                    told = _once(peer, connections, Path(folder), prepared)
                    found[peer.name, connections].append(told)
                    print(peer.name, connections, json.dumps(told), file=sys.stderr, flush=True)
    return found


def _once(peer: Peer, connections: int, folder: Path, prepared: Path) -> Told:
    data = folder / "run"
    shutil.rmtree(data, ignore_errors=True)
    if peer.prepared:
        shutil.copytree(prepared, data)
    else:
        data.mkdir()
    people = PEOPLE[connections]
    with _served(peer, data, people) as port:
        wanted = (port, peer.path, connections, people, GENERATOR_CORE)
        told = _run("bench.generator", *map(str, wanted))
    answer: Told = json.loads(told)
    answer["per_second"] = answer["messages"] / answer["seconds"]
    return answer


@contextmanager
def _served(peer: Peer, data: Path, people: int) -> Iterator[int]:
    port = _free_port()
    known = {"data": data, "port": port, "core": SERVER_CORE, "people": people}
    command = [word.format(**known) for word in peer.command]
    server = subprocess.Popen([sys.executable, "-m", *command])  # noqa: S603
    try:
        _wait_for(port, server)
        yield port
    finally:
        server.kill()
        server.wait()


def _run(*command: str) -> str:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", *command], check=True, stdout=subprocess.PIPE, text=True
    )
    return done.stdout


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _wait_for(port: int, server: "subprocess.Popen[bytes]") -> None:
    until = time.monotonic() + LONGEST_START
    while time.monotonic() < until and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"the server did not start: {server.args!r}")


def table(found: Mapping[tuple[str, int], Sequence[Told]]) -> Iterator[str]:
    """The lines of a Markdown table: throughput as a ratio to the floor's, and p99."""
    yield "| connections | server | messages a second | of the floor's | p99, ms | of the floor's |"
    yield "|---|---|---|---|---|---|"
    for connections in CONNECTIONS:
        floor = found["floor", connections]
        for peer in PEERS:
            told = found[peer.name, connections]
            cells = (
                str(connections),
                peer.name,
                _spread(told, "per_second"),
                f"{_middle(told, 'per_second') / _middle(floor, 'per_second'):.2f}",
                _spread(told, "p99", 1000),
                f"{_middle(told, 'p99') / _middle(floor, 'p99'):.2f}",
            )
            yield f"| {' | '.join(cells)} |"
    busiest = max(one["generator"] for told in found.values() for one in told)
    yield ""
    yield f"The generator used at most {busiest:.0%} of its core."


def _middle(told: Sequence[Told], key: str) -> float:
    return float(median(one[key] for one in told))


def _spread(told: Sequence[Told], key: str, times: float = 1) -> str:
    values = sorted(one[key] * times for one in told)
    return f"{median(values):.1f} ({values[0]:.1f} to {values[-1]:.1f})"
