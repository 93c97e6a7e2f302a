"""What a message's transaction must never do: wait for anything but the database."""

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from stage import Actor, Program
from stage.walks import enrol, register

# https://docs.python.org/3/library/audit_events.html
SLOW = ("open", "socket.connect", "socket.getaddrinfo", "subprocess.Popen", "time.sleep", "urllib.")
_watched: list[str] = []
_watching = threading.Event()


def _hear(event: str, arguments: tuple[object, ...]) -> None:
    in_transaction = _watching.is_set() and threading.current_thread().name == "writer"
    if in_transaction and event.startswith(SLOW):
        _watched.append(f"{event} {arguments[:1]}")


sys.addaudithook(_hear)  # there is no way to take one out again


@contextmanager
def watched() -> Iterator[list[str]]:
    """What the thread of the transactions does meanwhile besides the database's own work."""
    _watched.clear()
    _watching.set()
    try:
        yield _watched
    finally:
        _watching.clear()


def test_no_message_opens_a_file_or_a_connection(sqlite_program: Program) -> None:
    """Downloads and papers are jobs: a transaction that waited for them would hold up everybody."""
    an, chi = (
        Actor(program=sqlite_program, name=name, channel="telegram") for name in ("an", "chi")
    )
    register(an)  # once before, so that texts and classes are loaded
    enrol(chi)
    with watched() as seen:
        second = Actor(program=sqlite_program, name="binh", channel="telegram")
        code = register(second)
        second.say(f"/them {code}").send_photo("Ảnh")
        chi.say("/viec").say(f"/xet {code}").press("Chấp nhận nội dung")

    assert seen == []


def test_the_watch_would_see_a_file(sqlite_program: Program) -> None:
    """The check above can fail."""
    with watched() as seen:
        sqlite_program.change(lambda _: open(__file__).close())  # noqa: PTH123

    assert len(seen) == 1
