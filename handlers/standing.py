"""How things stand, in a few sentences: what the office reads of its commune each working day, and
the operator of all communes together."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dialogue.roles import Role
from handlers.petition.tell_staff import people_in
from handlers.voice import Voice
from locales.dates import local_date
from storage import communes, daily, pulse, staff, vitals
from storage.daily import NOTHING, Day
from storage.pulse import Heard
from storage.tables import Vital
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Everywhere:
    """All communes together, as they stood when the morning began: their figures added up, and the
    channels that have stopped."""

    day: Day
    troubled: Sequence[Heard]


def everywhere(work: Work, today: date) -> Everywhere | None:
    """Read once for all, and beside those who write: with a thousand communes it takes seconds.

    None where nobody is an operator, who alone reads of it.
    """
    numbers = [commune.id or 0 for commune in communes.every(work)]
    if not any(staff.persons_in(work, number, (Role.OPERATOR,)) for number in numbers):
        return None
    day = sum((daily.of_commune(work, number, today) for number in numbers), NOTHING)
    stopped = [one for one in pulse.heard(work) if one.failing_since is not None]
    return Everywhere(day=day, troubled=stopped)


@dataclass(kw_only=True)
class Standing:
    """Of one commune, within one transaction; what is asked for is counted once."""

    voice: Voice
    everywhere: Everywhere | None

    @cached_property
    def operators(self) -> list[int]:
        """Who reads of all communes; whoever became an operator meanwhile, tomorrow."""
        return people_in(self.voice, (Role.OPERATOR,)) if self.everywhere else []

    @cached_property
    def offices(self) -> list[int]:
        """Who reads of this one."""
        return [one for one in people_in(self.voice, (Role.OFFICE,)) if one not in self.operators]

    def read_by(self, person: int) -> str:
        """What somebody is to read of it; "" for everybody but office and operator, and where the
        configuration wants none."""
        if self.voice.house.reminding.line_hour < 0:
            return ""
        if person in self.operators:
            return self.of_all
        return self.of_commune if person in self.offices else ""

    @cached_property
    def of_commune(self) -> str:
        """The commune's own figures."""
        commune, today = self.voice.commune.id, local_date(self.voice.now)
        assert commune is not None
        return _figures(self.voice, daily.of_commune(self.voice.work, commune, today), ())

    @cached_property
    def of_all(self) -> str:
        """Those of all communes together, and the channels that have stopped."""
        assert self.everywhere is not None
        return _figures(self.voice, self.everywhere.day, self.everywhere.troubled)


def _figures(voice: Voice, day: Day, troubled: Sequence[Heard]) -> str:
    text = voice.say(
        "daily-line-figures",
        open=day.open,
        due=day.due,
        overdue=day.overdue,
        byhand=_by_hand(voice, day.undelivered),
        heard=voice.time(day.heard) if day.heard else voice.say("daily-line-never"),
    )
    return "\n".join([text, *_of_backup(voice), *_of_accounts(voice, troubled)])


def _by_hand(voice: Voice, count: int) -> str:
    return voice.say("daily-line-by-hand" if count else "daily-line-all-told", count=count)


def _of_backup(voice: Voice) -> Iterator[str]:
    backup: Vital | None = vitals.find(voice.work, vitals.BACKUP)
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
