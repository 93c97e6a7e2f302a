"""What the doctor says of the program's own life: ticks, accounts, backups, what is removed."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from pathlib import Path

from bot.backup import whole_ones
from bot.finding import Finding
from bot.settings import PrivacySettings, Settings
from locales.dates import local_date, short_time
from storage import communes, pulse, vitals
from storage.database import Database
from storage.pulse import Heard
from storage.retention import RULES
from storage.tables import Vital
from storage.work import Work

# A tick that did not run for so long beyond its time is late; the longest rings every few hours.
LATE = timedelta(minutes=30)
SELDOM = timedelta(hours=6)
# One night may be missed while the machine is off; not two.
BACKUP_AGE = timedelta(hours=50)
# Until then an installation may be a trial.
TRIAL = timedelta(days=7)
# An account whose platform asked for a longer rest is worth a look.
LONG_REST = timedelta(minutes=10)
WAITS = {
    "busy": "the platform asked to wait",
    "network": "the platform does not answer; the program goes on trying",
    "token": "the platform refuses the token",
}
WHY = {
    "token": "the platform refuses the token",
    "consent": "the platform wants consent again, see docs/zalo.md",
    "webhook": "the platform cannot call the webhook, or calls another",
    "taken": "another program takes this bot's messages",
    "unreachable": "the platform does not answer",
}


def look_at_life(settings: Settings, database: Database, now: datetime) -> Iterator[Finding]:
    """One finding for ticks, backup and retention each, and one for each account that fails."""
    yield from database.read_now(lambda work: list(_look(work, settings, now)))


def _look(work: Work, settings: Settings, now: datetime) -> Iterator[Finding]:
    yield _ticks(vitals.ticks(work), now)
    for account in pulse.heard(work):
        if account.failing_since is not None:
            yield _account(account)
        elif account.paused_until is not None and account.paused_until > now:
            yield _paused(account, account.paused_until, now)
    yield _backup(work, settings, now)
    yield _retention(vitals.find(work, vitals.PURGE), settings.privacy, now)


def _ticks(ticks: Sequence[Vital], now: datetime) -> Finding:
    what = "ticks"
    if not ticks:
        return Finding(what=what, good=True, says="none yet: they begin with `doithoai run`")
    failing = [_name(tick) for tick in ticks if tick.failing_since is not None]
    if failing:
        says = f"{', '.join(failing)} failed the last time: see the log for why"
        return Finding(what=what, good=False, says=says)
    ran = [tick.at for tick in ticks if tick.at is not None]
    assert ran  # what never went well fails
    if max(ran) < now - LATE:
        says = f"the last ran at {short_time(max(ran))}: is the program running?"
        return Finding(what=what, good=False, says=says)
    late = [_name(tick) for tick in ticks if _is_late(tick, now)]
    if late:
        says = f"{', '.join(late)} did not run in time: start the program again, and see the log"
        return Finding(what=what, good=False, says=says)
    return Finding(what=what, good=True, says=f"the last ran at {short_time(max(ran))}")


def _is_late(tick: Vital, now: datetime) -> bool:
    every = tick.detail.get("every")
    span = timedelta(seconds=every) if every is not None else SELDOM
    return tick.at is not None and tick.at + 2 * span + LATE < now


def _name(tick: Vital) -> str:
    return tick.name.removeprefix(vitals.TICK)


def _account(account: Heard) -> Finding:
    assert account.failing_since is not None
    why = WHY.get(account.why, account.why)
    says = f"{why}, since {short_time(account.failing_since)}"
    return Finding(what=f"{account.channel}.{account.account}", good=False, says=says)


def _paused(account: Heard, until: datetime, now: datetime) -> Finding:
    """A short rest is everyday: nobody has to do anything."""
    why = WAITS.get(account.paused_reason, account.paused_reason)
    return Finding(
        what=f"{account.channel}.{account.account}",
        good=until - now < LONG_REST,
        says=f"nothing is sent until {short_time(until)}: {why}",
    )


def _backup(work: Work, settings: Settings, now: datetime) -> Finding:
    what, last = "backup", vitals.find(work, vitals.BACKUP)
    folder = settings.backup.dir
    if last is not None and last.failing_since is not None:
        says = f"fails since {short_time(last.failing_since)}: {last.why}"
        return Finding(what=what, good=False, says=says)
    if folder is not None and last is not None and not any(whole_ones(folder)):
        return Finding(what=what, good=False, says=f"{folder}: no whole backup is there any more")
    if last is None or last.at is None:
        return _no_backup(work, folder, now)
    says = f"the last was verified at {short_time(last.at)}"
    if now - last.at > BACKUP_AGE:
        return Finding(what=what, good=False, says=f"{says}: {_advice(folder)}")
    if folder is not None and _is_same_disk(folder, settings.data.dir):
        says += "; it lies on the same disk as the data: carry copies elsewhere"
    return Finding(what=what, good=True, says=says)


def _no_backup(work: Work, folder: Path | None, now: datetime) -> Finding:
    begun = min((commune.created_at for commune in communes.every(work)), default=now)
    says = f"none yet: {_advice(folder)}"
    return Finding(what="backup", good=now - begun < TRIAL, says=says)


def _advice(folder: Path | None) -> str:
    if folder is None:
        return "set [backup] dir, or run `doithoai backup DIR` each day"
    return "the program makes one each night while it runs"


def _is_same_disk(one: Path, other: Path) -> bool:
    try:
        return one.stat().st_dev == other.stat().st_dev
    except OSError:
        return False


def _retention(last: Vital | None, settings: PrivacySettings, now: datetime) -> Finding:
    """What goes next, each kind with the day before which it is too old."""
    what = "retention"
    if last is not None and last.at is not None and now - last.at > timedelta(days=3):
        says = f"nothing was removed since {short_time(last.at)}: is the program running?"
        return Finding(what=what, good=False, says=says)
    days = {rule.name: getattr(settings, rule.name) for rule in RULES}
    days["closed_petitions_years"] *= 366
    going = [
        f"{name.removesuffix('_years')} from before {local_date(now - timedelta(days=count))}"
        for name, count in days.items()
        if count
    ]
    says = f"next to go: {', '.join(going)}" if going else "nothing is ever removed"
    return Finding(what=what, good=True, says=says)
