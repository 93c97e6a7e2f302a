"""The tokens of Zalo Official Accounts: one process at a time renews them.

A refresh token works once. Whoever renews holds a lease, longer than the call to Zalo may last, and
only the holder writes what came of it.
"""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import or_, update
from sqlmodel import col

from storage.once import insert_once
from storage.tables import Account, OfficialAccount
from storage.work import Work

LEASE = timedelta(seconds=60)


def row(work: Work, account_id: int) -> OfficialAccount:
    """What is remembered of an account; made at the first look."""
    found = work.session.get(OfficialAccount, account_id)
    if found is None:
        commune_id = work.session.get_one(Account, account_id).commune_id
        insert_once(
            work,
            OfficialAccount,
            account_id=account_id,
            commune_id=commune_id,
            sealed="",
            seed="",
            version=0,
            lease="",
            refused_why="",
        )
        found = work.session.get_one(OfficialAccount, account_id)
    return found


def find(work: Work, account_id: int) -> OfficialAccount | None:
    """What is remembered of an account, if anything."""
    return work.session.get(OfficialAccount, account_id)


def plant(work: Work, account_id: int, *, sealed: str, seed: str) -> None:
    """A person has consented: the tokens of before, and what was refused, are over.

    Of two processes that start with the same new token one plants it.
    """
    row(work, account_id)
    work.session.execute(
        update(OfficialAccount)
        .where(col(OfficialAccount.account_id) == account_id, col(OfficialAccount.seed) != seed)
        .values(
            sealed=sealed,
            seed=seed,
            version=col(OfficialAccount.version) + 1,
            renew_at=None,
            expires_at=None,
            lease="",
            leased_until=None,
            refused_at=None,
            refused_why="",
        )
    )


def lease(work: Work, account_id: int, version: int, now: datetime) -> str | None:
    """The right to renew this version; None where another has it, or has renewed already."""
    token = secrets.token_hex(8)
    taken = work.session.execute(
        update(OfficialAccount)
        .where(
            col(OfficialAccount.account_id) == account_id,
            col(OfficialAccount.version) == version,
            or_(col(OfficialAccount.lease) == "", col(OfficialAccount.leased_until) < now),
        )
        .values(lease=token, leased_until=now + LEASE)
    )
    return token if taken.rowcount else None  # type: ignore[attr-defined]


def renewed(
    work: Work,
    account_id: int,
    version: int,
    *,
    sealed: str,
    renew_at: datetime,
    expires_at: datetime,
) -> bool:
    """Keep the pair that follows `version`, which is spent: even after the lease ran out, and
    whoever has it now."""
    kept = work.session.execute(
        update(OfficialAccount)
        .where(
            col(OfficialAccount.account_id) == account_id, col(OfficialAccount.version) == version
        )
        .values(
            sealed=sealed,
            version=version + 1,
            renew_at=renew_at,
            expires_at=expires_at,
            lease="",
            leased_until=None,
            refused_at=None,
            refused_why="",
        )
    )
    return bool(kept.rowcount)  # type: ignore[attr-defined]


def not_renewed(work: Work, account_id: int, held: str) -> bool:
    """Give the right back: nothing came of it."""
    return _settle(work, account_id, held)


def refused(work: Work, account_id: int, held: str, why: str, now: datetime) -> bool:
    """Zalo takes the refresh token no more: a person has to consent again."""
    return _settle(work, account_id, held, refused_at=now, refused_why=why)


def refuse_buttons(work: Work, account_id: int, now: datetime | None) -> None:
    """Remember that the account takes no buttons, or that it may be asked anew."""
    row(work, account_id).buttons_refused_at = now


def _settle(work: Work, account_id: int, held: str, **values: Any) -> bool:
    settled = work.session.execute(
        update(OfficialAccount)
        .where(col(OfficialAccount.account_id) == account_id, col(OfficialAccount.lease) == held)
        .values(lease="", leased_until=None, **values)
    )
    return bool(settled.rowcount)  # type: ignore[attr-defined]
