"""What a refusal of Telegram means for a message: not now, never, or somewhere else.

The library's hierarchy is read from the most special: BadRequest and TimedOut are NetworkErrors.
"""

from datetime import timedelta

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)

from notifications.outcomes import Moved, Never, NotSent, TryAgain

# A token that is refused is changed by a person, not by trying.
TOKEN_WAIT = 300.0

_NOBODY = (
    "chat not found",
    "user not found",
    "peer_id_invalid",
    "chat_id_invalid",
    "user_deactivated",
    "input_user_deactivated",
    "group chat was deactivated",
    "have no rights to send a message",
    "not enough rights to send",
)
_FORM = (
    "can't parse",
    "entit",
    "too long",
    "button",
    "reply markup",
    "reply_markup",
    "inline keyboard",
)


def outcome(fault: TelegramError) -> NotSent:
    """What a sender says to the relay."""
    if isinstance(fault, RetryAfter):
        return TryAgain("busy", retry_seconds(fault), account=True)
    if isinstance(fault, ChatMigrated):
        return Moved(str(fault.new_chat_id))
    if isinstance(fault, Forbidden):
        return Never(_why_forbidden(fault), gone=True)
    if isinstance(fault, InvalidToken):
        return TryAgain("token", TOKEN_WAIT, account=True)
    if isinstance(fault, BadRequest):
        return Never("gone", gone=True) if is_nobody(fault) else Never("refused")
    if isinstance(fault, NetworkError) and "too large" in fault.message.lower():
        return Never("file-too-big")  # 413, which the library takes for a broken network
    return TryAgain("network")


def is_nobody(fault: BadRequest) -> bool:
    """Whether there is no one to send anything to."""
    return any(word in fault.message.lower() for word in _NOBODY)


def is_about_form(fault: BadRequest) -> bool:
    """Whether the same words might be taken without markup and buttons."""
    return any(word in fault.message.lower() for word in _FORM)


def is_too_long(fault: BadRequest) -> bool:
    """Whether Telegram counts more characters than we did."""
    return "too long" in fault.message.lower()


def retry_seconds(fault: RetryAfter) -> float:
    """How long Telegram asks to wait."""
    asked = fault.retry_after
    return asked.total_seconds() if isinstance(asked, timedelta) else float(asked)


def _why_forbidden(fault: Forbidden) -> str:
    said = fault.message.lower()
    return next((why for why in ("blocked", "deactivated", "kicked") if why in said), "forbidden")
