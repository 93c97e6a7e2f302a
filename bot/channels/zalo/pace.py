"""How the accounts of Zalo wait; tests are in a hurry."""

from collections.abc import Callable
from dataclasses import dataclass

from notifications.backoff import wait_before

LONGEST = 30.0


def wait_after(failures: int) -> float:
    """Seconds to wait before trying again: doubling with jitter, never long."""
    return min(wait_before(failures), LONGEST)


@dataclass(frozen=True, kw_only=True)
class Pace:
    """Seconds for an answer, for a poll, between two polls, and after so many failures."""

    answer: float = 15.0
    poll: int = 30
    between: float = 1.0
    after: Callable[[int], float] = wait_after
