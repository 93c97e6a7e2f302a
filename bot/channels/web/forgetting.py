"""Forgetting a device: its cookies go, its open pages close, nothing is sent there any more."""

from dataclasses import dataclass

import structlog
from starlette.requests import Request
from starlette.responses import Response

from bot.channels.web import session
from bot.channels.web.hub import Hub
from bot.channels.web.origin import Origins
from bot.channels.web.sockets import NO_SESSION
from bot.channels.web.web import Web
from locales.catalogue import DEFAULT
from storage import web_rows
from storage.errors import StorageError

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Forgetting:
    """Serves `POST /c/CODE/forget`; the session is one for all communes."""

    web: Web
    hub: Hub
    origins: Origins

    async def post(self, request: Request) -> Response:
        """End every session that the browser presents."""
        if "origin" in request.headers and not self.origins.takes_origin(request):
            return Response(status_code=403)
        for who in session.every(request):
            await self._end(who.external)
        response = Response(status_code=204)
        for removal in session.removals(secure=self.origins.is_secure(request)):
            response.headers.append("set-cookie", removal)
        return response

    async def _end(self, external: str) -> None:
        self.hub.dismiss(external, self.web.text(DEFAULT, "web-bye-forgotten"), NO_SESSION)
        now = self.web.clock()
        try:
            await self.web.database.write(lambda work: web_rows.forget(work, external, now))
        except StorageError as fault:  # the cookie goes all the same: that is what was promised
            log.warning("a forgotten session is still known", fault=type(fault).__name__)
