"""Fetches what people sent: getFile, then a download that never takes more than it may."""

from typing import Any

import httpx
from telegram import Bot, File
from telegram.error import TelegramError

from bot.channels.telegram.faults import outcome
from notifications.outcomes import Never, NotSent, TryAgain


class TooBig(Never):
    """The file is larger than we or Telegram allow."""

    def __init__(self) -> None:
        super().__init__("file-too-big")


async def fetch(bot: Bot, http: httpx.AsyncClient, source: dict[str, Any], limit: int) -> bytes:
    """The bytes of a `FileRef.source`; raises TryAgain, TooBig or Never."""
    file = await _ask(bot, source)
    if (file.file_size or 0) > limit:
        raise TooBig
    try:
        return await _download(http, file.file_path or "", limit)
    except httpx.InvalidURL:
        raise Never("file-gone") from None
    except httpx.HTTPError:  # its text holds the address, and so the token
        raise TryAgain("network") from None


async def _ask(bot: Bot, source: dict[str, Any]) -> File:
    try:
        return await bot.get_file(str(source["file_id"]))
    except TelegramError as fault:
        raise _no_file(fault) from None


def _no_file(fault: TelegramError) -> NotSent:
    said = fault.message.lower()
    if "too big" in said:
        return TooBig()
    if "temporarily" in said:
        return TryAgain("unavailable")
    meant = outcome(fault)
    return meant if isinstance(meant, TryAgain) else Never("file-gone")


async def _download(http: httpx.AsyncClient, url: str, limit: int) -> bytes:
    content = bytearray()
    async with http.stream("GET", url) as answer:
        if answer.status_code == httpx.codes.NOT_FOUND:
            raise TryAgain("link-expired")  # getFile gives a new one
        answer.raise_for_status()
        async for chunk in answer.aiter_bytes():
            content += chunk
            if len(content) > limit:
                raise TooBig
    return bytes(content)
