"""The program as it is, with one failpoint armed: `python -m crash.child POINT HIT ARGUMENT…`."""

import os
import signal
import sys
from collections.abc import Sequence
from datetime import timedelta

from bot import clock
from bot.cli import main
from storage.failpoints import Failpoint, arm


def die() -> None:
    """What a power cut does to a process."""
    os.kill(os.getpid(), signal.SIGKILL)


def be_wrong_by(seconds: float) -> None:
    """A machine whose clock was set badly."""
    right = clock.now
    clock.now = lambda: right() + timedelta(seconds=seconds)


def live(arguments: Sequence[str]) -> None:
    """One life: where to die ("" nowhere) and at which hit, then the program's own arguments."""
    point, hit, *own = arguments
    if astray := os.environ.get("CRASH_CLOCK"):
        be_wrong_by(float(astray))
    if point:
        arm(Failpoint(point), die, hit=int(hit))
    sys.argv = ["doithoai", *own]
    main()


if __name__ == "__main__":
    live(sys.argv[1:])
