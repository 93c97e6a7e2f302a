"""The commune that an address of the web chat names, with the account under which it chats."""

import re
from dataclasses import dataclass

from sqlmodel import select

from storage import communes
from storage.database import Database
from storage.tables import Account, Address, Commune
from storage.work import Work

CHANNEL = "web"
# What may stand in an address; anything else has no row, and NUL would upset PostgreSQL.
_CODE = re.compile(r"[A-Za-z0-9._-]{1,64}")


@dataclass(frozen=True, kw_only=True, slots=True)
class Place:
    """One commune's web chat."""

    commune_id: int
    account_id: int
    code: str
    name: str
    language: str
    contact: str
    is_sample: bool


async def find(database: Database, code: str) -> Place | None:
    """The web chat of the commune with this code."""
    if not is_code(code):
        return None
    return await database.read(lambda work: place_of(work, code))


def place_of(work: Work, code: str) -> Place | None:
    """The web chat of the commune with this code; None where it has none."""
    commune = communes.by_code(work, code)
    if commune is None:
        return None
    account = work.session.exec(
        select(Account).where(Account.channel == CHANNEL, Account.name == code)
    ).first()
    return _place(commune, account) if account else None


def address_of(work: Work, place: Place, external: str) -> Address | None:
    """The row of a session that has written to this commune before."""
    return work.session.exec(
        select(Address).where(
            Address.commune_id == place.commune_id,
            Address.account_id == place.account_id,
            Address.external == external,
        )
    ).first()


def is_code(value: str) -> bool:
    """Whether it can be the code of a commune or a conference at all."""
    return _CODE.fullmatch(value) is not None


def _place(commune: Commune, account: Account) -> Place:
    assert commune.id is not None
    assert account.id is not None
    return Place(
        commune_id=commune.id,
        account_id=account.id,
        code=commune.code,
        name=commune.name,
        language=commune.language,
        contact=commune.contact,
        is_sample=commune.is_sample,
    )
