"""Requests must begin soon and briefly: the server by itself would wait, and remember, for ever.

One visitor with an endless header would fill the memory, and a thousand who send none take every
connection that there is. What follows a head is the application's to limit; what stands between
and after the pieces of a body (extensions, trailers) is limited here.
"""

import asyncio

from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

# Cookies, a long address and a file's name together stay far below.
LARGEST_HEAD = 64 * 1024
HEAD_WITHIN = 30.0


class Heads(HttpToolsProtocol):
    """A connection that is closed where the next head takes too long or too much."""

    _waiting: asyncio.TimerHandle | None = None
    _length = 0
    _is_socket = False

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Wait for the first head."""
        super().connection_made(transport)
        self._expect()

    def connection_lost(self, exc: Exception | None) -> None:
        """Nobody waits any more."""
        self._begun()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Read on, unless nothing but heads has come for too long."""
        self._length += len(data)
        super().data_received(data)
        if self._length > LARGEST_HEAD:
            self._refuse()
        elif self._is_idle() and not self._is_socket:
            self._expect()

    def handle_websocket_upgrade(self) -> None:
        """From here on another protocol has the connection."""
        self._is_socket = True
        self._begun()
        super().handle_websocket_upgrade()

    def on_headers_complete(self) -> None:
        """The request has begun."""
        self._begun()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """It goes on."""
        self._length = 0
        super().on_body(body)

    def _is_idle(self) -> bool:
        return self.cycle is None or self.cycle.response_complete

    def _expect(self) -> None:
        if self._waiting is None and not self.transport.is_closing():
            self._waiting = self.loop.call_later(HEAD_WITHIN, self.transport.close)

    def _begun(self) -> None:
        self._length = 0
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _refuse(self) -> None:
        if self.transport.is_closing():
            return
        if self._is_idle():
            self.send_400_response("The head of the request is too large.")
        else:
            self.transport.close()
