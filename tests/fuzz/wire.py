"""Through real sockets at the real program: what in-process driving leaves out.

Bad request lines, smuggling, endless headers, slow and broken bodies, sockets that are no sockets.
The program runs as a process of its own beside a fake Telegram, with relay and worker, so that
what hostile updates leave behind is also fetched and sent.
"""

import asyncio
import os
import socket
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from fakes.telegram import FakeTelegram, Settings
from fuzz import calls, frames, mutations, updates, watch
from fuzz.calls import SECRET, Call
from fuzz.dice import Dice
from fuzz.house import sane_update
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidHandshake, InvalidMessage, WebSocketException

PATIENCE = 30.0
AT_ONCE = 24
# What the server itself says besides: broken request, headers too large, and "later" at the limits.
SERVERS_OWN = frozenset({400, 413, 431, 501, 505})
CLOSES = frames.CLOSES | {1000, 1002, 1006, 1007, 1009}
FAULTS = ("[error", "[critical", "Traceback", "ERROR ", "CRITICAL ")


@dataclass(kw_only=True)
class Process:
    """The running program."""

    port: int
    number: int
    log: Path
    wrong: list[str] = field(default_factory=list)
    said: dict[str, int] = field(default_factory=dict)

    def count(self, kind: str, what: object) -> None:
        """How often something was answered."""
        self.said[f"{kind} {what}"] = self.said.get(f"{kind} {what}", 0) + 1

    def faults(self) -> list[str]:
        """What the program wrote of itself that it should not have to."""
        lines = self.log.read_text(errors="replace").splitlines()
        found = [at for at, line in enumerate(lines) if _is_fault(line)]
        return ["\n".join(lines[at : at + 30])[:3000] for at in found[:5]]


def _is_fault(line: str) -> bool:
    """Somebody whom Telegram does not know cannot be answered; that is no fault of ours."""
    return any(mark in line for mark in FAULTS) and "reason=gone" not in line


@asynccontextmanager
async def started() -> AsyncIterator[Process]:
    """The program as people run it, until the block ends."""
    with (
        tempfile.TemporaryDirectory(prefix="doithoai-fuzz-") as name,
        FakeTelegram(Settings(require_https=False)) as telegram,
    ):
        folder, port = Path(name), _free_port()
        for chat in range(updates.CHATS):
            telegram.open_chat(7000 + chat)
        (folder / "config.toml").write_text(_configuration(folder, port, telegram))
        with (folder / "log").open("w") as log:
            running = await asyncio.create_subprocess_exec(
                *(sys.executable, "-m", "bot", "--config", str(folder / "config.toml"), "run"),
                stdout=asyncio.subprocess.PIPE,
                stderr=log,
                env={k: v for k, v in os.environ.items() if not k.startswith("DOITHOAI_")},
            )
            assert running.stdout is not None
            try:
                async with asyncio.timeout(PATIENCE):
                    while b"Ctrl+C" not in await running.stdout.readline():
                        assert running.returncode is None
                yield Process(port=port, number=running.pid, log=folder / "log")
            finally:
                with suppress(ProcessLookupError):
                    running.terminate()
                await running.wait()


