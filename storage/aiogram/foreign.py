"""Conversations of aiogram's at keys that are no addresses of ours: groups, topics, other bots."""

from datetime import datetime

from storage.aiogram.kept import Change, Kept
from storage.hold import hold_row
from storage.tables import ForeignConversation
from storage.work import Work


def read(work: Work, key: str) -> Kept:
    """What is kept at the key."""
    row = work.session.get(ForeignConversation, key)
    return Kept(state=row.state, data=row.data) if row else Kept()


def change(work: Work, key: str, alter: Change, now: datetime) -> Kept:
    """Change what is kept; a row that would keep nothing goes."""
    row = hold_row(work, ForeignConversation, key, state="", data={}, changed_at=now)
    after = alter(Kept(state=row.state, data=row.data))
    if after:
        row.state, row.data, row.changed_at = after.state, after.data, now
    else:
        work.session.delete(row)
    return after
