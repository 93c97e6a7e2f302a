"""What one line a day says of a commune: open, due, overdue, not delivered, last heard."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlmodel import col

from dialogue.petition import PetitionState
from storage import by_hand
from storage.deadlines import RUNNING
from storage.tables import Account, Address, Deadline, Petition
from storage.work import Work

# Somebody still owes their author something.
OPEN = (
    PetitionState.RECEIVED,
    PetitionState.DOCUMENTS_REQUESTED,
    PetitionState.ACCEPTED,
    PetitionState.CLASSIFIED,
    PetitionState.ASSIGNED,
    PetitionState.LEFT_OPEN,
)


@dataclass(frozen=True, kw_only=True)
class Day:
    """The numbers of a morning; `due` are time limits that end today."""

    open: int
    due: int
    overdue: int
    undelivered: int
    heard: datetime | None

    def __add__(self, other: "Day") -> "Day":
        """Those of two communes together."""
        heard = max((at for at in (self.heard, other.heard) if at is not None), default=None)
        return Day(
            open=self.open + other.open,
            due=self.due + other.due,
            overdue=self.overdue + other.overdue,
            undelivered=self.undelivered + other.undelivered,
            heard=heard,
        )


NOTHING = Day(open=0, due=0, overdue=0, undelivered=0, heard=None)


def of_commune(work: Work, commune_id: int, today: date) -> Day:
    """Look at one commune; each count is by an index."""
    target = col(Deadline.target_due)
    return Day(
        open=_open(work, commune_id),
        due=_limits(work, commune_id, target == today),
        overdue=_limits(work, commune_id, target < today),
        undelivered=by_hand.count_open(work, commune_id),
        heard=_heard(work, commune_id),
    )


def _open(work: Work, commune_id: int) -> int:
    counted = select(func.count()).select_from(Petition)
    mine = counted.where(col(Petition.commune_id) == commune_id, col(Petition.state).in_(OPEN))
    return int(work.session.execute(mine).scalar_one())


def _limits(work: Work, commune_id: int, when: object) -> int:
    counted = select(func.count()).select_from(Deadline)
    mine = counted.where(
        col(Deadline.commune_id) == commune_id,
        col(Deadline.state).in_(RUNNING),
        when,  # type: ignore[arg-type]
    )
    return int(work.session.execute(mine).scalar_one())


def _heard(work: Work, commune_id: int) -> datetime | None:
    last = (
        select(func.max(Address.last_seen_at))
        .where(col(Address.account_id) == col(Account.id))
        .correlate(Account)
        .scalar_subquery()
    )
    accounts = col(Account.commune_id) == commune_id, col(Account.channel) != "paper"
    moments = work.session.execute(select(last).where(*accounts)).scalars()
    return max((at for at in moments if at is not None), default=None)
