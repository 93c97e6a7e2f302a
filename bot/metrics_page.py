"""Who may read `/metrics`: whoever shows the token, or, without one, programs on this machine.

A proxy on this machine calls from this machine as well, and not every proxy says for whom. So once
people reach the program through one (`public_url` is set) the token is asked for. Who may not read
the page is told what anybody is told of a page that there is not.
"""

import hmac
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.channels.web.origin import Origins, is_local
from bot.metrics import CONTENT_TYPE, Metrics
from bot.settings import WebSettings

# By these a proxy gives itself away.
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")


@dataclass(frozen=True, kw_only=True)
class MetricsPage:
    """Serves `/metrics`."""

    metrics: Metrics
    settings: WebSettings

    def routes(self) -> list[Route]:
        """What the web server has to serve."""
        return [Route("/metrics", self.get)]

    async def get(self, request: Request) -> Response:
        """The page, or 404."""
        if not self._may_read(request):
            raise HTTPException(404)
        page = await self.metrics.page()
        return Response(page, media_type=CONTENT_TYPE, headers={"cache-control": "no-store"})

    def _may_read(self, request: Request) -> bool:
        token = self.settings.metrics_token.get_secret_value()
        if token:
            given = request.headers.get("authorization", "")
            return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
        if not Origins.of(self.settings).takes_host(request.headers.get("host", "")):
            return False  # a page that points its own name at this machine
        through_proxy = any(name in request.headers for name in FORWARDED)
        return not self.settings.public_url and is_local(request) and not through_proxy
