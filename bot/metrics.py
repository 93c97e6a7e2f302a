"""Numbers for those who watch the program, as Prometheus reads them at `/metrics`.

Names of accounts, lanes, ticks and kinds of work, never of people: nothing here grows with what
people write. What happens in this process is counted here; what stands in the database is looked
at when somebody asks, at most once in a few seconds.
"""

import asyncio
from collections import Counter as Tally
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import Any

from prometheus_client import CollectorRegistry, Counter, Histogram
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy.exc import SQLAlchemyError

from storage import pulse, room
from storage.database import Database
from storage.errors import StorageError
from storage.pulse import Pulse

CONTENT_TYPE = CONTENT_TYPE_LATEST
# How long a look at the database is good for, and how long one may take.
FRESH, PATIENCE = 5.0, 3.0
SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)


@dataclass(kw_only=True, eq=False)
class Metrics:
    """Counts, looks, and writes the page."""

    database: Database
    clock: Callable[[], datetime]
    # Whose disks must not become full.
    folders: tuple[Path, ...] = ()
    # Calls at an edge that were no platform's, by why.
    dropped: Mapping[str, int] = field(default_factory=Tally)
    _registry: CollectorRegistry = field(default_factory=CollectorRegistry, init=False)
    _pulse: Pulse | None = field(default=None, init=False)
    _looked: float | None = field(default=None, init=False)
    _looking: "asyncio.Task[Pulse] | None" = field(default=None, init=False)

    def __post_init__(self) -> None:
        own: dict[str, Any] = {"registry": self._registry, "namespace": "doithoai"}
        account = ("channel", "account")
        self.handled = Histogram(
            "handler_seconds",
            "From a message's turn until what came of it is on the disk",
            ("channel", "outcome"),
            buckets=SECONDS,
            **own,
        )
        self.sent = Counter("sent", "Messages that a platform took", account, **own)
        self.not_sent = Counter(
            "not_sent", "Tries that did not send: later, never, moved", (*account, "outcome"), **own
        )
        self.sending = Histogram(
            "send_seconds", "How long a platform took", ("channel",), buckets=SECONDS, **own
        )
        self.ticked = Counter("tick_runs", "Ticks of this process", ("tick", "outcome"), **own)
        self.write_wait = Histogram(
            "database_write_wait_seconds",
            "How long a piece of work waited until it could write",
            buckets=SECONDS,
            **own,
        )
        self.database.waited = self.write_wait.observe
        self._registry.register(self)

    async def page(self) -> bytes:
        """The page; without what stands in the database while that cannot be read."""
        await self._look()
        return generate_latest(self._registry)

    def forget(self) -> None:
        """Look again when somebody asks."""
        self._looked = self._looking = None

    def collect(self) -> Iterator[Metric]:
        """What was found at the last look."""
        now = self.clock()
        up = self._pulse is not None and self.database.trouble is None
        yield _gauge("database_up", "Whether the database can be read and written", float(up))
        if self.folders:
            free = room.least(self.folders)
            yield _gauge("disk_free_bytes", "Room on the fullest disk that holds data", free)
        dropped = CounterMetricFamily(
            "doithoai_dropped_calls", "Calls at an edge that were no platform's", labels=["why"]
        )
        for why, count in self.dropped.items():
            dropped.add_metric([why], count)
        yield dropped
        if self._pulse is not None:
            yield from _of_pulse(self._pulse, now)

    def describe(self) -> list[Metric]:
        """Nothing ahead of the first look."""
        return []

    async def _look(self) -> None:
        """One look for all who ask; while the database is silent, they must not pile up."""
        if self._looked is not None and monotonic() - self._looked < FRESH:
            return
        if self._looking is None or self._looking.done():
            self._looking = asyncio.create_task(self.database.read(pulse.feel))
        asked = self._looking
        await asyncio.wait({asked}, timeout=PATIENCE)
        try:
            self._pulse = asked.result() if asked.done() else None
        except (StorageError, SQLAlchemyError):
            self._pulse = None
        self._looked = monotonic()


def _of_pulse(found: Pulse, now: datetime) -> Iterator[Metric]:
    lane = ("channel", "account", "lane")
    queue = _family("queue_messages", "Messages that wait to leave or are leaving", lane)
    age = _family("queue_oldest_seconds", "For how long the first of them should have left", lane)
    for line in found.waiting:
        labels = [line.channel, line.account, line.lane]
        queue.add_metric(labels, line.count)
        age.add_metric(labels, _age(line.oldest, now))
    heard = _family("last_received_timestamp_seconds", "The last message of an account", lane[:2])
    failing = _family("account_failing", "1 while the platform refuses or is away", lane[:2])
    paused = _family(
        "account_paused_seconds", "For how long nothing is sent over it: asked to wait", lane[:2]
    )
    for account in found.heard:
        named = [account.channel, account.account]
        failing.add_metric(named, float(account.failing_since is not None))
        until = account.paused_until
        paused.add_metric(named, max(0.0, (until - now).total_seconds()) if until else 0.0)
        if account.at is not None:
            heard.add_metric(named, account.at.timestamp())
    jobs = _family("jobs", "Unfinished work", ("kind", "state"))
    for job in found.jobs:
        jobs.add_metric([job.kind, job.state], job.count)
    yield from (queue, age, heard, failing, paused, jobs)
    yield _gauge("undelivered", "Messages that nobody could bring yet", found.undelivered)
    yield from _of_ticks(found)
    yield from _of_backup(found)


def _of_ticks(found: Pulse) -> Iterator[Metric]:
    """Those of all processes."""
    last = _family("tick_last_timestamp_seconds", "When a tick last went well", ("tick",))
    failing = _family("tick_failing", "1 while a tick fails", ("tick",))
    for tick in found.ticks:
        name = tick.name.partition(":")[2]
        failing.add_metric([name], float(tick.failing_since is not None))
        if tick.at is not None:
            last.add_metric([name], tick.at.timestamp())
    yield from (last, failing)


def _of_backup(found: Pulse) -> Iterator[Metric]:
    """Nothing where none was ever tried; 0 where none ever went well."""
    if (backup := found.backup) is None:
        return
    at = backup.at.timestamp() if backup.at else 0.0
    yield _gauge("backup_last_timestamp_seconds", "The last backup that was verified", at)
    failing = float(backup.failing_since is not None)
    yield _gauge("backup_failing", "1 while backups fail", failing)


def _gauge(name: str, about: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"doithoai_{name}", about, value=value)


def _family(name: str, about: str, labels: tuple[str, ...]) -> GaugeMetricFamily:
    return GaugeMetricFamily(f"doithoai_{name}", about, labels=labels)


def _age(since: datetime, now: datetime) -> float:
    return max(0.0, (now - since).total_seconds())
