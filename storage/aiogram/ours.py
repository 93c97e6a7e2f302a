"""Our own conversations as aiogram reads and continues them.

Whoever writes here has spoken to the person since our router did. So nothing that the router
offered is a choice any more: a number or a button of then is answered by asking again.
"""

from datetime import datetime

from storage import addresses, conversations
from storage.aiogram.kept import Change, Kept
from storage.aiogram.sight import moved, replaced, seen
from storage.tables import Account, Conversation
from storage.work import Work


def read(work: Work, account: Account, external: str) -> Kept:
    """What is kept for a chat; nothing for one that has never written."""
    address = addresses.find(work, account, external)
    row = work.session.get(Conversation, address.id) if address else None
    return _kept(row) if row else Kept()


def change(work: Work, account: Account, external: str, alter: Change, now: datetime) -> Kept:
    """Change what is kept; first contact makes address and person as our router does."""
    if addresses.find(work, account, external) is None and not alter(Kept()):
        return Kept()  # who has nothing and is to have nothing is not made a person
    address = addresses.arrive(work, account, external, now)
    row = conversations.open_at(work, address, now)
    after = alter(_kept(row))
    _put(row, after, now)
    return after


def _kept(row: Conversation) -> Kept:
    return Kept(state=row.state, data=seen(row.data, is_open=bool(row.state)))


def _put(row: Conversation, after: Kept, now: datetime) -> None:
    data = moved(row.data, row.state, after.state)
    is_open = bool(after.state)
    if seen(data, is_open=is_open) != after.data:
        data = replaced(data, after.data, is_open=is_open)
    row.state, row.data, row.offered, row.changed_at = after.state, data, [], now
