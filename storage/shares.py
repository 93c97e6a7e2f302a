"""How much of an account's rate each process may use, so that all together keep within it.

The procedure, which the code follows:
1. An account's limit is a number of tokens; a call takes one and gives it back a second after its
   answer. Each process that sends has a share of the tokens, in a row with an end.
2. Whoever asks locks the account, counts the others whose shares have not ended, and may use an
   equal part, as far as the others leave it free.
3. Its row says what it really holds: tokens that are out count until they are back, so that two
   never use one. A share that is too large shrinks at its owner's next asking.
4. A process that died leaves its share until it ends.
The state is written about once a second for each account that sends, never for each message.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlmodel import col

from storage.once import insert_once
from storage.tables import Account, SendingShare
from storage.work import Work

# Longer than a call may take: what a process sent before it died has arrived by then.
LASTS = timedelta(seconds=30)


@dataclass(frozen=True, kw_only=True, slots=True)
class Asking:
    """Who asks for how much: `limit` of the account, `out` of the process's tokens in use."""

    account_id: int
    process: str
    limit: int
    out: int


def ask(work: Work, asking: Asking, now: datetime) -> int:
    """How many tokens the process may use from now on."""
    account = work.session.execute(
        select(Account).where(col(Account.id) == asking.account_id).with_for_update(key_share=True)
    ).scalar_one()
    others = _others(work, asking, now)
    fair = max(1, asking.limit // (len(others) + 1))
    may = max(0, min(fair, asking.limit - sum(others)))
    _note(work, asking, account.commune_id, max(may, asking.out), now)
    return may


def give_back(work: Work, process: str, now: datetime) -> None:
    """A process that stops in order leaves its shares to the others, two seconds later: its last
    calls count until then."""
    end = now + timedelta(seconds=2)
    work.session.execute(
        update(SendingShare)
        .where(col(SendingShare.process) == process, col(SendingShare.until) > end)
        .values(until=end)
    )


def forget_ended(work: Work, now: datetime) -> None:
    """Drop what processes that are gone have left."""
    work.session.execute(delete(SendingShare).where(col(SendingShare.until) < now - LASTS))


def _others(work: Work, asking: Asking, now: datetime) -> list[int]:
    return list(
        work.session.execute(
            select(col(SendingShare.tokens)).where(
                col(SendingShare.account_id) == asking.account_id,
                col(SendingShare.process) != asking.process,
                col(SendingShare.until) > now,
                # Else the clock was set back. Who waited for the lock is a little behind whoever
                # held it, and must not take their share for that.
                col(SendingShare.until) <= now + 2 * LASTS,
            )
        ).scalars()
    )


def _note(work: Work, asking: Asking, commune_id: int, tokens: int, now: datetime) -> None:
    values = {"tokens": tokens, "until": now + LASTS}
    noted = work.session.execute(
        update(SendingShare)
        .where(
            col(SendingShare.account_id) == asking.account_id,
            col(SendingShare.process) == asking.process,
        )
        .values(**values)
    )
    if not noted.rowcount:  # type: ignore[attr-defined]
        insert_once(
            work,
            SendingShare,
            account_id=asking.account_id,
            process=asking.process,
            commune_id=commune_id,
            **values,
        )
