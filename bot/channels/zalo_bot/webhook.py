"""Receiving by webhook: Zalo calls with our secret, and gets its 200 once the body is kept."""

import asyncio
import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.hook import Hook
from bot.channels.said import loggable
from bot.channels.soundness import Unsound
from bot.channels.waiting import pause, unless
from bot.channels.zalo.arrivals import Arrivals
from bot.channels.zalo.calls import body_of, keep
from bot.channels.zalo_bot.api import BotApi, Refused, Unreachable

log = structlog.get_logger()

# None is set.
NO_WEBHOOK = 404
SECRET_HEADER = "X-Bot-Api-Secret-Token"  # noqa: S105 - the header's name


def secret_of(name: str, key: bytes) -> str:
    """The account's secret for its webhook, the same at each start."""
    return hmac.new(key, f"zalo webhook\0{name}".encode(), hashlib.sha256).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """The webhook of one account."""

    api: BotApi = field(repr=False)
    account: str
    arrivals: Arrivals
    public_url: str
    secret: str = field(repr=False)
    wait_after: Callable[[int], float]

    @property
    def path(self) -> str:
        """Where Zalo calls: the body does not name the bot."""
        return f"/zalo/bot/{self.account}"

    @property
    def url(self) -> str:
        """The same with all that stands before it."""
        return self.public_url.rstrip("/") + self.path

    def routes(self) -> list[Route]:
        """What the web server has to serve."""
        return [Route(self.path, Hook(self.receive), methods=["POST"])]

    async def run(self, stop: asyncio.Event) -> None:
        """Tell Zalo where to call, as often as it takes, then wait for `stop`."""
        failures = 0
        while not stop.is_set():
            try:
                await unless(stop, self.set_up())
                await stop.wait()
            except (Refused, Unreachable) as fault:
                failures += 1
                why = loggable(str(fault))
                log.warning("the webhook is not set yet", account=self.account, why=why)
                await pause(stop, self.wait_after(failures))

    async def set_up(self) -> None:
        """Tell Zalo where to call and with which secret; raises Refused or Unreachable."""
        await self.api.call("setWebhook", url=self.url, secret_token=self.secret)

    async def look(self) -> None:
        """Whether Zalo calls us; raises Unsound, Refused or Unreachable."""
        try:
            found = await self.api.call("getWebhookInfo")
        except Refused as fault:
            raise Unsound("webhook") if fault.code == NO_WEBHOOK else fault from None
        if not isinstance(found, dict) or found.get("url") != self.url:
            raise Unsound("webhook")

    async def receive(self, request: Request) -> Response:
        """Answer one call of Zalo; a probe has nothing in it, not even the secret."""
        body = await body_of(request)
        if body is None:
            return Response(status_code=413)
        if not body.strip():
            return Response(status_code=200)
        if not self._is_zalo(request):
            log.warning("a webhook call without the secret", account=self.account)
            return Response(status_code=403)
        return await keep(self.arrivals, body)

    def _is_zalo(self, request: Request) -> bool:
        given = request.headers.get(SECRET_HEADER, "")
        return hmac.compare_digest(given.encode(), self.secret.encode())
