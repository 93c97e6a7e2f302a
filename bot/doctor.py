"""`doithoai doctor`: what needs a person, said with what to do."""

from datetime import datetime

from bot.days_off import configured_calendar
from bot.doctor_database import folder_of, look_at_database
from bot.finding import Finding
from bot.house import is_loopback, page_for_people
from bot.key import key_path, load_key
from bot.regulations import configured_regulations
from bot.settings import ConfigurationError, Settings
from dialogue.regulation import shipped
from dialogue.working_days import Year
from locales.dates import local_date
from storage import room

# From this month on the decision on next year's days off is to be expected and looked for.
ASK_FOR_NEXT_YEAR = 11


def examine(settings: Settings, now: datetime) -> list[Finding]:
    """Everything that can be looked at from here; changes nothing."""
    return [
        _key(settings),
        _room(settings),
        _page(settings),
        *look_at_database(settings, now),
        *_calendar(settings, now),
        *_regulations(settings),
    ]


def _key(settings: Settings) -> Finding:
    if not settings.security.key.get_secret_value() and not key_path(settings).exists():
        return Finding(what="key", good=True, says="will be made at the first start")
    try:
        load_key(settings)
    except (ConfigurationError, OSError) as fault:
        return Finding(what="key", good=False, says=str(fault))
    return Finding(what="key", good=True, says="present; keep a copy with the backup")


def _room(settings: Settings) -> Finding:
    left = room.least((settings.data.dir, *folder_of(settings)))
    says = f"{room.megabytes(left)} MB free"
    if left >= room.LOW_BYTES:
        return Finding(what="disk", good=True, says=says)
    kept = room.megabytes(room.KEPT_FOR_WORDS)
    says += f": make room; under {kept} MB no photos are taken any more, and then nothing at all"
    return Finding(what="disk", good=False, says=says)


def _page(settings: Settings) -> Finding:
    """Whether people can open what papers and notices name."""
    what, named = "public_url", page_for_people(settings)
    if settings.web.public_url:
        return Finding(what=what, good=True, says=named)
    if named:
        says = f"not set: papers name {named}, which opens on this machine alone; a trial"
        return Finding(what=what, good=True, says=says)
    says = "not set: papers and notices name no page; set [web] public_url if people use one"
    return Finding(what=what, good=is_loopback(settings.web.host), says=says)


def _regulations(settings: Settings) -> list[Finding]:
    """Files of one's own: with a fault in one the program will not start again."""
    if not settings.regulations.files:
        return []
    try:
        own = configured_regulations(settings).keys() - shipped().keys()
    except ConfigurationError as fault:
        return [Finding(what="regulations", good=False, says="; ".join(fault.lines))]
    return [Finding(what="regulations", good=True, says=", ".join(sorted(own)))]


def _calendar(settings: Settings, now: datetime) -> list[Finding]:
    """This year's days off, and from November on those of the next, whatever a package guesses."""
    today = local_date(now)
    years = range(today.year, today.year + 1 + (today.month >= ASK_FOR_NEXT_YEAR))
    known = configured_calendar(settings)
    return [_days_off(known.year(year)) for year in years]


def _days_off(year: Year) -> Finding:
    what = f"days off of {year.year}"
    if not year.decided:
        says = "the decision is not recorded: dates that fall in it are provisional"
        return Finding(what=what, good=False, says=f"{says}; add it to [calendar]")
    announced = [off.day.isoformat() for off in year.days_off if not off.settled]
    says = f"recorded; announced only: {', '.join(announced)}" if announced else "recorded"
    return Finding(what=what, good=True, says=says)
