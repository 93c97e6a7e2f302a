"""Whether what a queued message says still holds: asked when it is claimed or shown.

A row of the outbox is `about` something: "KIND:…", read by the check of that kind in `CHECKS`; ""
always holds. A check reads tables only, and is asked inside the transaction that claims the row.
A message may bring along what is to be said where it does not hold any more (`OTHERWISE`).
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType
from typing import Any

from storage import conferences, still_due
from storage.work import Work

# In a message's JSON: the message that is left when this one holds no longer.
OTHERWISE = "otherwise"


@dataclass(frozen=True, kw_only=True, slots=True)
class Said:
    """What a message is about: `parts` is what follows the kind, split at each colon."""

    commune_id: int
    parts: tuple[str, ...]
    now: datetime


Check = Callable[[Work, Said], bool]


def about_conference(conference_id: int, event_id: int) -> str:
    """About a line of a conference's history, until people are told of a later one."""
    return f"conference:{conference_id}:{event_id}"


def _is_newest(work: Work, said: Said) -> bool:
    conference_id, event_id = (int(part) for part in said.parts)
    return conferences.is_newest_told(work, said.commune_id, conference_id, event_id)


def _of_commune(check: Callable[[Work, int, Sequence[str]], bool]) -> Check:
    return lambda work, said: check(work, said.commune_id, said.parts)


CHECKS: Mapping[str, Check] = MappingProxyType(
    {
        "conference": _is_newest,
        still_due.DUE: _of_commune(still_due.is_any_due),
        still_due.MEETING: _of_commune(still_due.is_still_held),
        still_due.DRAFT: _of_commune(still_due.is_still_draft),
        still_due.SESSION: _of_commune(still_due.is_still_open),
        still_due.GRADE: _of_commune(still_due.is_still_ungraded),
    }
)


@dataclass(frozen=True, kw_only=True)
class StillTrue:
    """Asks in one transaction, once about each thing however many messages are about it."""

    work: Work
    now: datetime
    _known: dict[tuple[int, str], bool] = field(default_factory=dict)

    def holds(self, commune_id: int, about: str) -> bool:
        """Whether a message about this may still leave; of an unknown kind it may."""
        if not about:
            return True
        asked = commune_id, about
        if asked not in self._known:
            self._known[asked] = self._ask(commune_id, about)
        return self._known[asked]

    def what_holds(
        self, commune_id: int, about: str, body: dict[str, Any]
    ) -> dict[str, Any] | None:
        """The message as it may leave: itself, what is left of it, or None."""
        return body if self.holds(commune_id, about) else body.get(OTHERWISE)

    def _ask(self, commune_id: int, about: str) -> bool:
        kind, *parts = about.split(":")
        check = CHECKS.get(kind)
        said = Said(commune_id=commune_id, parts=tuple(parts), now=self.now)
        return check is None or check(self.work, said)
