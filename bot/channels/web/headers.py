"""The security headers of every answer, and who may show the chat in a frame."""

import re
from collections.abc import Sequence

from starlette.types import ASGIApp, Message, Receive, Scope, Send

CSP = "content-security-policy"
_CONTENT = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
    "media-src 'self' blob:; connect-src 'self'; font-src 'self'; manifest-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors "
)
_ORIGIN = re.compile(r"https?://[A-Za-z0-9.*\-\[\]:]+")


def policy(*, embed_origins: Sequence[str] = ()) -> str:
    """The content security policy; only the named origins may frame the page."""
    ancestors = " ".join(("'self'", *embed_origins)) if embed_origins else "'none'"
    return _CONTENT + ancestors


def tidy_origins(configured: Sequence[str]) -> tuple[str, ...]:
    """The configured origins as the policy takes them; raises ValueError for anything else."""
    origins = tuple(origin.rstrip("/") for origin in configured)
    for origin in origins:
        if not _ORIGIN.fullmatch(origin):
            raise ValueError(
                f"embed_origins: {origin!r} is not an origin such as https://xa.gov.vn"
            )
    return origins


DEFAULTS = {
    CSP: policy(),
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}
# As they go over the wire: they stand in every answer.
_RAW = tuple((name.encode(), value.encode()) for name, value in DEFAULTS.items())


class SecurityHeaders:
    """Gives every answer those headers that it has not set itself."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                own = message["headers"]
                set_already = {name.lower() for name, _ in own}
                missing = [pair for pair in _RAW if pair[0] not in set_already]
                message["headers"] = [*own, *missing]
            await send(message)

        await self._app(scope, receive, send_with_headers)
