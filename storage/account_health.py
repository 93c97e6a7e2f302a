"""Whether accounts answer: what a look found, and who is to be told of a change.

A refusal is told at once. Silence is told once it has lasted: networks come and go, and another
process may reach what this one does not.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import col

from storage.once import insert_once
from storage.tables import Account, AccountHealth
from storage.work import Work

AT_ONCE = frozenset(
    {"token", "consent", "taken", "oa-gone", "app-inactive", "oa-unverified", "package", "proof"}
)
LASTS = timedelta(minutes=15)


@dataclass(frozen=True, kw_only=True)
class Change:
    """What has to be told: broken for `why`, or, without one, well again. `number` counts."""

    account: Account
    why: str
    since: datetime
    number: int


def looked(work: Work, account_id: int, why: str, now: datetime) -> Change | None:
    """Note what a look found ("" for nothing); a change is returned to one caller alone."""
    account = work.session.get_one(Account, account_id)
    row = _locked(work, account, now)
    row.checked_at = now
    if not why:
        return _well(row, account)
    # A clock that was set back must not put the alarm off.
    row.failing_since = min(row.failing_since or now, now)
    row.why = why
    lasting = why in AT_ONCE or now - row.failing_since >= LASTS
    if row.told_at is not None or not lasting:
        return None
    row.told_at, row.breakage = now, row.breakage + 1
    return Change(account=account, why=why, since=row.failing_since, number=row.breakage)


def _well(row: AccountHealth, account: Account) -> Change | None:
    since, told, number = row.failing_since, row.told_at, row.breakage
    row.failing_since, row.told_at, row.why = None, None, ""
    if told is None or since is None:
        return None
    return Change(account=account, why="", since=since, number=number)


def _locked(work: Work, account: Account, now: datetime) -> AccountHealth:
    """Of two processes that looked at once, one comes after the other."""
    insert_once(
        work,
        AccountHealth,
        account_id=account.id,
        commune_id=account.commune_id,
        checked_at=now,
        why="",
        breakage=0,
    )
    found = select(AccountHealth).where(col(AccountHealth.account_id) == account.id)
    locked = found.with_for_update().execution_options(populate_existing=True)
    row: AccountHealth = work.session.execute(locked).scalar_one()
    return row
