"""Whether a platform answers at all: what one message alone cannot know.

One that is not answered is tried again by itself. When several people in a row have not been
reached, the network or the platform is away: then the account waits, and no message is counted as
tried, so that all leave together as soon as it is back.
"""

from datetime import datetime, timedelta

from notifications.backoff import wait_before

# What a sender says when nobody answered.
UNANSWERED = frozenset({"network", "slow"})
# So many people, without an answer to anybody between them.
SEVERAL = 3
# A look once a minute costs nothing, and nobody waits for longer when it is back.
LONGEST = 60.0


class Silence:
    """Of each account, whom it has not reached since the last answer, and how long it waits."""

    def __init__(self) -> None:
        self._whom: dict[int, set[int]] = {}
        self._waits: dict[int, tuple[int, datetime]] = {}

    def answered(self, account: int) -> None:
        """The platform has said something."""
        self._whom.pop(account, None)
        self._waits.pop(account, None)

    def unanswered(self, account: int, address: int, now: datetime) -> float | None:
        """For how many seconds the account is to wait; None as long as it may be this message."""
        times, until = self._waits.get(account, (0, now))
        if until > now:  # it was on its way when the others gave up
            return (until - now).total_seconds()
        whom = self._whom.setdefault(account, set())
        whom.add(address)
        if not times and len(whom) < SEVERAL:
            return None
        wait = min(wait_before(times + 1), LONGEST)
        self._waits[account] = times + 1, now + timedelta(seconds=wait)
        return wait
