"""Seats at a conference: how many are taken, who waits, who speaks in which order.

Whoever gives or frees a seat locks the conference first: the count that follows is the truth
until the commit, so that the last seat is given once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, or_, update
from sqlmodel import col, select

from dialogue.petition import PetitionState
from dialogue.seat import SeatState
from locales.folding import fold
from locales.names import name_order
from storage.tables import Conference, Delegate, Petition
from storage.tables.petition import Want
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Speaker:
    """Somebody who will speak: who registered and has a seat, or a delegate with something to say.

    `key` names the row in a command: "p12" a petition, "d5" a line of the list.
    """

    key: str
    name: str
    code: str
    order: int | None
    minutes: int | None


def lock(work: Work, conference_id: int) -> Conference:
    """The conference as it is now; others who lock it wait until this transaction ends."""
    return work.session.get_one(
        Conference, conference_id, with_for_update=True, populate_existing=True
    )


def granted(work: Work, conference: Conference) -> Sequence[Petition]:
    """Who has a seat, in the order of Vietnamese names."""
    rows = work.session.exec(select(Petition).where(_has_seat(conference))).all()
    return sorted(rows, key=lambda row: (name_order(row.name), row.id))


def count_granted(work: Work, conference: Conference) -> int:
    """How many seats are taken."""
    counted = select(func.count()).select_from(Petition).where(_has_seat(conference))
    return int(work.session.execute(counted).scalar_one())


def waiting(work: Work, conference: Conference) -> Sequence[Petition]:
    """Who would have a seat if there were one, the longest waiting first."""
    rows: Sequence[Petition] = work.session.exec(_in_line(conference)).all()
    return rows


def first_in_line(work: Work, conference: Conference, limit: int) -> Sequence[Petition]:
    """The same, locked for who gives them their seats: none of them changes meanwhile."""
    locked = _in_line(conference).limit(limit).with_for_update()
    fresh = locked.execution_options(populate_existing=True)
    rows: Sequence[Petition] = work.session.exec(fresh).all()
    return rows


def _in_line(conference: Conference) -> Any:
    wait = select(Petition).where(_waits(conference))
    return wait.order_by(col(Petition.waiting_since), col(Petition.id))


def count_waiting(work: Work, conference: Conference) -> int:
    """How many wait."""
    counted = select(func.count()).select_from(Petition).where(_waits(conference))
    return int(work.session.execute(counted).scalar_one())


def ahead_of(work: Work, conference: Conference, petition: Petition) -> int:
    """How many have waited longer than this one; all of them, where it does not wait."""
    since = petition.waiting_since
    if since is None:
        return count_waiting(work, conference)
    counted = select(func.count()).select_from(Petition)
    longer = or_(
        col(Petition.waiting_since) < since,
        and_(col(Petition.waiting_since) == since, col(Petition.id) < petition.id),
    )
    return int(work.session.execute(counted.where(_waits(conference), longer)).scalar_one())


def has_room_for(work: Work, conference: Conference, petition: Petition) -> bool:
    """Whether a seat is free that nobody has waited for longer. Lock the conference first."""
    if conference.capacity is None:
        return True
    before = count_granted(work, conference) + ahead_of(work, conference, petition)
    return before < conference.capacity


def speakers(work: Work, conference: Conference) -> list[Speaker]:
    """Who speaks, in order; who has no place in it yet comes after, as they came."""
    rows = work.session.exec(
        select(Petition).where(_has_seat(conference), Petition.want == Want.SPEAK)
    ).all()
    registered = [(row.submitted_at or row.created_at, _of_petition(row)) for row in rows]
    # Who is on the list and registered as well speaks once, by what they have sent.
    known = {fold(row.name) for row in rows}
    listed = [
        (row.created_at, _of_delegate(row))
        for row in _speaking(work, conference)
        if row.folded not in known
    ]
    came = sorted([*registered, *listed], key=lambda one: (one[0], one[1].key))
    return sorted((one for _, one in came), key=_place)


def put_in_order(work: Work, speakers: Sequence[Speaker]) -> None:
    """The order in which they speak from now on. Lock the conference first."""
    for order, speaker in enumerate(speakers, start=1):
        if speaker.order != order:
            _set(work, speaker, speaking_order=order)


def set_minutes(work: Work, speaker: Speaker, minutes: int) -> None:
    """How long somebody may speak, in minutes."""
    _set(work, speaker, speaking_minutes=minutes)


def _has_seat(conference: Conference) -> Any:
    return and_(_of(conference), col(Petition.seat) == SeatState.GRANTED)


def _waits(conference: Conference) -> Any:
    return and_(
        _of(conference),
        col(Petition.seat) == SeatState.REQUESTED,
        col(Petition.waiting_since).is_not(None),
    )


def _of(conference: Conference) -> Any:
    return and_(
        col(Petition.commune_id) == conference.commune_id,
        col(Petition.conference_id) == conference.id,
        col(Petition.state).not_in((PetitionState.DRAFT, PetitionState.WITHDRAWN)),
    )


def _speaking(work: Work, conference: Conference) -> Sequence[Delegate]:
    """Delegates whose line says on what."""
    return work.session.exec(
        select(Delegate).where(
            Delegate.commune_id == conference.commune_id,
            Delegate.conference_id == conference.id,
            Delegate.content != "",
        )
    ).all()


def _of_petition(row: Petition) -> Speaker:
    return Speaker(
        key=f"p{row.id}",
        name=row.name,
        code=row.code or "",
        order=row.speaking_order,
        minutes=row.speaking_minutes,
    )


def _of_delegate(row: Delegate) -> Speaker:
    return Speaker(
        key=f"d{row.id}",
        name=row.name,
        code="",
        order=row.speaking_order,
        minutes=row.speaking_minutes,
    )


def _place(speaker: Speaker) -> tuple[bool, int]:
    return speaker.order is None, speaker.order or 0


def _set(work: Work, speaker: Speaker, **values: int) -> None:
    """Beside the version: the order of speeches changes nothing on which an officer decides."""
    table = Petition if speaker.key.startswith("p") else Delegate
    work.session.execute(
        update(table).where(col(table.id) == int(speaker.key[1:])).values(**values)
    )
