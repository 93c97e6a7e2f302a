"""Receiving by webhook: Telegram calls, and gets its 200 after the commit.

Any other answer makes it deliver the update again, so only what may succeed later gets one:
503 while nothing can be saved. What will never parse is acknowledged.
"""

import asyncio
import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, RetryAfter, TelegramError

from bot.channels.hook import Hook
from bot.channels.telegram.api import ALLOWED_UPDATES
from bot.channels.telegram.arrivals import Arrivals
from bot.channels.telegram.faults import retry_seconds
from bot.channels.telegram.poll import LONGEST, wait_after
from bot.channels.telegram.redaction import redact
from bot.channels.waiting import pause, unless
from storage.errors import Unavailable
from storage.failpoints import Failpoint, reach

log = structlog.get_logger()

MOST_BYTES = 1024 * 1024
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


def secret_of(name: str, key: bytes) -> str:
    """The account's secret for its webhook, the same at each start."""
    return hmac.new(key, f"telegram webhook\0{name}".encode(), hashlib.sha256).hexdigest()


class Acknowledged(Response):
    """200: from here on the update is ours to answer."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await super().__call__(scope, receive, send)
        reach(Failpoint.AFTER_ACKNOWLEDGE)


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """The webhook of one account."""

    bot: Bot = field(repr=False)  # its own repr shows the token
    account: str
    arrivals: Arrivals
    public_url: str
    secret: str = field(repr=False)
    wait_after: Callable[[int], float] = wait_after

    @property
    def path(self) -> str:
        """Where Telegram calls."""
        return f"/telegram/{self.account}"

    @property
    def url(self) -> str:
        """The same with all that stands before it."""
        return self.public_url.rstrip("/") + self.path

    def routes(self) -> list[Route]:
        """What the web server has to serve."""
        return [Route(self.path, Hook(self.receive), methods=["POST"])]

    async def run(self, stop: asyncio.Event) -> None:
        """Tell Telegram where to call, as often as it takes, then wait for `stop`."""
        failures = 0
        while not stop.is_set():
            try:
                await unless(stop, self.set_up())
                await stop.wait()
            except TelegramError as fault:
                failures += 1
                await pause(stop, self._seconds(fault, failures))

    async def set_up(self) -> None:
        """Tell Telegram where to call and with which secret; raises TelegramError."""
        await self.bot.set_webhook(
            self.url,
            allowed_updates=ALLOWED_UPDATES,
            secret_token=self.secret,
        )

    async def receive(self, request: Request) -> Response:
        """Answer one call of Telegram."""
        if not self._is_telegram(request):
            log.warning("a webhook call without the secret", account=self.account)
            return Response(status_code=403)
        try:
            body = await _body(request)
        except ClientDisconnect:
            return Response(status_code=400)
        if body is None:
            log.warning("a webhook call is too large", account=self.account)
            return Response(status_code=413)
        return await self._take(body)

    async def _take(self, body: bytes) -> Response:
        try:
            update = json.loads(body)
        except (ValueError, RecursionError):
            log.warning("a webhook call cannot be read", account=self.account, bytes=len(body))
            return Response(status_code=200)
        try:
            await self.arrivals.take(update)
        except Unavailable:
            log.debug("an update cannot be saved now", account=self.account)
            return Response(status_code=503)
        return Acknowledged()

    def _is_telegram(self, request: Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "")
        return hmac.compare_digest(given.encode(), self.secret.encode())

    def _seconds(self, fault: TelegramError, failures: int) -> float:
        why: dict[str, Any] = {"account": self.account, "fault": type(fault).__name__}
        if isinstance(fault, (BadRequest, InvalidToken)):  # a person has to change something
            log.error("telegram refuses the webhook", **why, why=redact(fault.message))
            return max(LONGEST, self.wait_after(failures))
        log.warning("the webhook is not set yet", **why)
        asked = retry_seconds(fault) if isinstance(fault, RetryAfter) else 0.0
        return max(asked, self.wait_after(failures))


async def _body(request: Request) -> bytes | None:
    """The body, or None when it is larger than any update."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > MOST_BYTES:
            return None
    return bytes(body)
