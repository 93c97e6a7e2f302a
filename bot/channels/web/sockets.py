"""The WebSocket: who may open one, and the two loops that read from it and write to it."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass

import structlog
from starlette.types import Message
from starlette.websockets import WebSocket, WebSocketDisconnect

from bot.channels.web import places, protocol, session
from bot.channels.web.hub import Hub, Page
from bot.channels.web.limits import Gate
from bot.channels.web.origin import Origins, client_ip
from bot.channels.web.places import Place
from bot.channels.web.session import Session
from bot.channels.web.talk import Talk
from bot.channels.web.web import Web
from storage.errors import StorageError
from storage.failpoints import Failpoint, reach

NO_SESSION = 4401
TRY_LATER = 1013
HELLO_WITHIN = 20.0
FLUSH_WITHIN = 5.0

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Sockets:
    """Serves `/c/CODE/socket`."""

    web: Web
    hub: Hub
    gate: Gate
    origins: Origins

    async def serve(self, socket: WebSocket) -> None:
        """One connection from its handshake to its end; one that is refused gets a 403."""
        place = await self._place(socket)
        if place is None:
            await socket.close()
            return
        with suppress(WebSocketDisconnect):
            await socket.accept()
            who = session.current(socket)
            if who is None:
                await socket.close(NO_SESSION)
            else:
                await self._seat(socket, place, who)

    async def _place(self, socket: WebSocket) -> Place | None:
        if not self.origins.takes_origin(socket):
            log.info("web socket refused", reason="origin")
            return None
        try:
            return await places.find(self.web.database, socket.path_params["code"])
        except StorageError as fault:
            log.debug("web socket refused", reason=type(fault).__name__)
            return None

    async def _seat(self, socket: WebSocket, place: Place, who: Session) -> None:
        with self.gate.seats.taken(who.external, client_ip(socket)) as seated:
            if seated:
                await self._converse(socket, place, who)
                return
        reason = self.web.text(place.language, "web-bye-too-many-pages")
        await socket.send_text(_written(protocol.bye(reason)))
        await socket.close(TRY_LATER)

    async def _converse(self, socket: WebSocket, place: Place, who: Session) -> None:
        page = Page((place.account_id, who.external), place.code)
        talk = Talk(
            web=self.web,
            hub=self.hub,
            gate=self.gate,
            page=page,
            place=place,
            session=who,
            ip=client_ip(socket),
            embedded=session.is_embedded(socket, who),
        )
        writer = asyncio.create_task(_write(socket, page))
        try:
            if await _listen(socket, talk):
                await asyncio.wait([writer], timeout=FLUSH_WITHIN)
        finally:
            self.hub.leave(page)
            writer.cancel()
            await asyncio.wait([writer])


async def _listen(socket: WebSocket, talk: Talk) -> bool:
    """Hear frame after frame; True when we end it, False when the client has left."""
    patience: float | None = HELLO_WITHIN
    while (message := await _receive(socket, patience))["type"] != "websocket.disconnect":
        patience = None
        if not await talk.hear(message.get("text")):
            return True
    return False


async def _receive(socket: WebSocket, patience: float | None) -> Message:
    try:
        async with asyncio.timeout(patience):
            return await socket.receive()
    except TimeoutError:
        await socket.close(TRY_LATER)
        return {"type": "websocket.disconnect"}


async def _write(socket: WebSocket, page: Page) -> None:
    """Send what is queued, in order, until a close is or the client is gone."""
    try:
        while not isinstance(item := await page.outgoing.get(), int):
            await socket.send_text(_written(item))
            if item["type"] == "confirmed":
                reach(Failpoint.AFTER_ACKNOWLEDGE)
        await socket.close(item)
    except (WebSocketDisconnect, RuntimeError):
        pass  # the reader hears of it too
    finally:
        page.end()


def _written(frame: protocol.Frame) -> str:
    return json.dumps(frame, ensure_ascii=False, separators=(",", ":"))
