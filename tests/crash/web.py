"""A person on the web chat in a storm: a client that keeps to `docs/web-chat.md`."""

import asyncio
import json
from contextlib import suppress
from typing import Any
from uuid import uuid4

import httpx
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import ConnectionClosed, InvalidHandshake, InvalidMessage

from crash.talks import PATIENCE

PAUSE = 0.1
AWAY = (OSError, EOFError, ConnectionClosed, InvalidHandshake, InvalidMessage, TimeoutError)


class WebTalk:
    """A page that keeps what was not confirmed, and what it has shown."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._cookie = ""
        self._waiting: list[dict[str, Any]] = []
        self._woken = asyncio.Event()
        self._changed = asyncio.Condition()
        self.rows: dict[int, dict[str, Any]] = {}
        self.confirmed: set[str] = set()

    async def run(self) -> None:
        """Be connected, for as long as the page is open."""
        while True:
            with suppress(*AWAY, httpx.HTTPError):
                self._cookie = self._cookie or await self._fetch_page()
                async with connect(
                    f"{self._url.replace('http', 'ws', 1)}/c/mau/socket?framed=0",
                    additional_headers={"Cookie": self._cookie, "Origin": self._url},
                    proxy=None,
                ) as connection:
                    await self._converse(connection)
            await asyncio.sleep(PAUSE)

    async def says(self, text: str, then: str) -> str:
        """See `crash.talks.Talk`."""
        if text == "/start":
            return await self._acts({"type": "start", "payload": ""}, then)
        return await self._acts({"type": "say", "text": text}, then)

    async def presses(self, label: str, then: str) -> str:
        """See `crash.talks.Talk`."""
        value = next(
            choice["value"]
            for row in sorted(self.rows.values(), key=lambda row: -row["row"])
            for choice in row["choices"]
            if choice["label"] == label
        )
        return await self._acts({"type": "say", "choice": value, "label": label}, then)

    async def sends_photo(self, photo: bytes, caption: str, then: str) -> str:
        """See `crash.talks.Talk`."""
        name = str(uuid4())
        await self._upload(name, photo)
        return await self._acts({"type": "say", "text": caption, "files": [name]}, then)

    async def hears(self, words: str) -> str:
        """See `crash.talks.Talk`."""
        return await self._answer(0, words)

    async def _acts(self, frame: dict[str, Any], then: str) -> str:
        mark = max(self.rows, default=0)
        self._waiting.append({**frame, "id": str(uuid4())})
        self._woken.set()
        return await self._answer(mark, then)

    async def _answer(self, mark: int, then: str) -> str:
        async with asyncio.timeout(PATIENCE), self._changed:
            while (found := self._row_with(mark, then)) is None:
                await self._changed.wait()
            return found

    def _row_with(self, mark: int, then: str) -> str | None:
        texts = (words(row) for number, row in self.rows.items() if number > mark)
        return next((text for text in texts if then in text), None)

    async def _fetch_page(self) -> str:
        async with httpx.AsyncClient(trust_env=False) as client:
            answer = await client.get(f"{self._url}/c/mau")
        return "; ".join(f"{name}={value}" for name, value in answer.cookies.items())

    async def _upload(self, name: str, photo: bytes) -> None:
        """Until the server has it, under the same name each time."""
        headers = {"Cookie": self._cookie, "Origin": self._url, "Content-Type": "image/jpeg"}
        headers |= {"X-Name": "anh.jpg"}
        while True:
            with suppress(httpx.HTTPError):
                async with httpx.AsyncClient(trust_env=False) as client:
                    url = f"{self._url}/c/mau/upload/{name}?framed=0"
                    answer = await client.put(url, content=photo, headers=headers)
                if answer.status_code == 201:
                    return
                assert answer.status_code >= 500, answer.text
            await asyncio.sleep(PAUSE)

    async def _converse(self, connection: ClientConnection) -> None:
        await connection.send(json.dumps({"type": "hello", "v": 1}))
        sending = asyncio.create_task(self._send(connection))
        try:
            async for raw in connection:
                await self._hear(connection, json.loads(raw))
        finally:
            sending.cancel()

    async def _send(self, connection: ClientConnection) -> None:
        """One message at a time, the one in doubt first."""
        in_doubt = ""
        with suppress(ConnectionClosed):
            while True:
                if self._waiting and self._waiting[0]["id"] != in_doubt:
                    in_doubt = self._waiting[0]["id"]
                    await connection.send(json.dumps(self._waiting[0]))
                await self._woken.wait()
                self._woken.clear()

    async def _hear(self, connection: ClientConnection, frame: dict[str, Any]) -> None:
        match frame["type"]:
            case "confirmed":
                self.confirmed.add(frame["id"])
                self._waiting = [one for one in self._waiting if one["id"] != frame["id"]]
                self._woken.set()
            case "refused":
                raise AssertionError(frame)
            case "later":  # the next connection sends it again
                await connection.close()
            case "row":
                async with self._changed:
                    self.rows[frame["row"]] = frame
                    self._changed.notify_all()
                await connection.send(json.dumps({"type": "ack", "rows": [frame["row"]]}))


def words(row: dict[str, Any]) -> str:
    """All that stands on a message."""
    facts = "\n".join(f"{name}: {value}" for name, value in row.get("facts", ()))
    return "\n".join((row.get("title", ""), facts, row["text"]))
