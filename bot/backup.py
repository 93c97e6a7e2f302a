"""`doithoai backup` and `restore`, and the backups that the program makes by itself.

Whatever comes of one is noted where everybody looks: `doctor`, `/metrics`, `/readyz`, the daily
line, the log.
"""

import asyncio
import hashlib
import hmac
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy.exc import SQLAlchemyError

from bot.clock import now as this_moment
from bot.key import key_path, load_key
from bot.settings import Settings
from bot.start import open_database
from locales.dates import LOCAL
from storage import hosts, vitals
from storage.backup import making, restoring
from storage.backup.checking import check
from storage.backup.making import NoBackup, Sources
from storage.backup.manifest import NAME, Manifest, NotWhole
from storage.database import Database
from storage.engine import is_sqlite
from storage.errors import Refused, StorageError
from storage.schema import check_known
from storage.work import Work

log = structlog.get_logger()

# As its folder is named, so that names sort as the backups were made.
NAMED = "doithoai-%Y-%m-%dT%H%M%SZ"
_OURS = re.compile(r"doithoai-\d{4}-\d{2}-\d{2}T\d{6}Z")
# Who makes one alone holds on to the right this long, and says so again well before.
HELD, AGAIN = timedelta(minutes=20), 300.0
# After a failure.
REST = timedelta(hours=1)


@dataclass(frozen=True, kw_only=True)
class Told:
    """What a command says of a backup."""

    what: str
    folder: Path
    manifest: Manifest

    @property
    def damaged(self) -> bool:
        """Whether attachments were damaged before it was made."""
        return bool(self.manifest.damaged)

    def to_json(self) -> dict[str, Any]:
        """For programs."""
        made = self.manifest
        return {
            "folder": str(self.folder),
            "made_at": made.made_at.isoformat(),
            "engine": made.engine,
            "schema": made.revision,
            "rows": sum(made.rows.values()),
            "files": made.files,
            "bytes": made.bytes,
            "damaged": list(made.damaged),
        }

    def line(self) -> str:
        """For people."""
        made = self.manifest
        said = (
            f"{self.what}: {self.folder}, of {made.made_at:%Y-%m-%d %H:%M} UTC, schema "
            f"{made.revision}, {sum(made.rows.values())} rows, {made.files} files"
        )
        if made.damaged:
            said += (
                f"; {len(made.damaged)} files were damaged on the disk already and are not in it: "
                "look at the disk, and for them in an older backup"
            )
        return said


def back_up_from_outside(settings: Settings, folder: Path) -> Told:
    """Make one now, of a database as it is: before an upgrade, too. Raises Refused."""
    path = hosts.parse(settings.database_url).database if is_sqlite(settings.database_url) else None
    if path is not None and not Path(path).exists():
        raise NoBackup(f"{path}: there is no database yet")
    database = open_database(settings)
    try:
        check_known(database.engine)
        return _back_up(database, settings, folder, this_moment())
    finally:
        database.close()


def _back_up(database: Database, settings: Settings, folder: Path, now: datetime) -> Told:
    try:
        made = making.make(sources_of(settings, database), folder, now)
    except Refused as fault:
        _note(database, _failed(str(fault), now))
        raise
    _note(database, _made(made, now))
    return Told(what="backed up", folder=folder, manifest=made)


def _note(database: Database, note: Callable[[Work], object]) -> None:
    """An older schema has no place for it, and whoever asked is told anyway."""
    with suppress(StorageError, SQLAlchemyError):
        database.write_now(note)


def check_from_outside(folder: Path) -> Told:
    """Read through a backup; raises NotWhole."""
    return Told(what="whole", folder=folder, manifest=check(folder))


def restore_from_outside(settings: Settings, folder: Path) -> Told:
    """Bring one back; raises Refused."""
    configured = settings.security.key.get_secret_value()
    place = restoring.Place(
        url=settings.database_url,
        data=settings.data.dir,
        key_print=_print_of(load_key(settings)) if configured else "",
    )
    return Told(what="restored", folder=folder, manifest=restoring.restore(folder, place))


def sources_of(settings: Settings, database: Database) -> Sources:
    """What belongs to the installation."""
    configured = bool(settings.security.key.get_secret_value())
    return Sources(
        database=database,
        files=settings.data.dir / "files",
        incoming=settings.data.dir / "incoming",
        key_file=None if configured else key_path(settings),
        key_print=_print_of(load_key(settings)),
    )


