"""Reports of a year: each side ticks one off once, and may take that back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import update
from sqlmodel import col, select

from storage.once import insert_once
from storage.tables import YearlyReport
from storage.work import Work


class Side(StrEnum):
    """Who ticks off: the commune that sends, the city that receives."""

    SENT = "sent"
    RECEIVED = "received"


@dataclass(frozen=True, kw_only=True)
class Which:
    """One report of one commune's year."""

    commune_id: int
    year: int
    key: str
    period: str


def of_year(work: Work, commune_id: int, year: int) -> Mapping[tuple[str, str], YearlyReport]:
    """What a commune's year has ticked off, by key and period."""
    rows: Sequence[YearlyReport] = work.session.exec(
        select(YearlyReport).where(YearlyReport.commune_id == commune_id, YearlyReport.year == year)
    ).all()
    return {(row.key, row.period): row for row in rows}


def tick(work: Work, which: Which, side: Side, *, on: date, number: str, by: int | None) -> bool:
    """Tick it off on this side; False where a colleague already has: the update decides."""
    insert_once(work, YearlyReport, **vars(which), sent_number="", received_number="")
    values = {f"{side}_on": on, f"{side}_number": number, f"{side}_by": by}
    return _change(work, which, side, open_now=True, values=values)


def take_back(work: Work, which: Which, side: Side) -> bool:
    """It was ticked off by mistake; False where there is nothing to take back.

    What the city has received, the commune cannot have failed to send.
    """
    values = {f"{side}_on": None, f"{side}_number": "", f"{side}_by": None}
    return _change(work, which, side, open_now=False, values=values)


def _change(
    work: Work, which: Which, side: Side, *, open_now: bool, values: Mapping[str, Any]
) -> bool:
    day = col(getattr(YearlyReport, f"{side}_on"))
    conditions = [col(getattr(YearlyReport, name)) == value for name, value in vars(which).items()]
    conditions.append(day.is_(None) if open_now else day.is_not(None))
    if side is Side.SENT and not open_now:
        conditions.append(col(YearlyReport.received_on).is_(None))
    won = work.session.execute(
        update(YearlyReport)
        .where(*conditions)
        .values(**values)
        .execution_options(synchronize_session=False)
        .returning(col(YearlyReport.id))
    )
    changed = won.scalar_one_or_none() is not None
    work.session.expire_all()
    return changed
