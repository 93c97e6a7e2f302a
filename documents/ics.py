"""A conference as a calendar file (.ics), so that its date stands in people's own calendars."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

MIME = "text/calendar"
# A conference lasts half a day to a day (hai-phong-13-hd V.1(1)); the shorter is shown.
HALF_A_DAY = timedelta(hours=4)


@dataclass(frozen=True, kw_only=True)
class Appointment:
    """What a calendar keeps of a conference.

    `uid` stays the same for ever and `sequence` grows with each change: by them a calendar knows
    that a file replaces an earlier one. A cancelled one takes it out of the calendar. `join_link`
    is where an online one is joined; it is empty for who is not given it.
    """

    uid: str
    sequence: int
    stamped_at: datetime
    starts_at: datetime
    title: str
    place: str
    content: str
    cancelled: bool = False
    join_link: str = ""


def calendar_file(appointment: Appointment) -> bytes:
    """The file, its times in UTC, which every calendar shows in its own zone."""
    # Imported late: only the job that tells people pays for it.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Doi Thoai//VI")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if appointment.cancelled else "PUBLISH")
    event = Event()
    event.add("uid", appointment.uid)
    event.add("sequence", appointment.sequence)
    event.add("dtstamp", appointment.stamped_at.astimezone(UTC))
    event.add("dtstart", appointment.starts_at.astimezone(UTC))
    event.add("duration", HALF_A_DAY)
    event.add("summary", appointment.title)
    event.add("location", appointment.place)
    event.add("description", _description(appointment))
    if appointment.join_link:
        event.add("url", appointment.join_link)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    calendar.add_component(event)
    written: bytes = calendar.to_ical()
    return written


def _description(appointment: Appointment) -> str:
    """With the link: many calendars do not show an address that stands by itself."""
    return "\n\n".join(filter(None, (appointment.content, appointment.join_link)))
