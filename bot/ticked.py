"""What a tick did, read from what it queued: to whom, of which commune, in which words."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from handlers.house import House
from handlers.messages import Reply
from locales.dates import LOCAL
from storage.tables import Address, Agency, ByHand, Commune, Outbox, Person, Staff
from storage.work import Work

# What begins the key of a message, and what it is called.
KINDS = {"morning": "morning", "remind_of_conference": "conference", "draft": "draft"}
BY_HAND = "by_hand"


@dataclass(frozen=True, kw_only=True)
class Done:
    """One message: `who` as the commune knows them, `title` and `text` as they read it."""

    at: datetime
    kind: str
    commune: str
    who: str
    title: str
    text: str
    key: str

    def to_json(self) -> dict[str, Any]:
        """As `docs` have it; the moment in Vietnamese time."""
        return {
            "at": self.at.astimezone(LOCAL).isoformat(timespec="seconds"),
            "kind": self.kind,
            "commune": self.commune,
            "who": self.who,
            "what": "\n".join(part for part in (self.title, self.text) if part),
            "key": self.key,
        }


@dataclass(frozen=True, kw_only=True)
class Mark:
    """The last message, and the last to be told by hand, that were there before."""

    outbox: int
    by_hand: int


def mark(work: Work) -> Mark:
    """Where things stand now."""
    last = (work.session.execute(select(func.max(table.id))).scalar() for table in (Outbox, ByHand))
    outbox, by_hand = (number or 0 for number in last)
    return Mark(outbox=outbox, by_hand=by_hand)


def done_at(work: Work, house: House, at: datetime, since: Mark) -> list[Done]:
    """Everything that was queued, or has to be told by hand, since then by what happened `at`: a
    program that runs beside it queues by another clock."""
    names = _Names(work, house)
    return [*_queued(work, names, at, since), *_by_hand(work, names, at, since)]


def _queued(work: Work, names: "_Names", at: datetime, since: Mark) -> Iterator[Done]:
    rows = work.session.execute(
        select(Outbox, Address.person_id)  # type: ignore[call-overload]
        .join(Address, col(Address.id) == col(Outbox.address_id))
        .where(
            col(Outbox.id) > since.outbox,
            col(Outbox.created_at) == at,
            col(Outbox.lane) == "notice",
        )
        .order_by(col(Outbox.id))
    )
    for row, person in rows:
        yield _done(names, row, person, at, KINDS.get(row.key.partition(":")[0], "notice"))


def _by_hand(work: Work, names: "_Names", at: datetime, since: Mark) -> Iterator[Done]:
    rows = work.session.execute(
        select(ByHand)
        .where(col(ByHand.id) > since.by_hand, col(ByHand.created_at) == at)
        .order_by(col(ByHand.id))
    ).scalars()
    for row in rows:
        yield _done(names, row, row.person_id, at, BY_HAND)


def _done(names: "_Names", row: Outbox | ByHand, person: int, at: datetime, kind: str) -> Done:
    reply = Reply.from_json(row.body)
    return Done(
        at=at,
        kind="satisfaction" if row.key.endswith(":grade") else kind,
        commune=names.commune(row.commune_id).code,
        who=names.person(row.commune_id, person),
        title=reply.title,
        text=reply.lines,
        key=row.key,
    )


class _Names:
    """Who is who, each looked for once."""

    def __init__(self, work: Work, house: House) -> None:
        self._work, self._house = work, house
        self._known: dict[tuple[int, int], str] = {}

    def commune(self, number: int) -> Commune:
        found = self._work.get(Commune, number)
        assert found is not None
        return found

    def person(self, commune_id: int, number: int) -> str:
        """The name, and for which office or agency somebody acts."""
        key = commune_id, number
        if key not in self._known:
            person = self._work.session.get_one(Person, number)
            name = person.name or f"#{number}"
            duties = ", ".join(self._duties(commune_id, number))
            self._known[key] = f"{name} ({duties})" if duties else name
        return self._known[key]

    def _duties(self, commune_id: int, number: int) -> Sequence[str]:
        rows = self._work.session.execute(
            select(col(Staff.role), col(Agency.name))
            .outerjoin(Agency, col(Agency.id) == col(Staff.agency_id))
            .where(
                col(Staff.commune_id) == commune_id,
                col(Staff.person_id) == number,
                col(Staff.left_at).is_(None),
            )
            .order_by(col(Staff.id))
        )
        language = self.commune(commune_id).language
        say = self._house.catalogue.text
        return [agency or say(language, f"role-{role}") for role, agency in rows]
