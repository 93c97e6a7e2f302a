"""A platform's webhook as the web server calls it, without what stands around a page."""

from collections.abc import Awaitable, Callable, Iterable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send


class Hook:
    """Serves `answer` as an ASGI application: the endpoint of a route."""

    def __init__(self, answer: Callable[[Request], Awaitable[Response]]) -> None:
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        response = await self._answer(Request(scope, receive, send))
        await response(scope, receive, send)


class StraightToHooks:
    """Hands each platform's call to its hook at once: far more calls are theirs than any page's,
    and headers for browsers say nothing to them. All else, wrong methods too, goes on."""

    def __init__(self, app: ASGIApp, routes: Iterable[BaseRoute]) -> None:
        self._app = app
        ours = (one for one in routes if isinstance(one, Route))
        self._hooks = {one.path: one.endpoint for one in ours if isinstance(one.endpoint, Hook)}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        called = scope["type"] == "http" and scope["method"] == "POST"
        hook = self._hooks.get(scope["path"]) if called else None
        await (hook or self._app)(scope, receive, send)
