"""What came of a message: delivered, or exactly three things besides.

NotSent
├── TryAgain   not now: after so many seconds; perhaps nothing else of this account either
├── Never      not to this address: why, in a word that the catalogue knows
└── Moved      the chat has a new address
"""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Delivered:
    """The platform took it: under which ids, as how many messages, in which way, for how much.

    `way` is "" where the platform knows but one; `cost` is in đồng.
    """

    external_id: str
    messages: int = 1
    way: str = ""
    cost: int = 0


class NotSent(Exception):
    """The message did not leave, or nobody can say that it did."""


class TryAgain(NotSent):
    """The platform cannot take it now; `after` is what it asked for, in seconds, or None.

    `account` when it takes nothing from this account now (too many calls, a refused token), and
    not only this message. `begun` when a part of the message has left: the sender that raises this
    goes on after it, and any other would begin anew.
    """

    def __init__(
        self,
        reason: str,
        after: float | None = None,
        *,
        account: bool = False,
        begun: bool = False,
    ) -> None:
        super().__init__(reason)
        self.reason, self.after, self.account, self.begun = reason, after, account, begun


class Never(NotSent):
    """The platform will not take it, however often it is tried.

    `gone` when the address itself takes nothing any more (blocked, deleted).
    """

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.reason, self.gone = reason, gone


class Moved(NotSent):
    """The chat goes on under another platform address."""

    def __init__(self, to: str) -> None:
        super().__init__(to)
        self.to = to
