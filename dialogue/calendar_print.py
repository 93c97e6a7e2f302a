"""A calendar in a few letters, by which a count made with another one is known as outdated."""

from hashlib import sha256
from importlib.metadata import version

from dialogue.days_off import Record
from dialogue.working_days import Calendar


def calendar_print(calendar: Calendar) -> str:
    """Another one whenever a day off, a worked Saturday or a decision is recorded or changed."""
    stated = "\n".join(_stated(record) for record in calendar.records)
    return sha256(f"holidays {version('holidays')}\n{stated}".encode()).hexdigest()[:12]


def _stated(record: Record) -> str:
    return "\n".join(
        repr(entry)
        for days in (record.days_off, record.worked, record.decided)
        for entry in sorted(days.items())
    )
