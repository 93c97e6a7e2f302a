"""The calendar file of a conference: what a calendar needs to replace what it has."""

from dataclasses import replace
from datetime import UTC, datetime

from icalendar import Calendar

from documents.ics import Appointment, calendar_file

HELD = Appointment(
    uid="mau-H1@doithoai",
    sequence=2,
    stamped_at=datetime(2025, 10, 1, 2, 0, tzinfo=UTC),
    starts_at=datetime(2025, 11, 26, 1, 0, tzinfo=UTC),
    title="Hội nghị đối thoại; năm 2025",
    place="Hội trường, tầng 2",
    content="Đất đai\nMôi trường",
)


def read(appointment: Appointment) -> Calendar:
    calendar = Calendar.from_ical(calendar_file(appointment))
    assert isinstance(calendar, Calendar)
    return calendar


def test_it_says_when_where_and_what() -> None:
    (event,) = read(HELD).walk("VEVENT")

    assert event.decoded("dtstart") == HELD.starts_at
    assert (event["summary"], event["location"]) == (HELD.title, HELD.place)
    assert event["description"] == HELD.content


def test_a_change_replaces_what_a_calendar_has() -> None:
    """The same uid, a greater sequence (RFC 5545 3.8.7.4)."""
    (before,), (after,) = (read(one).walk("VEVENT") for one in (HELD, replace(HELD, sequence=3)))

    assert before["uid"] == after["uid"]
    assert before["sequence"] < after["sequence"]


def test_a_cancelled_one_is_taken_out() -> None:
    """RFC 5546 3.2.5."""
    calendar = read(replace(HELD, cancelled=True))
    (event,) = calendar.walk("VEVENT")

    assert (calendar["method"], event["status"]) == ("CANCEL", "CANCELLED")


def test_lines_are_folded_as_calendars_read_them() -> None:
    """RFC 5545 3.1: 75 octets, lines end with CRLF."""
    written = calendar_file(replace(HELD, content="đường " * 100))

    assert all(len(line) <= 75 for line in written.split(b"\r\n"))


def test_who_joins_online_finds_the_link_wherever_the_calendar_shows_it() -> None:
    link = "https://zoom.us/j/1?pwd=x"
    (event,) = read(replace(HELD, join_link=link)).walk("VEVENT")

    assert str(event["url"]) == link
    assert event["description"] == f"{HELD.content}\n\n{link}"
