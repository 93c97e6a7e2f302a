"""The program as it is, with one failpoint armed: `python -m crash.child POINT HIT ARGUMENT…`."""

import os
import signal
import sys
from collections.abc import Sequence
from datetime import timedelta

from bot import clock, database_clock
from bot.__main__ import main
from crash.namespaces import enter
from storage.failpoints import Failpoint, arm


def die() -> None:
    """What a power cut does to a process."""
    os.kill(os.getpid(), signal.SIGKILL)


def be_wrong_by(seconds: float) -> None:
    """A machine whose clock was set badly."""
    right = clock.now
    clock.now = lambda: right() + timedelta(seconds=seconds)


def live_on_another_day(seconds: float) -> None:
    """The machine's clock, and the server's by which several machines go."""
    right, asked = clock.now, database_clock.moment
    clock.now = lambda: right() + timedelta(seconds=seconds)
    database_clock.moment = lambda work: asked(work) + timedelta(seconds=seconds)


def live(arguments: Sequence[str]) -> None:
    """One life: where to die ("" nowhere) and at which hit, then the program's own arguments."""
    point, hit, *own = arguments
    if machine := os.environ.get("CRASH_MACHINE"):
        enter(machine)
    if ahead := os.environ.get("CRASH_DAY"):
        live_on_another_day(float(ahead))
    if astray := os.environ.get("CRASH_CLOCK"):
        be_wrong_by(float(astray))
    if point:
        arm(Failpoint(point), die, hit=int(hit))
    sys.argv = ["doithoai", *own]
    main()


if __name__ == "__main__":
    live(sys.argv[1:])
