"""How long to wait before a message is tried again: doubling, with jitter, or as asked."""

import random

FIRST = 2.0
LONGEST = 600.0


def wait_before(attempts: int, *, asked: float | None = None) -> float:
    """Seconds to wait after so many attempts; never less than the platform asked for."""
    doubled = min(FIRST * 2.0 ** min(attempts - 1, 10), LONGEST)
    jittered = doubled * random.uniform(0.5, 1.0)  # noqa: S311 - spreads load, hides nothing
    return max(jittered, asked or 0.0)


def spread(asked: float) -> float:
    """What a platform asked for, and up to a tenth more: its other callers come at that moment."""
    return asked * random.uniform(1.0, 1.1)  # noqa: S311 - spreads load, hides nothing
