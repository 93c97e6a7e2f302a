"""The program as it is, with one failpoint armed: `python -m crash.child POINT HIT ARGUMENT…`."""

import os
import signal
import sys

from bot.cli import main
from storage.failpoints import Failpoint, arm


def die() -> None:
    """What a power cut does to a process."""
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    point, hit, *arguments = sys.argv[1:]
    if point:
        arm(Failpoint(point), die, hit=int(hit))
    sys.argv = ["doithoai", *arguments]
    main()
