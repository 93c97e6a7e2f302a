"""A network between program and server that can swallow what is sent, without a word."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress


class Proxy:
    """Forwards to a port until it is told to swallow; new connections are taken all the same."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._to, self.host = port, host
        self._carries = threading.Event()
        self._carries.set()
        self._listening = socket.create_server((host, 0))
        self.port = int(self._listening.getsockname()[1])
        self._open: list[socket.socket] = []
        self._threads = [threading.Thread(target=self._accept, daemon=True)]
        self._threads[0].start()

    @contextmanager
    def swallowing(self) -> Iterator[None]:
        """Nothing arrives any more, on either side; what was sent is lost for good."""
        self._carries.clear()
        try:
            yield
        finally:
            self.cut()
            self._carries.set()

    def cut(self) -> None:
        """Break off what is connected now; who calls again gets through."""
        for each in self._open:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Cut everything."""
        self._carries.set()
        for each in [self._listening, *self._open]:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)
            each.close()
        for thread in self._threads:
            thread.join(10)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _ = self._listening.accept()
                self._open.append(near)
                if self._carries.is_set():
                    self._join(near)

    def _join(self, near: socket.socket) -> None:
        try:
            far = socket.create_connection(("127.0.0.1", self._to))
        except OSError:
            near.close()
            return
        self._open.append(far)
        for one, other in ((near, far), (far, near)):
            thread = threading.Thread(target=self._carry, args=(one, other), daemon=True)
            self._threads.append(thread)
            thread.start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while data := one.recv(65536):
                if self._carries.is_set():
                    other.sendall(data)
            other.shutdown(socket.SHUT_WR)


@contextmanager
def between(port: int, host: str = "127.0.0.1") -> Iterator[Proxy]:
    """A network to that port, entered at an address of this machine."""
    proxy = Proxy(port, host)
    try:
        yield proxy
    finally:
        proxy.close()
