"""Refuses requests that were meant for another name: DNS rebinding ends here."""

from starlette.requests import HTTPConnection
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocket

from bot.channels.web.origin import Origins
from bot.channels.web.problems import Problems


class HostGuard:
    """Guards the chat; probes and webhooks, which hold no session, come by any name."""

    def __init__(self, app: ASGIApp, origins: Origins, problems: Problems) -> None:
        self._app = app
        self._origins = origins
        self._problems = problems

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not _is_chat(scope) or self._takes(scope):
            await self._app(scope, receive, send)
        elif scope["type"] == "websocket":
            await WebSocket(scope, receive, send).close()  # the server makes 403 of it
        else:
            response = self._problems.page(421, address=self._origins.public_url or "/")
            await response(scope, receive, send)

    def _takes(self, scope: Scope) -> bool:
        return self._origins.takes_host(HTTPConnection(scope).headers.get("host", ""))


def _is_chat(scope: Scope) -> bool:
    path = scope.get("path", "")
    return scope["type"] in ("http", "websocket") and (path == "/" or path.startswith("/c/"))
