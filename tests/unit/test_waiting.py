"""How long the relay and the worker sleep when nothing is to be done."""

from datetime import UTC, datetime, timedelta

from notifications.waiting import LONGEST, SHORTEST, seconds_until

NOW = datetime(2025, 10, 1, 2, 0, tzinfo=UTC)


def test_what_is_due_soon_is_not_slept_over() -> None:
    assert seconds_until(NOW + timedelta(seconds=2), NOW) == 2


def test_what_is_due_and_still_waits_for_another_is_not_asked_about_without_a_pause() -> None:
    """The first of its lane may be held back for minutes."""
    assert seconds_until(NOW - timedelta(hours=1), NOW) == SHORTEST


def test_nothing_due_is_looked_at_again_all_the_same() -> None:
    """Another process may have queued something."""
    assert seconds_until(None, NOW) == seconds_until(NOW + timedelta(days=1), NOW) == LONGEST
