"""Failpoints: silent unless a test arms one."""

from collections.abc import Iterator

import pytest

from storage import failpoints
from storage.failpoints import Failpoint, arm, reach


@pytest.fixture(autouse=True)
def _disarmed() -> Iterator[None]:
    yield
    failpoints.disarm()


def test_an_unarmed_point_does_nothing() -> None:
    struck: list[int] = []
    arm(Failpoint.IN_JOB, lambda: struck.append(1))
    reach(Failpoint.AFTER_JOB)

    assert struck == []


def test_an_armed_point_strikes_at_its_hit_and_only_then() -> None:
    """The third message, not the first, and not the fourth."""
    struck: list[int] = []
    arm(Failpoint.AFTER_SEND, lambda: struck.append(1), hit=3)
    counts = []
    for _ in range(5):
        reach(Failpoint.AFTER_SEND)
        counts.append(len(struck))

    assert counts == [0, 0, 1, 1, 1]


def test_a_disarmed_point_does_nothing() -> None:
    struck: list[int] = []
    arm(Failpoint.IN_JOB, lambda: struck.append(1))
    failpoints.disarm()
    reach(Failpoint.IN_JOB)

    assert struck == []
