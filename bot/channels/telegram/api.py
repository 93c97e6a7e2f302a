"""python-telegram-bot as transport: a bot that calls the configured server, and nothing more."""

import ssl
from dataclasses import dataclass
from functools import cache
from typing import Any

import httpx
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.settings import TelegramSettings

# What is asked for; Telegram keeps all other kinds to itself.
ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long to wait for Telegram, in seconds."""

    answer: float = 15.0
    upload: float = 60.0
    poll: int = 50


class TelegramBot(Bot):
    """A bot that can also hand over updates as they came."""

    async def raw_updates(self, offset: int | None, wait: int) -> list[Any]:
        """What `get_updates` gives, unparsed: it would lose a batch for one odd update in it."""
        data = {"offset": offset, "timeout": wait, "allowed_updates": ALLOWED_UPDATES}
        given = {name: value for name, value in data.items() if value is not None}
        updates: Any = await self._post("getUpdates", given, read_timeout=wait + 10)
        return updates if isinstance(updates, list) else []


@dataclass(frozen=True, kw_only=True)
class Connection:
    """A bot and the connections it uses: one for asking, the others for everything else."""

    bot: TelegramBot
    requests: tuple[HTTPXRequest, ...]

    async def close(self) -> None:
        """Let go of every connection."""
        for request in self.requests:
            await request.shutdown()


def connect(settings: TelegramSettings, patience: Patience) -> Connection:
    """A bot as configured; nothing is called yet."""
    sending, asking = (_request(settings, patience, size) for size in (64, 2))
    bot = TelegramBot(
        settings.token.get_secret_value(),
        base_url=settings.base_url,
        base_file_url=settings.base_file_url,
        request=sending,
        get_updates_request=asking,
    )
    return Connection(bot=bot, requests=(sending, asking))


def _request(settings: TelegramSettings, patience: Patience, size: int) -> HTTPXRequest:
    return HTTPXRequest(
        connection_pool_size=size,
        read_timeout=patience.answer,
        write_timeout=patience.answer,
        connect_timeout=patience.answer,
        pool_timeout=patience.answer,
        media_write_timeout=patience.upload,
        proxy=settings.proxy or None,
        httpx_kwargs={"verify": trusted()},
    )


@cache
def trusted() -> ssl.SSLContext:
    """Whom to believe that they are Telegram: all connections of all bots ask the same, and to
    read the list takes longer than a call."""
    return httpx.create_ssl_context()
