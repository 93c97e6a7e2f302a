"""The body of an upload: counted while it is read, kept on the disk, cleaned few at a time."""

import asyncio
import tempfile
from collections.abc import AsyncIterator
from typing import IO
from unicodedata import category
from urllib.parse import unquote

import structlog
from starlette.requests import Request

from locales.accents import compose
from storage import files
from storage.files import Cleaned, Unusable

IN_MEMORY = 1_000_000
CHUNK_WITHIN = 30.0
# A picture unfolds to many times its size while it is cleaned.
CLEANED_AT_ONCE = 2
LONGEST_NAME = 150
# Control, format (they can turn a name's direction) and broken characters.
NOT_IN_NAMES = ("Cc", "Cf", "Cs")

log = structlog.get_logger()


class Bodies:
    """Reads and cleans bodies of at most `most` bytes, whatever their length was said to be."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._cleaning = asyncio.Semaphore(CLEANED_AT_ONCE)

    async def cleaned(self, request: Request) -> Cleaned:
        """The file as it may be kept.

        Raises Unusable for what is not taken, TimeoutError or ClientDisconnect for what does
        not arrive whole.
        """
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            await self._read(request, body)
            async with self._cleaning:
                return await asyncio.to_thread(_clean, body)

    async def _read(self, request: Request, body: IO[bytes]) -> None:
        size = 0
        async for chunk in _chunks(request):
            size += len(chunk)
            if size > self._most:
                raise Unusable("file-too-big")  # the server throws away what still comes
            body.write(chunk)


def name(request: Request) -> str:
    """The file's name as its owner knows it, without folders or characters that steer."""
    whole = unquote(request.headers.get("x-name", ""), errors="replace")
    last = compose(whole).replace("\\", "/").rpartition("/")[2]
    shown = "".join(c for c in last if category(c) not in NOT_IN_NAMES)
    return shown.strip()[-LONGEST_NAME:]


async def _chunks(request: Request) -> AsyncIterator[bytes]:
    stream = request.stream()
    while True:
        async with asyncio.timeout(CHUNK_WITHIN):
            chunk = await anext(stream, None)
        if chunk is None:
            return
        yield chunk


def _clean(body: IO[bytes]) -> Cleaned:
    body.seek(0)
    try:
        return files.clean(body.read(), lists=True)
    except Unusable:
        raise
    except Exception as fault:  # a decoder that stumbles over somebody's bytes
        log.warning("a file could not be read", fault=type(fault).__name__)
        raise Unusable("file-damaged") from fault
