"""What a refusal of the Bot API means for a message.

Only 408 and 429 are documented; the other codes look like those of HTTP. One that nobody knows is
kept as its number, so that it can be read in the log and by an officer.
"""

import structlog

from bot.channels.said import loggable
from bot.channels.zalo_bot.api import Refused, Unreachable
from notifications.outcomes import Never, NotSent, TryAgain

log = structlog.get_logger()

# A token that is refused, or a bot that is gone, is changed by a person, not by trying.
PERSON_WAIT = 300.0
# The quota of a month is not waited for by the minute.
QUOTA_WAIT = 900.0
_NOBODY = ("chat not found", "user not found", "chat_id", "blocked")


def outcome(fault: Refused | Unreachable, account: str) -> NotSent:
    """What a sender says to the relay."""
    if isinstance(fault, Unreachable):
        return TryAgain("network")
    log.warning(
        "zalo refuses a message", account=account, code=fault.code, why=loggable(fault.said)
    )
    if fault.code == 429:
        reason = "quota" if "quota" in fault.said.lower() else "busy"
        return TryAgain(reason, QUOTA_WAIT, account=True)
    if any(word in fault.said.lower() for word in _NOBODY):
        return Never("gone", gone=True)
    if fault.code in (401, 404):
        return TryAgain("token", PERSON_WAIT, account=True)
    if fault.code == 408 or fault.code >= 500:
        return TryAgain("network")
    return Never(f"zalo-{fault.code}")
