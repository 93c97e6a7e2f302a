"""The trail: one short name for an event and all that comes of it, in rows and in the log.

It begins where an event comes in, goes with the work into the thread that runs it, and is kept in
the rows of inbox, outbox and jobs, so that whoever sends a notice of it later, in whichever
process, is on the same trail. It is made of a hash: it tells nothing of who wrote what.
"""

import hashlib
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_LENGTH = 12
_trail: ContextVar[str] = ContextVar("trail", default="")


def of_event(channel: str, account: str, event_id: str) -> str:
    """The trail of an event: the same one, however often it is delivered."""
    named = f"{channel}\0{account}\0{event_id}".encode()
    return hashlib.sha256(named).hexdigest()[:_LENGTH]


def new(of: str) -> str:
    """The trail of something that no event began: a tick, a start."""
    return f"{of}-{secrets.token_hex(4)}"


@contextmanager
def on(trail: str) -> Iterator[None]:
    """What is done, logged and queued inside is on this trail; without one, on that of before."""
    if not trail:
        yield
        return
    before = _trail.set(trail)
    try:
        yield
    finally:
        _trail.reset(before)


def current() -> str:
    """The trail that we are on; empty where none has begun."""
    return _trail.get()


def tell(_: object, __: str, event: Any) -> Any:
    """For the log: every line says on which trail it was written."""
    if trail := _trail.get():
        event.setdefault("trail", trail)
    return event
