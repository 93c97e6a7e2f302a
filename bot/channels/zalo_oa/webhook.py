"""The one address that Zalo calls for all accounts: checked on the raw bytes, kept, answered.

The answer is 200 whatever came: the console's own tests are not signed, and an address that answers
otherwise may be switched off. What is not Zalo's is dropped and counted.
"""

import hashlib
import hmac
import json
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.hook import Hook
from bot.channels.zalo.arrivals import Arrivals
from bot.channels.zalo.calls import body_of, keep
from bot.channels.zalo_oa.parse import concerns_us, is_from_nobody

log = structlog.get_logger()

SIGNATURE_HEADER = "X-ZEvent-Signature"
# Zalo tries again for an hour; the inbox knows for thirty days what was taken.
OLDEST = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class Door:
    """One account, as far as its events have to be known for its own."""

    account: str
    app_id: str
    oa_id: str
    oa_secret: str = field(repr=False)
    arrivals: Arrivals


@dataclass(frozen=True, kw_only=True)
class Webhook:
    """Takes the events of every account."""

    doors: Sequence[Door]
    clock: Callable[[], datetime]
    dropped: Counter[str] = field(default_factory=Counter)

    def routes(self) -> list[Route]:
        """What the web server has to serve."""
        return [Route("/zalo/oa", Hook(self.receive), methods=["POST"])] if self.doors else []

    async def receive(self, request: Request) -> Response:
        """Answer one call."""
        body = await body_of(request)
        if body is None:
            return self._drop("too large")
        event = _event(body)
        if not event:
            return self._drop("empty")
        door = self._door(event)
        if door is None:
            return self._drop("unknown account")
        if not _is_signed(door, event, body, request.headers.get(SIGNATURE_HEADER, "")):
            return self._drop("signature")
        if not self._is_recent(event):
            return self._drop("old")
        if is_from_nobody(event):
            return self._drop("anonymous")
        if not concerns_us(event):
            return Response(status_code=200)
        return await keep(door.arrivals, body)

    def _drop(self, why: str) -> Response:
        self.dropped[why] += 1
        log.warning("a webhook call was dropped", why=why, count=self.dropped[why])
        return Response(status_code=200)

    def _door(self, event: dict[str, Any]) -> Door | None:
        app, named = str(event.get("app_id")), _accounts(event)
        return next((d for d in self.doors if d.app_id == app and d.oa_id in named), None)

    def _is_recent(self, event: dict[str, Any]) -> bool:
        """Whether it came soon enough. One ahead of us is Zalo's all the same: it is signed, and
        our clock may be behind. A moment that cannot be read is the inbox's business."""
        try:
            sent = datetime.fromtimestamp(int(event["timestamp"]) / 1000, self.clock().tzinfo)
        except (KeyError, TypeError, ValueError, OverflowError, OSError):
            return True
        return self.clock() - OLDEST < sent


def sign(app_id: str, body: bytes, timestamp: str, oa_secret: str) -> str:
    """Zalo's mark: a plain hash over the bytes as they came."""
    # JSON can name half a character, which is no text: nobody has signed such a moment.
    behind = f"{timestamp}{oa_secret}".encode("utf-8", "replace")
    return hashlib.sha256(app_id.encode() + body + behind).hexdigest()


def _is_signed(door: Door, event: dict[str, Any], body: bytes, given: str) -> bool:
    expected = sign(door.app_id, body, str(event.get("timestamp", "")), door.oa_secret)
    mark = given.strip().lower().removeprefix("mac=")
    return hmac.compare_digest(mark.encode("utf-8", "replace"), expected.encode())


def _event(body: bytes) -> dict[str, Any]:
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return event if isinstance(event, dict) else {}


def _accounts(event: dict[str, Any]) -> set[str]:
    """Wherever an event names its account: at the top, or as one of the two who speak."""
    sides = [event.get(side) for side in ("recipient", "sender")]
    named = [side.get("id") for side in sides if isinstance(side, dict)]
    return {str(one) for one in (*named, event.get("oa_id")) if one is not None}