def _print_of(key: bytes) -> str:
    return hmac.new(key, b"backup", hashlib.sha256).hexdigest()[:16]


def whole_ones(folder: Path) -> Iterator[Path]:
    """The backups that the program itself has made in a folder, the oldest first."""
    if folder.is_dir():
        named = (path for path in folder.iterdir() if _OURS.fullmatch(path.name))
        yield from sorted(path for path in named if (path / NAME).exists())


@dataclass(kw_only=True)
class Nightly:
    """Makes one each night, in one process of however many there are."""

    database: Database
    settings: Settings

    async def tick(self, now: datetime) -> None:
        """Make one where today's is due; what goes wrong is noted, and tried again in an hour."""
        folder = self.settings.backup.dir
        if folder is None or not self._is_due(folder, now):
            return
        held = await self.database.write(lambda work: vitals.lease(work, vitals.BACKUP, now, HELD))
        if held:
            await self._make(folder, held, now)

    def _is_due(self, folder: Path, now: datetime) -> bool:
        """Today's hour has come and today has none; of a day that has not come (the clock was
        wrong when it was made) none counts."""
        local = now.astimezone(LOCAL)
        if local.hour < self.settings.backup.hour:
            return False
        moments = (_moment_of(made) for made in reversed([*whole_ones(folder)]))
        last = next((at for at in moments if at is not None and at <= now), None)
        return last is None or last.astimezone(LOCAL).date() < local.date()

    async def _make(self, folder: Path, held: str, now: datetime) -> None:
        renewing = asyncio.create_task(self._renew(held, now))
        try:
            made = await asyncio.to_thread(self._make_one, folder, now)
        except Exception as fault:  # noqa: BLE001 - whatever it is, nobody may believe that there is one
            log.error("no backup was made", why=_why(fault))
            await self.database.write(_failed(_why(fault), now))
            await self.database.write(
                lambda work: vitals.keep(work, vitals.BACKUP, held, now, REST)
            )
            return
        finally:
            renewing.cancel()
        log.info("backed up", rows=sum(made.rows.values()), files=made.files)
        await self.database.write(_made(made, now))
        await self.database.write(lambda work: vitals.let_go(work, vitals.BACKUP, held))

    def _make_one(self, folder: Path, now: datetime) -> Manifest:
        earlier = [*whole_ones(folder)]
        clear_away_unfinished(folder)
        target = folder / now.strftime(NAMED)
        before = earlier[-1] if earlier else None
        made = making.make(sources_of(self.settings, self.database), target, now, before)
        if not made.damaged:
            for old in [*earlier, target][: -self.settings.backup.keep]:
                _remove(old)
        return made

    async def _renew(self, held: str, since: datetime) -> None:
        passed = 0.0
        while True:
            await asyncio.sleep(AGAIN)
            passed += AGAIN
            at = since + timedelta(seconds=passed)
            with suppress(StorageError):
                await self.database.write(_keep(held, at))


def clear_away_unfinished(folder: Path) -> None:
    """What a program that was killed left behind."""
    if folder.is_dir():
        for path in folder.glob(".doithoai-*.part"):
            with suppress(NoBackup):
                making.remove_unfinished(path)


def _remove(folder: Path) -> None:
    """Without its manifest it is no backup any more, whatever happens next."""
    (folder / NAME).unlink()
    shutil.rmtree(folder)


def _moment_of(folder: Path) -> datetime | None:
    try:
        return Manifest.read(folder).made_at
    except NotWhole:
        return None


def _keep(held: str, at: datetime) -> Callable[[Work], object]:
    return lambda work: vitals.keep(work, vitals.BACKUP, held, at, HELD)


def _made(made: Manifest, now: datetime) -> Callable[[Work], object]:
    """A backup without some files is one that failed for those."""
    if made.damaged:
        return _failed(f"{len(made.damaged)} files are damaged on the disk", now)
    detail = {"files": made.files, "bytes": made.bytes}
    return lambda work: vitals.went_well(work, vitals.BACKUP, now, **detail)


def _failed(why: str, now: datetime) -> Callable[[Work], object]:
    return lambda work: vitals.failed(work, vitals.BACKUP, why, now)


def _why(fault: Exception) -> str:
    """Our own words; a fault that nobody foresaw by its kind."""
    return str(fault).partition("\n")[0] if isinstance(fault, Refused) else type(fault).__name__
