"""Answers a platform's webhook: the body is kept, and nothing else is waited for."""

import structlog
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from bot.channels.zalo.arrivals import Arrivals
from storage.errors import Unavailable

log = structlog.get_logger()

# An event is one message of a few kilobytes. Whose it is, and so whether it is signed, stands in
# the body: whoever calls has it read, and a megabyte of brackets takes a third of a second.
MOST_BYTES = 128 * 1024


async def body_of(request: Request) -> bytes | None:
    """The body, or None when it is larger than any event."""
    body = bytearray()
    try:
        async for chunk in request.stream():
            body += chunk
            if len(body) > MOST_BYTES:
                return None
    except ClientDisconnect:
        return None
    return bytes(body)


async def keep(arrivals: Arrivals, body: bytes) -> Response:
    """200 once the body is ours; 503 where it could be kept nowhere, so that it comes again."""
    try:
        await arrivals.take(body)
    except Unavailable:
        log.error("an event could be kept nowhere", account=arrivals.account)
        return Response(status_code=503)
    return Response(status_code=200)
