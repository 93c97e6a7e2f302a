"""The server's patience with requests that do not begin: little, so that others get their turn."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import Route

from bot import heads
from bot.server import Server

START = b"POST / HTTP/1.1\r\nHost: here\r\n"
MORE = b"a" * 65_536


@pytest.fixture
async def port(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[int]:
    monkeypatch.setattr(heads, "HEAD_WITHIN", 0.3)
    server = Server(Starlette(routes=[Route("/", _count, methods=["POST"])]), "127.0.0.1", 0)
    await server.start()
    yield int(server.url.rpartition(":")[2])
    await server.stop()


async def test_an_endless_head_ends_the_connection(port: int) -> None:
    """One visitor cannot fill the memory with a header."""
    told = await _exchange(port, START + b"X: ", *[MORE] * 40)

    assert told == b"" or b" 400 " in told  # what was said may be lost with the line


async def test_endless_trailers_end_the_connection(port: int) -> None:
    """Nor with what follows the last piece of a body."""
    chunked = START + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: "

    assert await _exchange(port, chunked, *[MORE] * 8) == b""


@pytest.mark.parametrize("begun", [b"", START, b"\r\n"])
async def test_who_does_not_begin_is_let_go(port: int, begun: bytes) -> None:
    """Connections that ask for nothing are not kept for ever."""
    assert await _exchange(port, begun) == b""


async def test_a_slow_body_is_waited_for(port: int) -> None:
    """Patience ends with the head: a photo over a bad line takes its time."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(START + b"Content-Length: 3\r\n\r\n")
    await asyncio.sleep(0.6)
    writer.write(b"abc")
    async with asyncio.timeout(30):
        head = await reader.readuntil(b"\r\n\r\n")
        told = await reader.readexactly(1)
    writer.close()

    assert b" 200 " in head
    assert told == b"3"


async def test_a_large_body_is_no_head(port: int) -> None:
    """However much arrives at once with the head."""
    size = 3 * len(MORE)
    told = await _exchange(
        port, START + b"Connection: close\r\nContent-Length: %d\r\n\r\n" % size + MORE * 3
    )

    assert told.endswith(b"%d" % size)


async def _count(request: Request) -> PlainTextResponse:
    return PlainTextResponse(str(len(await request.body())))


async def _exchange(port: int, *parts: bytes) -> bytes:
    """Everything that comes back until the server hangs up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    told = b""
    try:
        async with asyncio.timeout(10):
            for part in parts:
                writer.write(part)
                await writer.drain()
            told = await reader.read(-1)
    except ConnectionError:
        pass
    finally:
        writer.close()
    return told
