"""The calendar as it is configured: what the file adds, over what comes with the program."""

from bot.settings import Settings
from dialogue.days_off import DayOff, WorkedSaturday
from dialogue.working_days import Calendar, calendar


def configured_calendar(settings: Settings) -> Calendar:
    """Built anew at each call; who keeps it keeps the configuration of then."""
    return calendar(
        days_off=[DayOff(**dict(off)) for off in settings.calendar.days_off],
        worked_saturdays=[
            WorkedSaturday(**dict(worked)) for worked in settings.calendar.worked_saturdays
        ],
    )
