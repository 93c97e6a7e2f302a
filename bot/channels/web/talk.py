"""One connection's conversation: what each frame of the client brings about, in order.

A message is confirmed only after the transaction that took it is committed.
"""

from dataclasses import dataclass, field
from typing import Any

import structlog

from bot.channels.web import places, protocol, uploads
from bot.channels.web.hub import Hub, Page
from bot.channels.web.limits import Buckets, Gate
from bot.channels.web.places import CHANNEL, Place
from bot.channels.web.protocol import Ack, Broken, Hello, Ping, Say, Start, Unknown
from bot.channels.web.session import Session
from bot.channels.web.web import Web
from bot.channels.web.words import number
from handlers.messages import FileRef, Incoming, Kind
from locales.accents import compose
from storage import outbox
from storage.errors import StorageError
from storage.work import Work

TRY_AGAIN = 3
POLICY = 1008
NOT_TEXT = 1003
# A character of UTF-8 has at most four bytes; the rest is for the JSON around the text.
BYTES_AROUND = 8_192

log = structlog.get_logger()


@dataclass(kw_only=True)
class Talk:
    """Hears the frames of one page."""

    web: Web
    hub: Hub
    gate: Gate
    page: Page
    place: Place
    session: Session
    ip: str
    embedded: bool
    _frames: Buckets = field(init=False)
    _is_ready: bool = field(default=False, init=False)
    _mistakes: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        self._frames = Buckets(self.web.limits.frames_per_minute)

    async def hear(self, raw: str | None) -> bool:
        """Act on one frame (None: it was binary); False when the connection is to end."""
        if self._frames.wait("all"):
            return self._end("web-bye-too-fast", POLICY)
        self._frames.take("all")
        if raw is None:
            return await self._mistake(Broken(id=None), NOT_TEXT)
        heard = protocol.read(raw)
        if self._is_too_big(raw) and not isinstance(heard, Say):
            heard = Broken(id=None)
        return await self._act(heard)

    async def _act(self, heard: protocol.Heard) -> bool:
        match heard:
            case Hello():
                await self._hello()
            case Ping():
                await self.page.send(protocol.pong())
            case Broken():
                return await self._mistake(heard, POLICY)
            case Unknown():
                await self._refuse(heard.id, "web-not-understood")
            case _ if not self._is_ready:
                return await self._mistake(Broken(id=None), POLICY)
            case Ack():
                await self._acknowledge(heard)
            case Say() | Start():
                await self._take(heard)
        return True

    async def _hello(self) -> None:
        # A client of another version sees ours, and decides.
        limits = self.web.house.limits
        await self.page.send(
            protocol.ready(
                code=self.place.code,
                name=self.place.name,
                text=limits.text,
                file_bytes=limits.file_bytes,
                files=self.web.limits.files,
            )
        )
        if not self._is_ready:
            self._is_ready = True
            self.hub.join(self.page)

    async def _take(self, frame: Say | Start) -> None:
        if wait := self.gate.message(self.session.external, self.ip):
            await self.page.send(protocol.later(frame.id, wait))
            return
        try:
            answer = await self._answer(frame)
        except StorageError as fault:
            log.debug("web message not saved yet", fault=type(fault).__name__)
            answer = protocol.later(frame.id, TRY_AGAIN)
        except Exception:  # the person must learn that it was not saved
            log.exception("web message could not be handled")
            answer = protocol.refused(frame.id, self._say("web-not-saved"))
        await self.page.send(answer)

    async def _answer(self, frame: Say | Start) -> protocol.Frame:
        files: tuple[FileRef, ...] | None = ()
        if isinstance(frame, Say):
            if (reason := self._objection(frame)) is not None:
                return protocol.refused(frame.id, reason)
            files = await self._files(frame)
        if files is None:
            return protocol.refused(frame.id, self._say("web-file-unknown"))
        await self.web.receive(self._incoming(frame, files))
        return protocol.confirmed(frame.id)

    def _objection(self, frame: Say) -> str | None:
        language, limit = self.place.language, self.web.house.limits.text
        length = len(compose(frame.text))
        if length > limit:
            written = {"length": number(length, language), "limit": number(limit, language)}
            return self._say("web-text-too-long", **written)
        if len(frame.files) > self.web.limits.files:
            return self._say("web-too-many-files", limit=self.web.limits.files)
        if not (frame.choice or frame.text.strip() or frame.files):
            return self._say("web-empty")
        return None

    async def _files(self, frame: Say) -> tuple[FileRef, ...] | None:
        """The files as they are stored; None if one is not this session's own."""
        if not frame.files:
            return ()
        external = self.session.external
        return await self.web.database.read(
            lambda work: uploads.named(work, self.place, external, frame.files)
        )

    def _incoming(self, frame: Say | Start, files: tuple[FileRef, ...]) -> Incoming:
        external = self.session.external
        message_id = frame.id.lower()
        return Incoming(
            channel=CHANNEL,
            account=self.place.code,
            address=external,
            # Clients make the id: with this before it, nobody can use up another's.
            event_id=f"{external[:16]}:{message_id}",
            message_id=message_id,
            received_at=self.web.clock(),
            files=files,
            embedded=self.embedded,
            **_content(frame),
        )

    async def _acknowledge(self, ack: Ack) -> None:
        try:
            await self.web.database.write(lambda work: self._settle(work, ack))
        except StorageError as fault:  # the rows come again at the next connection
            log.debug("web acknowledgement not saved", fault=type(fault).__name__)

    def _settle(self, work: Work, ack: Ack) -> None:
        address = places.address_of(work, self.place, self.session.external)
        if address is not None and address.id is not None:
            outbox.acknowledge(work, address.id, ack.rows, self.web.clock())

    async def _mistake(self, broken: Broken, code: int) -> bool:
        self._mistakes += 1
        log.info("web frame not understood", count=self._mistakes)
        await self._refuse(broken.id, "web-not-understood")
        if self._mistakes < self.web.limits.mistakes:
            return True
        return self._end("web-bye-not-understood", code)

    async def _refuse(self, frame_id: str | None, key: str) -> None:
        await self.page.send(protocol.refused(frame_id, self._say(key)))

    def _end(self, key: str, code: int) -> bool:
        self.page.close(self._say(key), code)
        return False

    def _say(self, key: str, /, **values: object) -> str:
        return self.web.text(self.place.language, key, **values)

    def _is_too_big(self, raw: str) -> bool:
        # A text of the permitted length always fits, whatever its letters.
        most = max(self.web.limits.frame_bytes, 4 * self.web.house.limits.text + BYTES_AROUND)
        return len(raw.encode("utf-8", "replace")) > most


def _content(frame: Say | Start) -> dict[str, Any]:
    if isinstance(frame, Start):
        return {"kind": Kind.START, "payload": frame.payload}
    if frame.choice is not None:
        return {"kind": Kind.CHOICE, "choice": frame.choice}
    return {"kind": Kind.TEXT, "text": frame.text}
