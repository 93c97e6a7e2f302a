"""A commune that practises reaches nobody: its notices stay with the office."""

from datetime import datetime
from typing import Any

from storage import by_hand, staff
from storage.tables import Account, Address, Commune
from storage.work import Work

# Why such a notice stands on the office's list.
TRAINING = "training"
WEB = "web"


def keeps(work: Work, address: Address, lane: str) -> bool:
    """Whether a message must not leave: a notice of a commune in training to a citizen, but on the
    web chat, which shows it to whoever opens it there."""
    if lane != "notice":
        return False
    commune = work.get(Commune, address.commune_id)
    if commune is None or not commune.training:
        return False
    account = work.get(Account, address.account_id)
    on_web = account is not None and account.channel == WEB
    return not on_web and not staff.active(work, address.commune_id, address.person_id)


def show(work: Work, address: Address, key: str, body: dict[str, Any], now: datetime) -> bool:
    """Put what would have been sent on the office's list; False when it stood there before."""
    return by_hand.add(
        work,
        commune_id=address.commune_id,
        person_id=address.person_id,
        key=key,
        reason=TRAINING,
        body={"text": ""} if body.get("sensitive") else body,
        now=now,
    )
