"""Named places where a crash hurts most: a test arms one, otherwise nothing happens there."""

import threading
from collections.abc import Callable
from enum import StrEnum


class Failpoint(StrEnum):
    """Where a crash is rehearsed; `docs/reliability.md` says what each must not lose."""

    BEFORE_COMMIT = "before-commit"
    AFTER_COMMIT = "after-commit"
    AFTER_ACKNOWLEDGE = "after-acknowledge"
    BEFORE_SEND = "before-send"
    AFTER_SEND = "after-send"
    IN_JOB = "in-job"
    AFTER_JOB = "after-job"
    IN_MIGRATION = "in-migration"
    IN_SHUTDOWN = "in-shutdown"


_lock = threading.Lock()
_armed: dict[Failpoint, tuple[Callable[[], None], int]] = {}


def reach(point: Failpoint) -> None:
    """Say that the program is here."""
    if _armed:
        _strike(point)


def arm(point: Failpoint, action: Callable[[], None], *, hit: int = 1) -> None:
    """Let `action` happen when `point` is reached for the `hit`th time from now on, once."""
    with _lock:
        _armed[point] = action, hit


def disarm() -> None:
    """Nothing happens anywhere any more."""
    with _lock:
        _armed.clear()


def _strike(point: Failpoint) -> None:
    with _lock:
        action, left = _armed.pop(point, (_nothing, 0))
        if left > 1:
            _armed[point] = action, left - 1
            return
    action()


def _nothing() -> None:
    """What an unarmed point does."""
