"""One message, durably: ours beside the floor and two frameworks, in turns, as ratios.

Each server has one core to itself and the generator the other. Every round starts each server anew
on a fresh database. What is told are medians over the rounds with the least and the most beside
them; absolute times are this machine's alone, ratios are what counts.
"""

import json
import shutil
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.messages import FIRST
from bench.serving import free_port, run, served
from bench.spread import Told, middle, spread

CONNECTIONS = (1, 10, 50)
# How many people write at so many connections; each sends `bench.messages.PIECES` messages.
PEOPLE: Mapping[int, int] = {1: 10, 10: 50, 50: 100}
SERVER_CORE, GENERATOR_CORE = 0, 1


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
        run("bench.ours", "prepare", str(prepared), str(max(PEOPLE.values()) + FIRST))
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
    people, port = PEOPLE[connections], free_port()
    known = {"data": data, "port": port, "core": SERVER_CORE, "people": people + FIRST}
    with served(port, *(word.format(**known) for word in peer.command)):
        wanted = (port, peer.path, connections, people, GENERATOR_CORE)
        told = run("bench.generator", *map(str, wanted))
    answer: dict[str, Any] = json.loads(told)
    answer["per_second"] = answer["messages"] / answer["seconds"]
    return answer


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
                spread(told, "per_second"),
                f"{middle(told, 'per_second') / middle(floor, 'per_second'):.2f}",
                spread(told, "p99", 1000),
                f"{middle(told, 'p99') / middle(floor, 'p99'):.2f}",
            )
            yield f"| {' | '.join(cells)} |"
    busiest = max(one["generator"] for told in found.values() for one in told)
    yield ""
    yield f"The generator used at most {busiest:.0%} of its core."