async def run(*, seed: int, bodies: int) -> Process:
    """Throw so many; what came of it is in `wrong`."""
    async with started() as process:
        before = await _throw_all(process, seed, range(bodies // 5))
        await _throw_all(process, seed, range(bodies // 5, bodies))
        await _examine(process, before)
    return process


async def _throw_all(process: Process, seed: int, numbers: range) -> watch.Size:
    left = iter(numbers)

    async def some() -> None:
        for number in left:
            try:
                async with asyncio.timeout(2 * PATIENCE):
                    await _one(process, Dice(seed, "wire", number))
            except Exception as fault:  # noqa: BLE001 - it is what we look for
                process.wrong.append(f"--target wire --seed {seed}, number {number}: {fault!r}")

    async with asyncio.TaskGroup() as group:
        for _ in range(AT_ONCE):
            group.create_task(some())
    return watch.Size(
        memory=watch.memory_of(process.number),
        descriptors=watch.descriptors_of(process.number),
        tasks=0,
    )


async def _one(process: Process, dice: Dice) -> None:
    kind = dice.weighed({"telegram": 40, "web": 15, "socket": 20, "raw": 20, "handshake": 5})
    if kind == "socket":
        await _converse(process, frames.connection(dice))
    elif kind in ("raw", "handshake"):
        made = _garbage(dice, process.port) if kind == "raw" else _broken_socket(dice, process.port)
        status = await _exchange(process, made, patient=False)
        process.count(kind, status)
        if status >= 500 and status not in SERVERS_OWN | {503}:
            process.wrong.append(f"raw {dice.number}: status {status}")
    else:
        call = calls.webhook(dice) if kind == "telegram" else calls.visit(dice)
        status = await _exchange(process, _written(call, process.port), patient=_is_whole(call))
        process.count(kind, status)
        if status and status not in call.answers | SERVERS_OWN:
            process.wrong.append(f"{kind} {dice.number}: status {status}")


async def _exchange(process: Process, parts: list[bytes], *, patient: bool) -> int:
    """Send the parts; the status of the first answer, 0 where the server only hung up."""
    reader, writer = await asyncio.open_connection("127.0.0.1", process.port)
    try:
        with suppress(ConnectionError):
            for part in parts:
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(0)
        line = b""
        with suppress(ConnectionError, TimeoutError, ValueError):
            async with asyncio.timeout(PATIENCE if patient else 0.5):
                line = await reader.readline()
        words = line.split()
        return int(words[1]) if len(words) > 1 and words[1].isdigit() else 0
    finally:
        writer.close()
        with suppress(ConnectionError):
            await writer.wait_closed()


def _written(call: Call, port: int) -> list[bytes]:
    """A call as bytes: its length stated, or in chunks."""
    path = call.path.encode("utf-8", "replace").replace(b" ", b"%20") or b"/"
    query = b"?" + call.query if call.query else b""
    host = b"127.0.0.1:%d" % port
    lines = [
        b"%s: %s" % (name, host if value == calls.HOST else value)
        for name, value in call.headers
        if name != b"content-length"
    ]
    chunked = len(call.chunks) > 1
    if chunked:
        lines.append(b"transfer-encoding: chunked")
    else:
        lines.append(b"content-length: %d" % len(call.chunks[0]))
    lines.append(b"connection: close")
    head = call.method.encode() + b" " + path + query + b" HTTP/1.1\r\n" + b"\r\n".join(lines)
    body = [_chunk(part) for part in call.chunks if part] if chunked else list(call.chunks)
    if call.leaves:
        return [head + b"\r\n\r\n", *body[:-1]]
    return [head + b"\r\n\r\n", *body, b"0\r\n\r\n" if chunked else b""]


def _is_whole(call: Call) -> bool:
    """Whether an answer must come: the body is as long as was said."""
    return not call.leaves and not any(name == b"transfer-encoding" for name, _ in call.headers)


def _chunk(part: bytes) -> bytes:
    return b"%x\r\n%s\r\n" % (len(part), part)


def _garbage(dice: Dice, port: int) -> list[bytes]:
    """No request at all, or one that means two things."""
    host = b"Host: 127.0.0.1:%d\r\n" % port
    secret = b"X-Telegram-Bot-Api-Secret-Token: " + SECRET.encode() + b"\r\n"
    post = b"POST /telegram/main HTTP/1.1\r\n" + host + secret
    return [
        dice.pick(
            (
                dice.noise(1 + dice.below(2000)),
                dice.pick(mutations.NOT_JSON),
                b"\x16\x03\x01\x02\0\x01\0\x01\xfc\x03\x03" + dice.noise(200),
                b"GET / HTTP/1.1\r\n\r\n",
                b"GET / HTTP/9.9\r\n" + host + b"\r\n",
                b"GET  /  HTTP/1.1\r\n" + host + b"\r\n",
                b"GET http://evil.example/ HTTP/1.1\r\n" + host + b"\r\n",
                b"GET /c/mau?\xff\xfe HTTP/1.1\r\n" + host + b"\r\n",
                b"GET /c/mau/?\xff HTTP/1.1\r\n" + host + b"\r\n",
                b"GET /?a=\xc3\xa9 HTTP/1.1\r\n" + host + b"\r\n",
                b"GET /\xff\xfe HTTP/1.1\r\n" + host + b"\r\n",
                b"GET /%ff%00 HTTP/1.1\r\n" + host + b"\r\n",
                b"GET /" + b"a" * 100_000 + b" HTTP/1.1\r\n" + host + b"\r\n",
                b"CONNECT a:1 HTTP/1.1\r\n" + host + b"\r\n",
                b"GET /c/mau HTTP/1.1\r\nHost : a\r\n" + host + b"\r\n",
                b"GET /c/mau HTTP/1.1\r\n folded\r\n" + host + b"\r\n",
                b"GET /c/mau HTTP/1.1\r\n" + host + b"X: " + b"a" * 300_000 + b"\r\n\r\n",
                b"GET /c/mau HTTP/1.1\r\n" + host + b"X: y\r\n" * 20_000 + b"\r\n",
                b"GET /c/mau HTTP/1.1\r\n" + host + b"Cookie: doithoai=\0\r\n\r\n",
                post + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\n{}{}{}",
                post
                + b"Content-Length: 4\r\n"
                + b"Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET / HTTP/1.1\r\n\r\n",
                post + b"Transfer-Encoding: chunked, identity\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                post + b"Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{}",
                post + b"Transfer-Encoding: chunked\r\n\r\n-1\r\n{}\r\n0\r\n\r\n",
                post
                + b"Transfer-Encoding: chunked\r\n\r\n2;a="
                + b"b" * 9000
                + b"\r\n{}\r\n0\r\n\r\n",
                post + b"Transfer-Encoding: chunked\r\n\r\n0\r\nX: " + b"a" * 9000 + b"\r\n\r\n",
                post + b"Content-Length: 99999999999\r\n\r\n{}",
                post + b"Content-Length: -5\r\n\r\n{}",
                post + b"Expect: 100-continue\r\nContent-Length: 2\r\n\r\n",
                post + b"Content-Length: 2\r\n\r\n{}" * 3,
                (b"GET /healthz HTTP/1.1\r\n" + host + b"\r\n") * 200,
            )
        )
    ]


def _broken_socket(dice: Dice, port: int) -> list[bytes]:
    """A handshake of the web socket, and then no frames that follow the protocol."""
    head = (
        b"GET /c/mau/socket HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nOrigin: http://127.0.0.1:%d\r\n"
        % (port, port)
    )
    cookie = b"Cookie: " + calls.cookie(dice.below(64)) + b"\r\n"
    version = dice.pick((b"13", b"13", b"13", b"8", b"x", b""))
    key = dice.pick((b"dGhlIHNhbXBsZSBub25jZQ==", b"dGhlIHNhbXBsZSBub25jZQ==", b"", b"\xff"))
    upgrade = b"Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: " + version
    extra = dice.pick(
        (b"", b"", b"\r\nSec-WebSocket-Extensions: permessage-deflate; x=" + b"9" * 99)
    )
    handshake = head + cookie + upgrade + b"\r\nSec-WebSocket-Key: " + key + extra + b"\r\n\r\n"
    after = dice.pick(
        (
            dice.noise(200),
            b"\x81\x05hello",  # without a mask
            b"\x81\xff" + b"\x7f" + b"\xff" * 7 + dice.noise(4),  # longer than anything
            b"\x81\x82\0\0\0\0\xff\xfe",  # no UTF-8
            b"\x01\x81\0\0\0\0a" * 2000,  # begins again and again
            b"\x89\xff\0\0\0\0\0\0\xff\xff" + dice.noise(70),  # a control frame that is too long
            b"\x88\x81\0\0\0\0a",  # a close of half a code
            b"\xf1\x80\0\0\0\0",  # reserved bits
            b"",
        )
    )
    return [handshake, after]


async def _converse(process: Process, script: frames.Connection) -> None:
    """A connection by a proper library, with improper frames."""
    wanted = {b"host", b"origin"}
    headers = [
        (name.decode(), value.decode("latin-1"))
        for name, value in script.headers
        if name not in wanted
    ]
    uri = f"ws://127.0.0.1:{process.port}/c/mau/socket?framed=0"
    try:
        async with connect(
            uri,
            additional_headers=headers,
            origin=f"http://127.0.0.1:{process.port}",  # type: ignore[arg-type]
            proxy=None,
            open_timeout=3,
            close_timeout=3,
        ) as client:
            for frame in script.frames:
                await client.send(frame)
            if script.polite:
                await client.send('{"type":"ping"}')
                async with asyncio.timeout(PATIENCE):
                    while '"pong"' not in str(await client.recv()):
                        pass
    # A handshake that says that a body follows is never answered, like any half request.
    except (InvalidHandshake, InvalidMessage, ValueError, ConnectionError, TimeoutError):
        process.count("socket", "refused")
        return
    except WebSocketException:
        pass
    process.count("socket", client.close_code)
    if client.close_code not in CLOSES:
        process.wrong.append(f"a socket was closed with {client.close_code}")


async def _examine(process: Process, before: watch.Size) -> None:
    status = await _exchange(
        process, _written(sane_update(1, "/trogiup"), process.port), patient=True
    )
    if status != 200:
        process.wrong.append(f"a sane update is answered with {status}")
    process.wrong += process.faults()
    async with asyncio.timeout(PATIENCE):
        while watch.descriptors_of(process.number) > before.descriptors + AT_ONCE:
            await asyncio.sleep(0.1)
    memory = watch.memory_of(process.number)
    process.count("memory MB", f"{before.memory:.0f} → {memory:.0f}")
    if memory - before.memory > GROWTH:
        process.wrong.append(f"memory grew from {before.memory:.0f} to {memory:.0f} MB")


GROWTH = 96.0


def _configuration(folder: Path, port: int, telegram: FakeTelegram) -> str:
    return f"""
        [data]
        dir = "{folder / "data"}"
        [web]
        port = {port}
        public_url = "http://127.0.0.1:{port}"
        [limits]
        messages_per_minute = 1000000
        [telegram.main]
        token = "{telegram.token}"
        mode = "webhook"
        secret = "{SECRET}"
        base_url = "{telegram.base_url}"
        base_file_url = "{telegram.base_file_url}"
        chat_seconds = 0
        messages_per_second = 1000
    """


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
