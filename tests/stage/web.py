"""The stage on the web chat: the program serves its pages, and people keep to `docs/web-chat.md`.

Each has the chat open all the time, shows what comes and acknowledges it, as the page does.
"""

import asyncio
import json
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

from integration.web_kit import Browser, Chat
from websockets.exceptions import ConnectionClosed

from handlers.messages import Choice, File, Kind, Lane, Reply
from stage.people import Actor
from stage.served import PATIENCE, ServedPlace, picture

Frame = dict[str, Any]


@dataclass(kw_only=True)
class WebPlace(ServedPlace):
    """A commune with its web chat."""

    channel: str = "web"
    opened: AsyncExitStack = field(default_factory=AsyncExitStack)

    @contextmanager
    def served(self) -> Iterator[None]:
        """The pages are closed before the program ends."""
        with super().served():
            try:
                yield
            finally:
                self.wait_for(self.opened.aclose())

    def person(self, name: str) -> Actor:
        """Somebody who has the chat open in a browser of their own."""
        page = self.wait_for(Page.open(self.address, self.stated.code, self.opened))
        return WebActor(program=self, name=name, channel="web", account=self.stated.code, page=page)


class Page:
    """An open chat: it hears all the time, shows each row once and acknowledges it."""

    def __init__(self, browser: Browser, chat: Chat, code: str) -> None:
        self.shown: set[int] = set()
        # What was shown since somebody looked.
        self.new: list[Frame] = []
        self._browser, self._chat, self._code = browser, chat, code
        self._answers: asyncio.Queue[Frame] = asyncio.Queue()

    @staticmethod
    async def open(address: str, code: str, opened: AsyncExitStack) -> "Page":
        """Fetch the page for its cookie, open the socket, say hello."""
        browser = await opened.enter_async_context(Browser(address))
        browser.timeout = PATIENCE
        chat = await opened.enter_async_context(browser.chat(code))
        page = Page(browser, chat, code)
        hearing = asyncio.create_task(page._hear())
        opened.push_async_callback(_ended, hearing)
        return page

    async def send(self, frame: Frame) -> None:
        """Send one message, and wait until it is committed."""
        await self._chat.send({**frame, "id": str(uuid4())})
        answer = await self._answers.get()
        assert answer["type"] == "confirmed", answer

    async def upload(self, data: bytes, name: str, mime: str) -> str:
        """Put one file; the name of the upload."""
        headers = {"X-Name": name, "Content-Type": mime}
        answer = await self._browser.upload(data, code=self._code, **headers)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    async def fetch(self, url: str) -> bytes:
        """A file that stands on a row."""
        answer = await self._browser.get(url)
        assert answer.status_code == 200, answer.text
        return answer.content

    async def _hear(self) -> None:
        with suppress(ConnectionClosed):
            async for raw in self._chat.connection:
                frame = json.loads(raw)
                if frame["type"] == "row":
                    await self._show(frame)
                else:
                    self._answers.put_nowait(frame)

    async def _show(self, frame: Frame) -> None:
        """A row may come several times."""
        if frame["row"] not in self.shown:
            self.shown.add(frame["row"])
            self.new.append(frame)
        await self._chat.send({"type": "ack", "rows": [frame["row"]]})


@dataclass(kw_only=True)
class WebActor(Actor):
    """One person at their page."""

    program: ServedPlace
    page: Page
    sends_bytes: bool = True
    # Buttons that may be pressed: those of the replies since they last spoke, of the newest notice.
    alive: list[Reply] = field(default_factory=list)
    notice: list[Reply] = field(default_factory=list)

    def press(self, label: str) -> Actor:
        """Press the newest button with this label, if the page lets it be pressed."""
        reply, value = self._choice(label)
        if reply in self.notice:
            self.notice = []
        return self._send({"type": "say", "choice": value, "label": label})

    def send_photo(self, caption: str = "", **more: Any) -> Actor:
        """Send a real picture."""
        return self._send_file(picture(), "anh.jpg", "image/jpeg", caption)

    def send_document(self, data: bytes, name: str, mime: str) -> Actor:
        """Send a file."""
        return self._send_file(data, name, mime)

    def read(self) -> Actor:
        """Look at what has arrived since."""
        self.program.settle()
        new, self.page.new = self.page.new, []
        return self._see([self._shown(frame) for frame in new])

    def _do(self, **values: Any) -> Actor:
        kind = values.pop("kind")
        assert kind in (Kind.TEXT, Kind.START), kind
        if kind is Kind.START:
            return self._send({"type": "start", "payload": values["payload"]})
        return self._send({"type": "say", "text": values["text"]})

    def _send(self, frame: Frame) -> Actor:
        self.alive = []
        self.program.wait_for(self.page.send(frame))
        return self.read()

    def _send_file(self, data: bytes, name: str, mime: str, caption: str = "") -> Actor:
        upload = self.program.wait_for(self.page.upload(data, name, mime))
        return self._send({"type": "say", "text": caption, "files": [upload]})

    def _choice(self, label: str) -> tuple[Reply, str]:
        for reply in reversed(self.seen):
            for choice in reply.choices:
                if choice.label == label and self._may_press(reply, choice):
                    return reply, choice.value
        raise AssertionError(f"no button {label!r}; there are {self.labels}")

    def _may_press(self, reply: Reply, choice: Choice) -> bool:
        lives = any(one is reply for one in (*self.alive, *self.notice))
        return bool(choice.value) and (choice.value.startswith("/") or lives)

    def _shown(self, frame: Frame) -> Reply:
        """A row as the page shows it; its files can be fetched."""
        for file in frame["files"]:
            assert len(self.program.wait_for(self.page.fetch(file["url"]))) == file["size"]
        reply = _reply(frame)
        if frame["lane"] == Lane.REPLY:
            self.alive.append(reply)
            self.answer = reply
        else:
            self.notice = [reply]
        return reply


def _reply(frame: Frame) -> Reply:
    """What is shown, as a script looks at it."""
    files = [{name: file[name] for name in ("name", "mime", "size")} for file in frame["files"]]
    return Reply(
        text=frame["text"],
        title=frame.get("title", ""),
        facts=tuple((name, value) for name, value in frame["facts"]),
        choices=tuple(Choice(**choice) for choice in frame["choices"]),
        files=tuple(File(attachment=0, **file) for file in files),
        sensitive=frame["sensitive"],
    )


async def _ended(hearing: "asyncio.Task[None]") -> None:
    """Its fault, if it had one, is the test's."""
    hearing.cancel()
    with suppress(asyncio.CancelledError):
        await hearing
