"""A look at a bot: does Telegram take its token, and does it bring us what people write?"""

from datetime import datetime

from telegram import Bot, WebhookInfo
from telegram.error import InvalidToken, TelegramError

from bot.channels.soundness import RECENT, Unsound


async def look(bot: Bot, webhook: str, now: datetime) -> None:
    """Raises Unsound. `webhook` is the address that Telegram should call; "" while we ask."""
    try:
        found = await bot.get_webhook_info()
    except InvalidToken:  # 401 and 404
        raise Unsound("token") from None
    except TelegramError:
        raise Unsound("unreachable") from None
    if found.url != webhook:
        raise Unsound("webhook" if webhook else "taken")
    if webhook and _fails(found, now):
        raise Unsound("webhook")


def _fails(found: WebhookInfo, now: datetime) -> bool:
    """Its last call failed a moment ago, and something waits."""
    last = found.last_error_date
    return bool(found.pending_update_count and last is not None and now - last < RECENT)
