"""Whether an Official Account carries messages: what its tokens, Zalo and our own calls say."""

from datetime import datetime, timedelta

from bot.channels.soundness import Unsound
from bot.channels.zalo_oa.api import OaApi, Refused, Unreachable
from bot.channels.zalo_oa.faults import ACCOUNT
from notifications.outcomes import TryAgain
from storage import turns

GETOA = "/v2.0/oa/getoa"
# What this call is refused with when the account or its app is gone; another refusal may concern
# this call alone.
BROKEN = frozenset({-204, -205, -219, -221, -242})
# What somebody has to do something about; the others pass, or are told elsewhere.
FOR_A_PERSON = frozenset({"oa-gone", "app-inactive", "oa-unverified", "package", "proof"})
# The next try after a pause takes a moment to be refused again.
JUST_NOW = timedelta(minutes=2)


async def look(api: OaApi, now: datetime) -> None:
    """Raises Unsound."""
    try:
        await api.get(GETOA)
    except TryAgain:
        refused = await api.tokens.is_refused()
        raise Unsound("consent" if refused else "unreachable") from None
    except Unreachable:
        raise Unsound("unreachable") from None
    except Refused as fault:
        if fault.code in BROKEN:
            raise Unsound(ACCOUNT[fault.code]) from None
    why = await api.tokens.database.read(
        lambda work: turns.paused_for(work, api.tokens.account_id, now - JUST_NOW)
    )
    if why in FOR_A_PERSON:
        raise Unsound(why)
