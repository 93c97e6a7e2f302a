"""The client's own files: kept for a year under a versioned address, else asked for again."""

from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

FOREVER = "public, max-age=31536000, immutable"
# Scripts import each other without a version: the browser asks each time, and is told 304.
ASK_AGAIN = "no-cache"


class ChatFiles(StaticFiles):
    """Static files with the right Cache-Control."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        response = await super().get_response(path, scope)
        versioned = scope["query_string"].startswith(b"v=")
        response.headers["cache-control"] = FOREVER if versioned else ASK_AGAIN
        return response
