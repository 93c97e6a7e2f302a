"""Connections to PostgreSQL that break while the program works: ended by the server, cut by the
network, or swallowed by it without a word; or a cable is pulled out of a machine of its own."""

import asyncio
import random
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from trouble.proxy import Proxy, between
from trouble.servers import Server, running

from crash.namespaces import TO_DATABASE, TO_PLATFORM, Namespace, laid

ENDED, CUT, SILENT, PULLED = "ended", "cut", "silent", "pulled out"
# Somewhat longer than the program waits for an answer (storage/server.py).
SILENCE = 9.0
OWNER, WATCHER = "doithoai", "postgres"


@dataclass(kw_only=True)
class Cuts:
    """So many of them; each process reaches the server through a network of its own."""

    server: Server
    networks: list[Proxy]
    number: int
    machines: list[Namespace] = field(default_factory=list)
    seed: int = 1
    # The longest that a network is silent.
    silence: float = 0.5
    # What was claimed in a commit of which nobody heard is waited for so long; then its two
    # minutes are over. Much longer than it takes to send a message and to note it.
    patience: float = 30.0
    made: Counter[str] = field(default_factory=Counter)

    @property
    def owner(self) -> str:
        """The database for whom it belongs to, past all networks."""
        return self.server.url(OWNER)

    @property
    def watcher(self) -> str:
        """For whoever watches the storm: the server ends no connection of theirs."""
        return self.server.url(WATCHER)

    @property
    def urls(self) -> list[str]:
        """The database for each process."""
        there = f"127.0.0.1:{self.server.port}/"
        return [self.owner.replace(there, f"{one.host}:{one.port}/") for one in self.networks]

    @contextmanager
    def ways_to(self, port: int) -> Iterator[list[int]]:
        """The platform's port for each process; those with a machine enter it at their cable."""
        with ExitStack() as stack:
            hosts = [one.host(TO_PLATFORM) for one in self.machines]
            yield [stack.enter_context(between(port, host)).port for host in hosts]

    async def make(self) -> None:
        """One after the other, at moments that the seed chooses."""
        chosen = random.Random(self.seed)
        for _ in range(self.number):
            await asyncio.sleep(chosen.uniform(0.02, 0.3))
            how = chosen.choice((ENDED, CUT, CUT, SILENT) if not self.machines else (CUT, PULLED))
            await self._cut(how, chosen)

    async def _cut(self, how: str, chosen: random.Random) -> None:
        network = chosen.choice(self.networks)
        if how == ENDED:
            await asyncio.to_thread(self.server.cut)
        elif how == CUT:
            network.cut()
        elif how == PULLED:
            machine = chosen.choice(self.machines)
            await asyncio.to_thread(machine.pull_out)
            await asyncio.sleep(chosen.uniform(0.1, self.silence))
            await asyncio.to_thread(machine.plug_in)
        else:
            with network.swallowing():
                await asyncio.sleep(chosen.uniform(0.1, self.silence))
        self.made[how] += 1


@contextmanager
def cutting(
    server: str, *, processes: int, number: int, seed: int = 1, machines: bool = False
) -> Iterator[Cuts]:
    """A server of the storm's own with a network for each process, perhaps a machine; `server` has
    shown that the wheel works here."""
    with running(server) as own, ExitStack() as stack:
        made = stack.enter_context(laid(processes if machines else 0))
        hosts = [one.host(TO_DATABASE) for one in made] or ["127.0.0.1"] * processes
        networks = [stack.enter_context(between(own.port, host)) for host in hosts]
        yield Cuts(server=own, networks=networks, number=number, seed=seed, machines=made)
