"""One life of the program after another, as a process of its own."""

import asyncio
import os
import re
import signal
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from fakes.telegram import FakeTelegram

from crash.nursery import Forked, Nursery

PATIENCE = 120.0
READY = "Stop with"
CODE = re.compile(r"/thamgia (\S+)")


@dataclass(kw_only=True)
class Program:
    """The installation in `folder`; its processes come and go, its port and its data stay."""

    folder: Path
    database_url: str
    telegram: FakeTelegram
    nursery: Nursery
    port: int = field(default_factory=lambda: free_port())
    invitation: str = ""
    # Several processes of one installation share a folder, and may have wrong clocks.
    data: Path | None = None
    clock_astray: float = 0.0
    # All of them, and the server's: another day than today.
    clock_ahead: float = 0.0
    # The namespace in which they live, and the platform's address there.
    machine: str = ""
    platform: str = ""
    chat_seconds: float = 0.0
    messages_per_second: int = 1_000
    _last: Forked | None = None

    def __post_init__(self) -> None:
        self.folder.mkdir(exist_ok=True)
        self.config.write_text(self._configuration())

    @property
    def config(self) -> Path:
        """Its configuration."""
        return self.folder / "config.toml"

    @property
    def log(self) -> Path:
        """What all its lives have logged."""
        return self.folder / "log"

    @property
    def url(self) -> str:
        """Where it serves."""
        return f"http://127.0.0.1:{self.port}"

    async def migrate(self, point: str = "") -> int:
        """Run `migrate`, perhaps to its death; its exit code."""
        process = await self._spawn(point, 1, "migrate")
        return await process.wait()

    async def begin(self, point: str = "", hit: int = 1) -> "Life":
        """Start a process; it may die at once."""
        return Life(await self._spawn(point, hit, "run"), self, point)

    async def end(self) -> None:
        """Leave no process behind, however the storm went."""
        if self._last is not None and self._last.returncode is None:
            Life(self._last, self).kill()
            await self._last.wait()

    @asynccontextmanager
    async def running(self) -> AsyncIterator["Life"]:
        """A life that ends in peace."""
        life = await self.begin()
        try:
            assert await life.is_ready(), self.log.read_text()[-2000:]
            yield life
        finally:
            life.stop()
            await life.end()

    async def _spawn(self, point: str, hit: int, command: str) -> Forked:
        with self.log.open("ab") as log:
            self._last = await self.nursery.begin(
                [point, str(hit), "--config", str(self.config), command],
                env={
                    "CRASH_CLOCK": str(self.clock_astray or ""),
                    "CRASH_DAY": str(self.clock_ahead or ""),
                    "CRASH_MACHINE": self.machine,
                },
                folder=self.folder,
                errors=log.fileno(),
            )
        return self._last

    def _there(self, url: str) -> str:
        """An address of the platform's, as the process has to call it."""
        return url.replace(urlsplit(url).netloc, self.platform) if self.platform else url

    def _configuration(self) -> str:
        return f"""
[database]
url = "{self.database_url}"
[data]
dir = "{self.data or self.folder / "data"}"
[web]
port = {self.port}
public_url = "{self.url}"
[limits]
messages_per_minute = 6000
[quiet_hours]
begin = "00:00"
end = "00:00"
[telegram.main]
token = "{self.telegram.token}"
base_url = "{self._there(self.telegram.base_url)}"
base_file_url = "{self._there(self.telegram.base_file_url)}"
chat_seconds = {self.chat_seconds}
messages_per_second = {self.messages_per_second}
mode = "webhook"
"""


@dataclass(kw_only=False)
class Life:
    """One process."""

    process: Forked
    program: Program
    # Where it is to die.
    point: str = ""
    serves: bool = False

    async def is_ready(self) -> bool:
        """Wait until it serves (or is dead); learns the office's code on the way."""
        assert self.process.stdout is not None
        if self.serves:
            return True
        async with asyncio.timeout(PATIENCE):
            while line := (await self.process.stdout.readline()).decode():
                if found := CODE.search(line):
                    self.program.invitation = found[1]
                if line.startswith(READY):
                    self.serves = True
                    return True
        return False

    async def dies_within(self, seconds: float) -> bool:
        """Wait for its end, so long at most."""
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self.process.wait()
        return self.process.returncode is not None

    def kill(self) -> None:
        """From outside, wherever it is."""
        self._signal(signal.SIGKILL)

    def stop(self) -> None:
        """Ask it to stop."""
        self._signal(signal.SIGTERM)

    def _signal(self, number: signal.Signals) -> None:
        # asyncio's own way looks first whether the process is dead, and so may take the news of
        # its death away from whoever waits for it.
        if self.process.returncode is None:
            with suppress(ProcessLookupError):
                os.kill(self.process.pid, number)

    async def end(self) -> int:
        """Wait until it is gone; the exit code, negative if it was killed."""
        async with asyncio.timeout(PATIENCE):
            return await self.process.wait()


def free_port() -> int:
    """A port that nobody uses now; each life listens on it anew."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
