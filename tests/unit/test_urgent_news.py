"""Which news of a conference may come at night."""

from datetime import datetime, timedelta

import pytest

from handlers.conference.news import is_urgent
from notifications.quiet_hours import HERE
from storage.tables import ConferenceEvent

NOW = datetime(2025, 11, 25, 22, 0, tzinfo=HERE)
DAY = timedelta(days=1)


def line(kind: str, **detail: object) -> ConferenceEvent:
    return ConferenceEvent(commune_id=1, conference_id=1, at=NOW, kind=kind, detail=detail)


@pytest.mark.parametrize("kind", ["cancelled", "postponed", "changed", "link_changed"])
def test_what_changes_about_tomorrow_does_not_wait_for_the_morning(kind: str) -> None:
    """Who sets out at six would come for nothing."""
    assert is_urgent(line(kind), NOW + DAY / 2, NOW)


@pytest.mark.parametrize("kind", ["announced", "delegated"])
def test_what_nobody_comes_for_waits(kind: str) -> None:
    assert not is_urgent(line(kind), NOW + DAY / 2, NOW)


def test_a_later_day_waits_for_the_morning() -> None:
    """The day after tomorrow, and one that is past."""
    assert not is_urgent(line("cancelled"), NOW + 2 * DAY, NOW)
    assert not is_urgent(line("cancelled"), NOW - DAY, NOW)


def test_a_day_that_was_tomorrow_and_is_put_off_does_not_wait() -> None:
    """Nor does one that is brought forward to tomorrow."""
    days = [(NOW + DAY).isoformat(), (NOW + 9 * DAY).isoformat()]

    assert is_urgent(line("rescheduled", changed={"starts_at": days}), NOW + 9 * DAY, NOW)
    assert is_urgent(line("rescheduled", changed={"starts_at": days[::-1]}), NOW + DAY, NOW)
