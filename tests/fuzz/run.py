"""Throws bodies at the program, many at once, and says what should not have happened.

1. A wave of bodies is thrown at the same time, so that commits are shared.
2. A wave that cost much is thrown again, body by body, at a new program: the dearest is named.
3. After the first tenth the process is measured, and again at the end.
"""

import asyncio
import re
import tempfile
import time
import traceback
from collections.abc import Awaitable, Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fuzz import asgi, calls, frames, watch, zalo
from fuzz.dice import Dice
from fuzz.house import House, opened
from fuzz.watch import Size

WAVE = 64
# Processor seconds of a whole wave, above which its bodies are looked at one by one.
DEAR_WAVE = 1.5
# What one body may cost; more would be felt by everybody else.
DEAREST = 1.0
# Megabytes by which the process may be larger at the end than after the first tenth.
GROWTH = 64.0
MORE_DESCRIPTORS, MORE_TASKS = 4, 2
MOST_FINDINGS = 20


@dataclass(frozen=True, kw_only=True)
class Target:
    """Something to throw at: how a throw is made, how it is thrown, the bodies that are in one."""

    make: Callable[[Dice], Any]
    throw: Callable[[House, Any], Awaitable[asgi.Answer]]
    bodies: int = 1


TARGETS: Mapping[str, Target] = {
    "telegram": Target(make=calls.webhook, throw=House.call),
    "zalo_bot": Target(make=zalo.bot_webhook, throw=House.call),
    "zalo_oa": Target(make=zalo.oa_webhook, throw=House.call),
    "socket": Target(make=frames.connection, throw=House.connect, bodies=frames.FRAMES),
    "web": Target(make=calls.visit, throw=House.call),
}


@dataclass(kw_only=True)
class Report:
    """What came of a run."""

    target: str
    seed: int
    bodies: int = 0
    seconds: float = 0.0
    answers: dict[int, int] = field(default_factory=dict)
    findings: list[str] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    dearest: tuple[float, int] = (0.0, -1)
    before: Size | None = None
    after: Size | None = None

    def blame(self, number: int, what: str) -> None:
        """One thing that should not have happened; the same thing is told once, with its count."""
        kind = re.sub(r"[0-9]+", "", what.strip()[-200:])
        self.counts[kind] = self.counts.get(kind, 0) + 1
        if self.counts[kind] == 1 and len(self.findings) < MOST_FINDINGS:
            replay = f"--target {self.target} --seed {self.seed} --only {number}"
            self.findings.append(f"{replay}\n{what}")


async def run(
    target: str,
    *,
    seed: int,
    bodies: int,
    first: int = 0,
    url: str = "",
    tell: Callable[[Report], None] = lambda report: None,
) -> Report:
    """Throw so many bodies (rounded up to whole throws)."""
    report = Report(target=target, seed=seed)
    throws = -(-bodies // TARGETS[target].bodies)
    dear: list[list[int]] = []
    begun = time.monotonic()
    with _folder() as folder, watch.faults_in_the_log() as faults:
        async with opened(Path(folder), url) as house:
            for start in range(first, first + throws, WAVE):
                numbers = list(range(start, min(start + WAVE, first + throws)))
                with watch.stopwatch() as taken:
                    await _wave(house, report, numbers)
                if taken[0] > DEAR_WAVE:
                    dear.append(numbers)
                if report.before is None and start - first >= throws // 10:
                    report.before = watch.size()
                tell(report)
            report.seconds = time.monotonic() - begun
            await _examine(house, report)
        for number, text in faults:
            report.blame(number, text)
    for numbers in dear[:MOST_FINDINGS]:
        await _weigh(report, numbers)
    return report


def _folder() -> tempfile.TemporaryDirectory[str]:
    """In memory where there is some: what is thrown is tested, not the disk."""
    memory = Path("/dev/shm")
    return tempfile.TemporaryDirectory(
        prefix="doithoai-fuzz-", dir=memory if memory.is_dir() else None
    )


async def alone(target: str, *, seed: int, number: int) -> Report:
    """One body, thrown at a new program."""
    return await run(target, seed=seed, bodies=1, first=number)


async def _wave(house: House, report: Report, numbers: list[int]) -> None:
    house.tick()
    tasks = [asyncio.create_task(_one(house, report, number)) for number in numbers]
    await asyncio.gather(*tasks)
    await _settle(house, report, numbers[0])


async def _settle(house: House, report: Report, first: int) -> None:
    """What was kept of the wave's bodies is handled; a fault is that of one of them."""
    watch.body.set(first)
    try:
        await house.settle()
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        report.blame(first, f"of the {WAVE} from here one:\n{traceback.format_exc()[-3000:]}")


async def _one(house: House, report: Report, number: int) -> None:
    watch.body.set(number)
    target = TARGETS[report.target]
    thrown = target.make(Dice(report.seed, report.target, number))
    try:
        answer = await target.throw(house, thrown)
    except Exception:  # noqa: BLE001 - whatever it is, it is what we look for
        report.blame(number, traceback.format_exc()[-3000:])
        return
    report.bodies += target.bodies
    report.answers[answer.status] = report.answers.get(answer.status, 0) + 1
    if answer.wrong:
        report.blame(number, answer.wrong)


async def _examine(house: House, report: Report) -> None:
    """After the last body the program is as it was, and serves."""
    await asyncio.sleep(0)
    report.after = watch.size()
    if wrong := await house.greets():
        report.blame(-1, wrong)
    for name, count in house.crowd().items():
        if count:
            report.blame(-1, f"{count} {name} are left")
    if house.counters() > house.gate._ips._most:
        report.blame(-1, f"a limiter holds {house.counters()} keys")
    if report.before:
        _compare(report, report.before, report.after)


def _compare(report: Report, before: Size, after: Size) -> None:
    if after.memory - before.memory > GROWTH:
        report.blame(-1, f"memory grew from {before.memory:.0f} to {after.memory:.0f} MB")
    if after.descriptors - before.descriptors > MORE_DESCRIPTORS:
        report.blame(-1, f"descriptors grew from {before.descriptors} to {after.descriptors}")
    if after.tasks - before.tasks > MORE_TASKS:
        report.blame(-1, f"tasks grew from {before.tasks} to {after.tasks}")


async def _weigh(report: Report, numbers: list[int]) -> None:
    """What each body of a dear wave costs alone."""
    target = TARGETS[report.target]
    with _folder() as folder, watch.faults_in_the_log():
        async with opened(Path(folder)) as house:
            for number in numbers:
                thrown = target.make(Dice(report.seed, report.target, number))
                with watch.stopwatch() as taken, suppress(Exception):  # told already
                    await target.throw(house, thrown)
                    await house.settle()
                report.dearest = max(report.dearest, (taken[0], number))
                if taken[0] > DEAREST * target.bodies:
                    report.blame(number, f"cost {taken[0]:.2f} s of the processor")
