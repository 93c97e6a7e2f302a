"""An account that broke, or works again: those who can do something are told, once, elsewhere."""

from datetime import datetime
from typing import Any

from handlers.elsewhere import tell_elsewhere
from handlers.house import House
from handlers.messages import Reply
from handlers.voice import Voice
from storage import account_health
from storage.account_health import Change
from storage.tables import Commune
from storage.work import Work

# Of this they were told when it was refused, with all that has to be done.
TOLD_ALREADY = "consent"


def note_look(work: Work, house: House, account_id: int, why: str, now: datetime) -> Change | None:
    """Note what a look at the account found, and tell of a change."""
    change = account_health.looked(work, account_id, why, now)
    if change is not None and change.why != TOLD_ALREADY:
        commune = work.session.get_one(Commune, change.account.commune_id)
        voice = Voice(work=work, house=house, now=now, commune=commune)
        state = "broken" if change.why else "works"
        key = f"account:{account_id}:{change.number}:{state}"
        tell_elsewhere(voice, change.account, key, lambda there: _notice(there, change))
    return change


def _notice(voice: Voice, change: Change) -> Reply:
    named: dict[str, Any] = {
        "channel": voice.say(f"channel-{change.account.channel}"),
        "account": change.account.name,
        "section": f"{change.account.channel}.{change.account.name}",
    }
    if not change.why:
        return voice.reply("account-works", **named)
    since = voice.time(change.since)
    why = voice.say(f"account-{change.why}", **named)
    return voice.reply("account-broken", why=why, since=since, **named)
