"""What a refusal of the OpenAPI means for a message; codes that nobody knows are kept as they are.

From the tables of the documentation and of what was seen in use; docs/zalo.md says what to do.
"""

import structlog

from bot.channels.said import loggable
from bot.channels.zalo_oa.api import Refused, Unreachable
from notifications.outcomes import Never, NotSent, TryAgain

log = structlog.get_logger()

BUSY = 20.0
# A person has to do something about the account: not waited for by the second.
PERSON_WAIT = 900.0

# Too long ago that the person wrote: only a template reaches them.
WINDOW = frozenset({-230, -232, -305, -311})
# The account, its app or its package: nothing that one message could help.
ACCOUNT = {
    -204: "oa-gone",
    -205: "oa-gone",
    -209: "app-inactive",
    -211: "quota",
    -212: "app-inactive",
    -219: "app-inactive",
    -221: "oa-unverified",
    -223: "oa-unverified",
    -224: "package",
    -235: "package",
    -240: "app-inactive",
    -242: "proof",
    -320: "balance",
    -321: "balance",
}
# Without money what is free still leaves, and what a template can say.
ONLY_BILLED = frozenset({-211, -320, -321})
# The person: this one takes nothing from us, by whatever form.
PERSON = {-213: "not-following", -217: "blocked", -218: "quota-person", -227: "inactive"}
GONE = frozenset({-217, -227})
# The same words in a plainer form may be taken: a bad parameter, too long, a kind that is not
# supported, an API that is not registered; and whatever nobody knows.
_NOT_ABOUT_FORM = WINDOW | ACCOUNT.keys() | PERSON.keys() | {-32, -200, -234, -244, -248}
# What the tables have; another may pass as it came.
KNOWN = _NOT_ABOUT_FORM | {-100, -201, -210, -222, -233, -249}


def is_about_form(fault: Refused) -> bool:
    """Whether the same words might be taken without buttons, pictures or files."""
    return fault.code in (-212, -240) or fault.code not in _NOT_ABOUT_FORM


def outcome(fault: Refused | Unreachable, account: str) -> NotSent:
    """What a sender says to the relay."""
    if isinstance(fault, Unreachable):
        return TryAgain("network")
    log.warning(
        "zalo refuses a message", account=account, code=fault.code, why=loggable(fault.said)
    )
    if fault.code in (-32, -200):
        return TryAgain("busy", BUSY, account=fault.code == -32)
    if fault.code in ACCOUNT:
        return TryAgain(ACCOUNT[fault.code], PERSON_WAIT, account=fault.code not in ONLY_BILLED)
    if fault.code == -234:
        return TryAgain("night", 3600.0)
    if fault.code in WINDOW:
        return Never("window")
    if fault.code in PERSON:
        return Never(PERSON[fault.code], gone=fault.code in GONE)
    return Never(f"zalo-{-fault.code}")
