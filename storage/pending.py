"""The register of pending cases: added in one go, changed as they were seen, found by name."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from hashlib import sha256
from typing import Any

from sqlalchemy import ColumnElement, func, insert, literal, update
from sqlalchemy import select as select_columns
from sqlmodel import col, select
from sqlmodel.sql.sqltypes import UTCDateTime

from dialogue.petition import PetitionState
from locales.folding import fold
from storage.counters import take_numbers
from storage.errors import Outdated
from storage.once import insert_all
from storage.tables import Conference, PendingCase, PendingEvent, Petition
from storage.tables.columns import IdType
from storage.tables.pending import PendingState
from storage.work import Work

COUNTER = "pending_case"
OPEN = (PendingState.WAITING, PendingState.IN_HAND)
# So many of a name are looked at; a commune has few people of one name with a case each.
MOST_OF_A_NAME = 5
# What SQLite takes in one condition is limited.
_AT_ONCE = 500


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One entry as somebody wrote it down."""

    kind: str
    name: str
    village_id: int | None
    content: str
    keeper: str
    next_step: str
    received_on: date

    @cached_property
    def print(self) -> str:
        """By what two entries are the same: who, from where, what kind, what about. It stays when
        an entry is corrected, so that the file from which it came adds nothing."""
        words = (fold(self.name), self.kind, " ".join(fold(self.content).split()))
        return sha256("\n".join((*words, str(self.village_id or ""))).encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """Which entries are looked at: closed or open ones, of a conference, by a part of a name."""

    closed: bool = False
    conference_id: int | None = None
    name: str = ""


def known(work: Work, commune_id: int, entries: Sequence[Entry]) -> dict[str, int]:
    """Which of these stand in the register already: their numbers, by print."""
    prints = [entry.print for entry in entries]
    found: dict[str, int] = {}
    for first in range(0, len(prints), _AT_ONCE):
        rows = work.session.execute(
            select(PendingCase.print, PendingCase.number).where(
                PendingCase.commune_id == commune_id,
                col(PendingCase.print).in_(prints[first : first + _AT_ONCE]),
            )
        )
        found.update((row.print, row.number) for row in rows)
    return found


def numbers(work: Work, commune_id: int) -> set[int]:
    """Every number of the register."""
    found = select(PendingCase.number).where(PendingCase.commune_id == commune_id)
    return set(work.session.exec(found).all())


def hold(work: Work, commune_id: int) -> None:
    """Nobody else adds to the register until the transaction ends: numbers are given in line."""
    take_numbers(work, commune_id, COUNTER, 0)


def add(
    work: Work, commune_id: int, entries: Sequence[Entry], *, at: datetime, staff_id: int | None
) -> int:
    """Enter them, each with a line of its history; what stands there already is left alone. How
    many were new.

    Whoever looks with `known` first calls `hold` before it. The database writes the history
    itself: ten thousand rows read back would hold everybody else up.
    """
    first = take_numbers(work, commune_id, COUNTER, len(entries)).start
    insert_all(
        work,
        PendingCase,
        [_row(commune_id, number, entry, at) for number, entry in enumerate(entries, first)],
    )
    made = (
        col(PendingCase.commune_id) == commune_id,
        col(PendingCase.number) >= first,
        col(PendingCase.number) < first + len(entries),
    )
    line = {
        "commune_id": col(PendingCase.commune_id),
        "case_id": col(PendingCase.id),
        "at": literal(at, UTCDateTime()),
        "kind": literal("entered"),
        "staff_id": literal(staff_id, IdType),
        "note": literal(""),
    }
    lines = select_columns(*line.values()).where(*made).order_by(col(PendingCase.number))
    work.session.execute(insert(PendingEvent).from_select(list(line), lines))
    counted = select(func.count()).select_from(PendingCase).where(*made)
    return work.session.exec(counted).one()


def by_number(work: Work, commune_id: int, number: int) -> PendingCase | None:
    """The entry of this number in the commune."""
    return work.session.exec(
        select(PendingCase).where(
            PendingCase.commune_id == commune_id, PendingCase.number == number
        )
    ).first()


def change(
    work: Work,
    case: PendingCase,
    kind: str,
    *,
    at: datetime,
    staff_id: int | None,
    note: str = "",
    seen: int | None = None,
    **values: Any,
) -> None:
    """Change an entry as it was when version `seen` was read, with a line of its history.

    Raises Outdated when somebody changed it in between: the update decides.
    """
    version = case.version if seen is None else seen
    won = work.session.execute(
        update(PendingCase)
        .where(col(PendingCase.id) == case.id, col(PendingCase.version) == version)
        .values(version=version + 1, changed_at=at, **values)
        .execution_options(synchronize_session=False)
    )
    if not won.rowcount:  # type: ignore[attr-defined]
        raise Outdated(str(case.number))
    insert_all(work, PendingEvent, [_line(case, at, kind, staff_id, note)])
    work.session.refresh(case)


def history(work: Work, case: PendingCase) -> Sequence[PendingEvent]:
    """What has happened to an entry, the oldest first."""
    return work.session.exec(
        select(PendingEvent)
        .where(PendingEvent.commune_id == case.commune_id, PendingEvent.case_id == case.id)
        .order_by(col(PendingEvent.id))
    ).all()


def count(work: Work, commune_id: int, wanted: Wanted) -> int:
    """How many there are."""
    counted = select(func.count()).select_from(PendingCase)
    return work.session.exec(counted.where(*_are(commune_id, wanted))).one()


def page(
    work: Work, commune_id: int, wanted: Wanted, *, offset: int = 0, limit: int | None = None
) -> Sequence[PendingCase]:
    """Some of them, what has waited longest first."""
    return work.session.exec(
        select(PendingCase)
        .where(*_are(commune_id, wanted))
        .order_by(col(PendingCase.received_on), col(PendingCase.number))
        .offset(offset)
        .limit(limit)
    ).all()


def every(work: Work, commune_id: int) -> Sequence[PendingCase]:
    """The whole register, by number."""
    return work.session.exec(
        select(PendingCase)
        .where(PendingCase.commune_id == commune_id)
        .order_by(col(PendingCase.number))
    ).all()


def codes_of_petitions(work: Work, commune_id: int) -> dict[int | None, str]:
    """The codes of the petitions that are linked to entries, by their numbers."""
    rows = work.session.execute(
        select(col(Petition.id), col(Petition.code))
        .join(PendingCase, col(PendingCase.petition_id) == col(Petition.id))
        .where(col(PendingCase.commune_id) == commune_id)
    )
    return {number: code or "" for number, code in rows}


def codes_of_conferences(work: Work, commune_id: int) -> dict[int | None, str]:
    """The same of the conferences that entries were put on."""
    rows = work.session.execute(
        select(col(Conference.id), col(Conference.code))
        .join(PendingCase, col(PendingCase.conference_id) == col(Conference.id))
        .where(col(PendingCase.commune_id) == commune_id)
    )
    return {row.id: row.code for row in rows}


def of_petition(work: Work, petition: Petition) -> Sequence[PendingCase]:
    """The entries that an officer has linked to a petition."""
    return work.session.exec(
        select(PendingCase)
        .where(
            PendingCase.commune_id == petition.commune_id,
            PendingCase.petition_id == petition.id,
        )
        .order_by(col(PendingCase.number))
    ).all()


def of_name(work: Work, commune_id: int, name: str) -> Sequence[PendingCase]:
    """Open entries of somebody of this name that no petition is linked to: perhaps another
    person of the same name."""
    return work.session.exec(
        select(PendingCase)
        .where(
            PendingCase.commune_id == commune_id,
            PendingCase.folded == fold(name),
            col(PendingCase.state).in_(OPEN),
            col(PendingCase.petition_id).is_(None),
        )
        .order_by(col(PendingCase.number))
        .limit(MOST_OF_A_NAME)
    ).all()


def petitions_of_name(work: Work, case: PendingCase) -> Sequence[Petition]:
    """Petitions of somebody of an entry's name, the newest first.

    Names on petitions have no folded column: what is compared is written alike.
    """
    gone = (PetitionState.DRAFT, PetitionState.WITHDRAWN)
    return work.session.exec(
        select(Petition)
        .where(
            Petition.commune_id == case.commune_id,
            Petition.name == case.name,
            col(Petition.state).not_in(gone),
        )
        .order_by(col(Petition.id).desc())
        .limit(MOST_OF_A_NAME)
    ).all()


def _are(commune_id: int, wanted: Wanted) -> list[ColumnElement[bool]]:
    if wanted.conference_id is not None:
        return [
            col(PendingCase.commune_id) == commune_id,
            col(PendingCase.conference_id) == wanted.conference_id,
        ]
    states = (PendingState.CLOSED,) if wanted.closed else OPEN
    conditions = [
        col(PendingCase.commune_id) == commune_id,
        col(PendingCase.state).in_((*OPEN, PendingState.CLOSED) if wanted.name else states),
    ]
    if wanted.name:
        part = fold(wanted.name)
        conditions.append(col(PendingCase.folded).contains(part, autoescape=True))
    return conditions


def _row(commune_id: int, number: int, entry: Entry, at: datetime) -> dict[str, Any]:
    return {
        **vars(entry),
        "commune_id": commune_id,
        "number": number,
        "print": entry.print,
        "folded": fold(entry.name),
        "state": PendingState.WAITING,
        "version": 1,
        "created_at": at,
        "changed_at": at,
    }


def _line(
    case: PendingCase, at: datetime, kind: str, staff_id: int | None, note: str
) -> dict[str, Any]:
    return {
        "commune_id": case.commune_id,
        "case_id": case.id,
        "at": at,
        "kind": kind,
        "staff_id": staff_id,
        "note": note,
    }
