"""Sends a message through one Zalo bot: texts with numbered choices, pictures by their address."""

from dataclasses import dataclass
from typing import Any

from bot.channels.zalo.delivery import Deliveries
from bot.channels.zalo.links import Links
from bot.channels.zalo_bot.api import PICTURE_PATIENCE, BotApi, Refused, Unreachable
from bot.channels.zalo_bot.faults import outcome
from handlers.messages import NUMBERED, File, Reply
from handlers.plain import pages
from locales.accents import compose
from notifications.limiter import Limiter
from notifications.outcomes import Delivered

LIMIT = 2000
PICTURES = ("image/jpeg", "image/png")


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text of at most 2 000 characters."""

    text: str


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture, which Zalo fetches from us."""

    file: File


Part = Text | Picture


@dataclass(frozen=True, kw_only=True)
class ZaloBotSender:
    """The `notifications.relay.Sender` of one account."""

    deliveries: Deliveries[Part]

    async def send(self, external: str, body: dict[str, Any]) -> Delivered:
        """Send the message; raises TryAgain, Never or Moved."""
        return await self.deliveries.send(external, body)


def sender(api: BotApi, account: str, links: Links, limiter: Limiter) -> ZaloBotSender:
    """How this account sends."""

    async def make(external: str, part: Part) -> Delivered:
        try:
            return await _call(api, external, part, links)
        except (Refused, Unreachable) as fault:
            raise outcome(fault, account) from None

    def apart(reply: Reply, body: dict[str, Any]) -> list[Part]:
        return parts_of(reply, links, is_last=bool(body.get(NUMBERED)))

    return ZaloBotSender(
        deliveries=Deliveries(account=account, parts_of=apart, make=make, limiter=limiter)
    )


def parts_of(reply: Reply, links: Links, *, is_last: bool) -> list[Part]:
    """The texts, then the pictures; every other file is an address in the text."""
    pictures = [file for file in reply.files if file.mime in PICTURES]
    texts = pages(
        reply_without(reply, pictures), limit=LIMIT, link_to=links.to_read, is_last=is_last
    )
    return [*(Text(text=compose(text)) for text in texts), *(Picture(file=f) for f in pictures)]


def reply_without(reply: Reply, files: list[File]) -> Reply:
    """The message, but for these files."""
    kept = tuple(file for file in reply.files if file not in files)
    return Reply(**{**vars(reply), "files": kept})


async def _call(api: BotApi, external: str, part: Part, links: Links) -> Delivered:
    if isinstance(part, Text):
        result = await api.call("sendMessage", chat_id=external, text=part.text)
    else:
        result = await api.call(
            "sendPhoto",
            wait=PICTURE_PATIENCE,
            chat_id=external,
            photo=links.picture(part.file),
            caption="",
        )
    return Delivered(external_id=_id_of(result))


def _id_of(result: Any) -> str:
    """Zalo's id of the message; a success without one is a success all the same."""
    found = result.get("message_id") if isinstance(result, dict) else None
    return str(found).replace(",", "") if found else "?"
