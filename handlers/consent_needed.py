"""A Zalo account cannot speak for us any more: those who can do something about it are told how."""

from datetime import datetime

from dialogue.roles import Role
from handlers.house import House
from handlers.messages import Lane
from handlers.petition.tell_staff import people_in
from handlers.voice import Voice
from storage import addresses, outbox
from storage.tables import Account, Address, Commune, OfficialAccount
from storage.work import Work

TOLD = (Role.OPERATOR, Role.OFFICE)


def tell_consent_needed(work: Work, house: House, row: OfficialAccount, now: datetime) -> int:
    """Queue one notice for each of them, by another way than the account itself; how many."""
    commune = work.session.get_one(Commune, row.commune_id)
    account = work.session.get_one(Account, row.account_id)
    voice = Voice(work=work, house=house, now=now, commune=commune)
    notice = voice.reply("zalo-consent-needed", account=account.name, why=row.refused_why)
    told = 0
    for person in people_in(voice, TOLD):
        address = _another_way(work, person, account)
        if address is not None:
            told += outbox.put(
                work,
                address,
                lane=Lane.NOTICE,
                key=f"zalo-consent:{row.account_id}:{row.version}:{person}",
                body=notice.to_json(),
                now=now,
            )
    return told


def _another_way(work: Work, person: int, account: Account) -> Address | None:
    known = addresses.of_person(work, account.commune_id, person)
    ways = (one for one in known if one.account_id != account.id)
    return next((one for one in ways if one.unreachable_since is None), None)
