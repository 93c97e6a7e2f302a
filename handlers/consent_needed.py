"""A Zalo account cannot speak for us any more: those who can do something about it are told how."""

from datetime import datetime
from typing import Any

from handlers.elsewhere import tell_elsewhere
from handlers.house import House
from handlers.voice import Voice
from storage.tables import Account, Commune, OfficialAccount
from storage.work import Work


def tell_consent_needed(
    work: Work, house: House, row: OfficialAccount, now: datetime, *, link: str
) -> int:
    """Queue one notice for each of them, by another way than the account itself; how many.

    `link` is where somebody who administers the account consents.
    """
    commune = work.session.get_one(Commune, row.commune_id)
    account = work.session.get_one(Account, row.account_id)
    voice = Voice(work=work, house=house, now=now, commune=commune)
    named: dict[str, Any] = {"account": account.name, "why": row.refused_why, "link": link}
    return tell_elsewhere(
        voice,
        account,
        f"zalo-consent:{row.account_id}:{row.version}",
        lambda there: there.reply("zalo-consent-needed", **named),
    )
