"""`doithoai doctor`: what needs a person, said with what to do."""

from datetime import datetime

from bot.doctor_database import folder_of, look_at_database
from bot.finding import Finding
from bot.key import key_path, load_key
from bot.settings import ConfigurationError, Settings
from dialogue.working_days import calendar
from locales.dates import local_date
from storage import room

# From this month on the decision on next year's days off is to be expected and looked for.
ASK_FOR_NEXT_YEAR = 11


def examine(settings: Settings, now: datetime) -> list[Finding]:
    """Everything that can be looked at from here; changes nothing."""
    return [_key(settings), _room(settings), *look_at_database(settings), _calendar(now)]


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


def _calendar(now: datetime) -> Finding:
    today = local_date(now)
    year = today.year + (today.month >= ASK_FOR_NEXT_YEAR)
    if calendar().decided(year):
        return Finding(what=f"days off of {year}", good=True, says="recorded")
    says = "the decision is not recorded: dates that fall in it are provisional"
    return Finding(what=f"days off of {year}", good=False, says=says)
