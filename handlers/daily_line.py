"""One line a day to office and operator: whether the program does its work, without asking.

On working days from the configured hour on, once, whichever of the processes is first: the key of
the message holds the day. A program that was stopped at that hour says it when it is back, but not
in the evening any more.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dialogue.roles import Role
from handlers.elsewhere import operators
from handlers.house import House
from handlers.messages import Reply
from handlers.petition.tell_staff import people_in, tell_people
from handlers.voice import Voice
from locales.dates import LOCAL
from storage import communes, daily, pulse, vitals
from storage.daily import NOTHING, Day
from storage.pulse import Heard
from storage.tables import Commune, Vital
from storage.work import Work

# From this hour on it waits for the next morning.
EVENING = 18


@dataclass(frozen=True, kw_only=True)
class _Morning:
    """What is the same in all lines of one morning."""

    work: Work
    house: House
    now: datetime
    today: date
    backup: Vital | None

    def voice(self, commune: Commune) -> Voice:
        """The means to speak to one commune."""
        return Voice(work=self.work, house=self.house, now=self.now, commune=commune)


def tell_daily_lines(work: Work, house: House, now: datetime, *, hour: int) -> int:
    """Queue today's lines where they are due and not told yet; how many."""
    local = now.astimezone(LOCAL)
    if hour < 0 or not hour <= local.hour < EVENING or not house.calendar.is_working(local.date()):
        return 0
    if _was_told(work, local.date()):
        return 0
    morning = _Morning(
        work=work,
        house=house,
        now=now,
        today=local.date(),
        backup=vitals.find(work, vitals.BACKUP),
    )
    told = _tell(morning)
    vitals.went_well(work, vitals.DAILY, now, day=local.date().isoformat())
    return told


def _was_told(work: Work, today: date) -> bool:
    row = vitals.find(work, vitals.DAILY)
    return row is not None and row.detail.get("day") == today.isoformat()


def _tell(morning: _Morning) -> int:
    told, every = 0, NOTHING
    key = f"daily-line:{morning.today.isoformat()}"
    for commune in communes.every(morning.work):
        assert commune.id is not None
        day = daily.of_commune(morning.work, commune.id, morning.today)
        every += day
        voice = morning.voice(commune)
        offices = set(people_in(voice, (Role.OFFICE,))) - set(people_in(voice, (Role.OPERATOR,)))
        told += tell_people(voice, sorted(offices), key, _line(voice, morning, day, ()))
    troubled = [one for one in pulse.heard(morning.work) if one.failing_since is not None]
    for commune_id in dict.fromkeys(at for at, _ in operators(morning.work)):
        voice = morning.voice(morning.work.session.get_one(Commune, commune_id))
        notice = _line(voice, morning, every, troubled)
        told += tell_people(voice, people_in(voice, (Role.OPERATOR,)), key, notice)
    return told


def _line(voice: Voice, morning: _Morning, day: Day, troubled: Sequence[Heard]) -> Reply:
    heard = voice.time(day.heard) if day.heard else voice.say("daily-line-never")
    numbers = {"open": day.open, "due": day.due, "overdue": day.overdue}
    text = voice.say(
        "daily-line",
        day=voice.date(morning.today),
        byhand=_by_hand(voice, day.undelivered),
        heard=heard,
        **numbers,
    )
    lines = [text, *_of_backup(voice, morning), *_of_accounts(voice, troubled)]
    return Reply(text="\n".join(lines), title=voice.say("daily-line.title"))


def _by_hand(voice: Voice, count: int) -> str:
    return voice.say("daily-line-by-hand" if count else "daily-line-all-told", count=count)


def _of_backup(voice: Voice, morning: _Morning) -> Iterator[str]:
    backup = morning.backup
    if backup is not None and backup.failing_since is not None:
        since = voice.time(backup.failing_since)
        yield voice.say("daily-line-backup-fails", since=since)
    elif backup is not None and backup.at is not None:
        yield voice.say("daily-line-backup", at=voice.time(backup.at))
    else:
        yield voice.say("daily-line-backup-none")


def _of_accounts(voice: Voice, troubled: Sequence[Heard]) -> Iterator[str]:
    if troubled:
        named = ", ".join(f"{one.channel}.{one.account}" for one in troubled)
        yield voice.say("daily-line-accounts", accounts=named)
