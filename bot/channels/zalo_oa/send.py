"""Sends a message through one Official Account."""

import asyncio
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Any

import structlog

from bot.channels.zalo.delivery import Deliveries, Instead
from bot.channels.zalo.links import Links
from bot.channels.zalo_oa.api import OaApi, Refused, Unreachable
from bot.channels.zalo_oa.buttons import ButtonMemory
from bot.channels.zalo_oa.faults import KNOWN, is_about_form, outcome
from bot.channels.zalo_oa.parts import (
    Buttons,
    Form,
    Paper,
    Part,
    Picture,
    Text,
    linked,
    message_of,
    parts_of,
)
from bot.channels.zalo_oa.pictures import small_enough
from bot.channels.zalo_oa.templates import Templates
from bot.channels.zalo_oa.windows import Window, Windows
from handlers.messages import NUMBERED, File, Reply
from notifications.outcomes import Delivered, Never, NotSent, TryAgain

log = structlog.get_logger()

FetchFile = Callable[[int], Awaitable[bytes]]
UPLOAD_ENDED = -100
# How long a refusal that nobody knows is waited for, once; and how many are remembered.
ONCE_MORE, REMEMBERED = 60.0, 1000


@dataclass(frozen=True, kw_only=True)
class ZaloOaSender:
    """The `notifications.relay.Sender` of one account."""

    api: OaApi
    account: str
    links: Links
    fetch_file: FetchFile
    buttons: ButtonMemory
    windows: Windows
    templates: Templates
    price: int
    deliveries: "Deliveries[Part]" = field(init=False)
    _puzzling: "OrderedDict[int, None]" = field(default_factory=OrderedDict, repr=False)

    def __post_init__(self) -> None:
        made = Deliveries(account=self.account, parts_of=self._apart, make=self._make)
        object.__setattr__(self, "deliveries", made)

    async def send(self, external: str, body: dict[str, Any]) -> Delivered:
        """Send the message; raises TryAgain, Never or Moved.

        Within the window as it is, after it by template. Zalo's own word on the window counts, and
        without money for a billed message there is the template as well.
        """
        window = await self.windows.of(external)
        if window is Window.CLOSED:
            return await self.templates.send(external, body)
        await self.buttons.look()
        try:
            sent = await self.deliveries.send(external, body)
        except Never as fault:
            if fault.reason != "window":
                raise
            return await self.templates.send(external, body)
        except TryAgain as fault:
            if fault.reason != "balance" or window is Window.FREE:
                raise
            return await self.templates.send(external, body)
        cost = self.price * sent.messages if window is Window.BILLED else 0
        return replace(sent, way=window.value, cost=cost)

    def _apart(self, reply: Reply, body: dict[str, Any]) -> list[Part]:
        numbered = bool(body.get(NUMBERED))
        return parts_of(
            reply, self.links.to_read, numbered=numbered, buttons=self.buttons.are_taken
        )

    async def _make(self, external: str, part: Part) -> Delivered:
        try:
            sent = await self._call(external, part)
        except Unreachable as fault:
            raise outcome(fault, self.account) from None
        except Refused as fault:
            if is_about_form(fault) and (instead := self._instead(part)) is not None:
                log.warning("sent in a plainer form", account=self.account, code=fault.code)
                raise Instead(instead) from None
            raise self._once_more(fault, hash((external, part))) from None
        if isinstance(part, Text) and part.proves:
            await self.buttons.refuse()
        return sent

    def _once_more(self, fault: Refused, which: int) -> NotSent:
        """What nobody knows may pass: it is tried once more before it is given up."""
        meant = outcome(fault, self.account)
        if fault.code in KNOWN or which in self._puzzling:
            return meant
        self._puzzling[which] = None
        while len(self._puzzling) > REMEMBERED:
            self._puzzling.popitem(last=False)
        return TryAgain(f"zalo-{-fault.code}", ONCE_MORE)

    def _instead(self, part: Part) -> list[Part] | None:
        """What to send in place of a part refused for its form; None where nothing helps."""
        match part:
            case Buttons():
                return [*part.plainly]
            case Picture() | Paper():
                return [linked(part.file, self.links.to_read)]
            case Form():
                return []
            case Text():
                return None

    async def _call(self, external: str, part: Part) -> Delivered:
        if isinstance(part, (Picture, Paper)):
            return await self._send_file(external, part)
        return _delivered(await self.api.say(external, message_of(part)))

    async def _send_file(self, external: str, part: Picture | Paper) -> Delivered:
        try:
            return await self._lend_and_send(external, part)
        except Refused as fault:
            if fault.code != UPLOAD_ENDED:
                raise
        return await self._lend_and_send(external, part)

    async def _lend_and_send(self, external: str, part: Picture | Paper) -> Delivered:
        content = await self._bytes(part.file)
        if isinstance(part, Paper):
            name = part.file.name if part.file.name.lower().endswith(".pdf") else "van-ban.pdf"
            lent = await self.api.upload("file", content, name, part.file.mime)
            attachment = {"type": "file", "payload": {"token": lent.get("token", "")}}
        else:
            content, mime = await asyncio.to_thread(small_enough, content, part.file.mime)
            lent = await self.api.upload("image", content, f"anh.{mime[6:]}", mime)
            element = {"media_type": "image", "attachment_id": lent.get("attachment_id", "")}
            payload = {"template_type": "media", "elements": [element]}
            attachment = {"type": "template", "payload": payload}
        return _delivered(await self.api.say(external, {"attachment": attachment}))

    async def _bytes(self, file: File) -> bytes:
        try:
            return await self.fetch_file(file.attachment)
        except FileNotFoundError:
            raise Never("file-gone") from None


def _delivered(data: dict[str, Any]) -> Delivered:
    found = data.get("message_id")
    return Delivered(external_id=str(found).replace(",", "") if found else "?")
