"""The socket between a page and the server, in the hands of a test: withhold, answer, speak."""

import json
from collections.abc import Callable
from itertools import count
from typing import Any

from playwright.sync_api import Page, WebSocketRoute

Frame = dict[str, Any]
# Far above what a program of a minute gives out itself.
_rows = count(1_000_000)
NO_SESSION = 4401


class Line:
    """What the person says goes through `instead` where there is one: its answer, or silence."""

    def __init__(self) -> None:
        self.instead: Callable[[Frame], Frame | None] | None = None
        # As when the browser gave no cookie.
        self.knows_nobody = False
        self._page: WebSocketRoute | None = None

    def lay(self, page: Page) -> None:
        """Stand between the page and its server from its next connection on."""
        page.route_web_socket("**/socket*", self._connect)

    def tells(self, **frame: Any) -> None:
        """Send the page a frame in the server's name."""
        assert self._page is not None
        self._page.send(json.dumps(frame))

    def writes(self, text: str, *, lane: str = "reply", **fields: Any) -> None:
        """Give the page a message in the server's name; `fields` as in `docs/web-chat.md`."""
        empty: Frame = {"facts": [], "choices": [], "files": [], "sensitive": False}
        at = "2026-09-26T02:00:00+00:00"
        row = {"row": next(_rows), "lane": lane, "at": at, "text": text}
        self.tells(type="row", **(empty | row | fields))

    def _connect(self, page: WebSocketRoute) -> None:
        self._page = page
        if self.knows_nobody:
            page.close(code=NO_SESSION)
            return
        server = page.connect_to_server()
        server.on_message(page.send)
        page.on_message(lambda raw: self._hear(raw, server))

    def _hear(self, raw: str | bytes, server: WebSocketRoute) -> None:
        frame = json.loads(raw)
        if self.instead is None or frame["type"] != "say":
            server.send(raw)
        elif answer := self.instead(frame):
            self.tells(**answer)


def silence(_: Frame) -> None:
    """No answer: the message is on its way."""


def later(frame: Frame) -> Frame:
    """Not saved now; again in a minute."""
    return {"type": "later", "id": frame["id"], "after": 60}


def refused(frame: Frame) -> Frame:
    """Never taken, with a reason."""
    reason = "Tin dài quá mức. Xin rút ngắn rồi gửi lại."
    return {"type": "refused", "id": frame["id"], "reason": reason}
