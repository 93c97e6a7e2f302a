"""The list of a conference's delegates: who is on it, and whether somebody is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import NamedTuple

from sqlalchemy import bindparam, delete, func, or_
from sqlmodel import col, select

from locales.folding import fold
from locales.names import name_order
from storage.once import insert_all
from storage.prepared import Prepared
from storage.tables import Conference, Delegate
from storage.tables.delegate import DelegateSource
from storage.work import Work

_OF = (
    col(Delegate.commune_id) == bindparam("commune_id"),
    col(Delegate.conference_id) == bindparam("conference_id"),
)
_NAMED = Prepared(select(Delegate.source).where(*_OF, col(Delegate.folded) == bindparam("folded")))
_ANY_LISTED = Prepared(
    select(Delegate.id)
    .where(
        *_OF,
        or_(
            col(Delegate.source) == DelegateSource.LIST,
            col(Delegate.source) == DelegateSource.ADDED,
        ),
    )
    .limit(1)
)


@dataclass(frozen=True, kw_only=True)
class Standing:
    """How somebody stands to a list. `listed` is None where that is not known: there is no list,
    no name yet, or several people of that name are on it; then an officer decides."""

    listed: bool | None = None
    invited: bool = False


class Newcomer(NamedTuple):
    """Who is to be put on the list: name, position or unit, on what they want to speak.

    `who` is the first two folded: done before the transaction, of thousands it takes long.
    """

    name: str
    position: str
    content: str
    who: tuple[str, str]


def add_all(
    work: Work,
    conference: Conference,
    people: Sequence[Newcomer],
    *,
    source: DelegateSource,
    now: datetime,
) -> int:
    """Put people on the list; how many were not on it with this name and this position."""
    known = _known(work, conference)
    rows = [
        {
            "commune_id": conference.commune_id,
            "conference_id": conference.id,
            "source": source,
            "name": one.name,
            "folded": one.who[0],
            "position": one.position,
            "content": one.content,
            "created_at": now,
        }
        for one in people
        if one.who not in known
    ]
    before = count(work, conference)
    insert_all(work, Delegate, rows)
    return count(work, conference) - before


def every(work: Work, conference: Conference) -> Sequence[Delegate]:
    """Everybody on the list, in the order of Vietnamese names."""
    rows = _all(work, conference)
    return sorted(rows, key=lambda row: (name_order(row.name), row.id))


def one(work: Work, conference: Conference, delegate_id: int) -> Delegate | None:
    """The line of this number, if it is of this conference."""
    row = work.session.get(Delegate, delegate_id)
    of_it = row is not None and row.conference_id == conference.id
    return row if of_it and row and row.commune_id == conference.commune_id else None


def remove(work: Work, conference: Conference, delegate_id: int) -> bool:
    """Take somebody off the list; False where a colleague already has."""
    gone = work.session.execute(
        delete(Delegate).where(
            col(Delegate.commune_id) == conference.commune_id,
            col(Delegate.conference_id) == conference.id,
            col(Delegate.id) == delegate_id,
        )
    )
    return bool(gone.rowcount)  # type: ignore[attr-defined]


def count(work: Work, conference: Conference, *sources: DelegateSource) -> int:
    """How many are on the list, by these ways only if any are named."""
    counted = select(func.count()).select_from(Delegate)
    return work.session.exec(
        counted.where(
            Delegate.commune_id == conference.commune_id,
            Delegate.conference_id == conference.id,
            col(Delegate.source).in_(sources or tuple(DelegateSource)),
        )
    ).one()


def standing(work: Work, conference: Conference, name: str) -> Standing:
    """How somebody of this name stands to the list; accents and case do not matter.

    Guests do not make a list of delegates: with nobody else on it, there is none yet.
    """
    known = _of_name(work, conference, name) if name.strip() else []
    sources = [DelegateSource(source) for source in known]
    if sources == [DelegateSource.INVITED]:
        return Standing(listed=True, invited=True)
    if not name.strip() or len(known) > 1 or not _has_list(work, conference):
        return Standing()
    return Standing(listed=bool(known))


def _all(work: Work, conference: Conference) -> Sequence[Delegate]:
    return work.session.exec(
        select(Delegate).where(
            Delegate.commune_id == conference.commune_id, Delegate.conference_id == conference.id
        )
    ).all()


def _known(work: Work, conference: Conference) -> set[tuple[str, str]]:
    """Folded name and position of each; of thousands many have the same position."""
    folded = cache(fold)
    rows = work.session.exec(
        select(Delegate.folded, Delegate.position).where(
            Delegate.commune_id == conference.commune_id, Delegate.conference_id == conference.id
        )
    )
    return {(name, folded(position)) for name, position in rows}


def _has_list(work: Work, conference: Conference) -> bool:
    of = {"commune_id": conference.commune_id, "conference_id": conference.id}
    return _ANY_LISTED.first(work, **of) is not None


def _of_name(work: Work, conference: Conference, name: str) -> Sequence[str]:
    of = {"commune_id": conference.commune_id, "conference_id": conference.id}
    return [source for (source,) in _NAMED.all(work, **of, folded=fold(name))]
