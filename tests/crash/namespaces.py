"""A machine of its own for each process, as far as the network goes: a namespace with two cables,
one to the database and one to the platform. Pulled out, a cable loses what is on its way.

Needs root and `ip` (iproute2); `python -m crash --namespaces` only.
"""

import ctypes
import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

CLONE_NEWNET = 0x40000000
# Networks that nobody routes: 10.77.N.0/30 to the database, 10.78.N.0/30 to the platform.
TO_DATABASE, TO_PLATFORM = 77, 78


@dataclass(frozen=True, kw_only=True)
class Namespace:
    """One of them, by its number."""

    number: int

    @property
    def name(self) -> str:
        """As `ip netns` knows it."""
        return f"doithoai-{os.getpid()}-{self.number}"

    @property
    def path(self) -> str:
        """What a process enters."""
        return f"/run/netns/{self.name}"

    def host(self, network: int) -> str:
        """Our end of a cable."""
        return f"10.{network}.{self.number}.1"

    def pull_out(self) -> None:
        """From now on nothing goes to or comes from the database."""
        _ip("link", "set", self._cable(TO_DATABASE), "down")

    def plug_in(self) -> None:
        """It does again."""
        _ip("link", "set", self._cable(TO_DATABASE), "up")

    def lay(self) -> None:
        """Make it, with its cables."""
        _ip("netns", "add", self.name)
        _ip("-n", self.name, "link", "set", "lo", "up")
        for network in (TO_DATABASE, TO_PLATFORM):
            ours, theirs = self._cable(network), f"in{network}"
            _ip("link", "add", ours, "type", "veth", "peer", "name", theirs, "netns", self.name)
            _ip("addr", "add", f"{self.host(network)}/30", "dev", ours)
            _ip("link", "set", ours, "up")
            address = f"10.{network}.{self.number}.2/30"
            _ip("-n", self.name, "addr", "add", address, "dev", theirs)
            _ip("-n", self.name, "link", "set", theirs, "up")

    def remove(self) -> None:
        """Its cables go with it."""
        _ip("netns", "del", self.name)

    def _cable(self, network: int) -> str:
        return f"dt{network}n{self.number}"


@contextmanager
def laid(number: int) -> Iterator[list[Namespace]]:
    """So many of them."""
    with ExitStack() as stack:
        made = [Namespace(number=one) for one in range(number)]
        for one in made:
            one.lay()
            stack.callback(one.remove)
        yield made


def enter(path: str) -> None:
    """This process is in that namespace from now on; Python 3.11 has no word for it."""
    libc = ctypes.CDLL(None, use_errno=True)
    with Path(path).open("rb") as namespace:
        if libc.setns(namespace.fileno(), CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), "setns", path)


def _ip(*arguments: str) -> None:
    subprocess.run(["ip", *arguments], check=True, capture_output=True)
