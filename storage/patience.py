"""How long work waits for its turn: not for ever, and not once others have tried in vain.

Who is sent away comes again by itself (the platform delivers again, the page keeps the message),
so it is better to say so soon than to let hundreds wait one behind the other.
"""

from time import monotonic

from storage.errors import Unavailable
from storage.troubles import Trouble

# Less than the 15 seconds after which the page takes the connection for broken.
TURN_SECONDS = 10.0


class Patience:
    """For one queue; any thread may ask."""

    def __init__(self) -> None:
        self._in_vain: tuple[float, Trouble] = (0.0, Trouble.UNKNOWN)

    def check(self, since: float) -> None:
        """Raise Unavailable for work that waits since then (`monotonic`) and should not try."""
        failed_at, trouble = self._in_vain
        if since < failed_at:
            raise Unavailable("another was tried meanwhile, in vain", trouble)
        if monotonic() - since > TURN_SECONDS:
            raise Unavailable("too much is waiting", Trouble.SLOW)

    def tried_in_vain(self, trouble: Trouble) -> None:
        """The database could not even be reached: who waits now need not try."""
        self._in_vain = monotonic(), trouble
