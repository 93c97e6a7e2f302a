"""What has to be in the database before anything is served: schema, communes, accounts."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from bot import communes as configured
from bot.sample import SAMPLE, add_conference
from bot.settings import ConfigurationError, Settings
from dialogue.roles import Role
from handlers.house import House
from handlers.invitation import invite
from storage import addresses, communes, regulations, staff
from storage.database import Database
from storage.engine import is_sqlite
from storage.schema import check_known, current, head, upgrade
from storage.tables import Commune
from storage.work import Work

WEB = "web"
TELEGRAM = "telegram"
ZALO_BOT = "zalo_bot"
ZALO_OA = "zalo_oa"


@dataclass(frozen=True, kw_only=True)
class Started:
    """What the start found or made: account rows by (channel, name) and the communes that they
    serve, these by their rows with their names, codes shown once."""

    accounts: dict[tuple[str, str], int]
    communes: list[tuple[str, str]]
    codes: dict[str, str] = field(default_factory=dict)
    serves: dict[tuple[str, str], int] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)


def open_database(settings: Settings) -> Database:
    """The database as configured; the folder of an embedded one is made."""
    settings.data.dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    return Database(settings.database_url)


def open_current(settings: Settings) -> Database:
    """The database at the current schema: an embedded one is migrated, another must be.

    Raises `storage.schema.Refused` for one that this program may not use.
    """
    database = open_database(settings)
    try:
        _make_current(database)
    except BaseException:
        database.close()
        raise
    return database


def _make_current(database: Database) -> None:
    if is_sqlite(database.url):
        upgrade(database.engine)
        return
    check_known(database.engine)
    found = current(database.engine)
    if found != head():
        raise ConfigurationError(
            [
                f"the database has schema {found or 'none'}, and this version of the program "
                f"needs {head()}: run `doithoai migrate` first"
            ]
        )


def prepare(database: Database, settings: Settings, house: House, now: datetime) -> Started:
    """Bring communes and accounts in line with the configuration."""
    return database.write_now(lambda work: _prepare(work, settings, house, now))


def find_accounts(database: Database, settings: Settings, house: House, now: datetime) -> Started:
    """For a command that serves nobody: everything as it was at the last start, and no codes."""
    return database.write_now(lambda work: _found(work, settings))


def _found(work: Work, settings: Settings) -> Started:
    every = list(communes.every(work))
    return Started(
        accounts=_accounts(work, settings, every) if every else {},
        communes=[(commune.code, commune.name) for commune in every],
        serves=dict(_served(settings, every)) if every else {},
        names=_names(every),
    )


def _prepare(work: Work, settings: Settings, house: House, now: datetime) -> Started:
    configured.apply(work, settings, house.regulations, now)
    if not communes.every(work):
        _make_sample(work, house, now)
    every = list(communes.every(work))
    _keep_regulations(work, house, every, now)
    return Started(
        accounts=_accounts(work, settings, every),
        communes=[(commune.code, commune.name) for commune in every],
        codes=_first_codes(work, house, every, now),
        serves=dict(_served(settings, every)),
        names=_names(every),
    )


def _make_sample(work: Work, house: House, now: datetime) -> None:
    sample = configured.put(work, SAMPLE, now)
    sample.is_sample = True
    regulation = house.regulations[sample.regulation_id]
    add_conference(work, sample, regulation, house.calendar, now)


def _keep_regulations(work: Work, house: House, every: list[Commune], now: datetime) -> None:
    """Kept before the first petition is bound to them: communes share these rows, and whoever came
    first would have those of the others wait for its commit."""
    for number in sorted({commune.regulation_id for commune in every}):
        if (known := house.regulations.get(number)) is not None:
            regulations.keep(work, known, now)


def _accounts(work: Work, settings: Settings, every: list[Commune]) -> dict[tuple[str, str], int]:
    wanted = [(WEB, commune.code, commune) for commune in every]
    for channel, stated in _stated(settings):
        for name, one in stated.items():
            wanted.append((channel, name, _commune_of(one.commune, every)))
    accounts = {}
    for channel, name, commune in wanted:
        assert commune.id is not None
        number = _bot_number(settings, name) if channel == TELEGRAM else None
        row = addresses.ensure_account(work, channel, name, commune.id, number)
        assert row.id is not None
        accounts[channel, name] = row.id
    return accounts


def _names(every: list[Commune]) -> dict[int, str]:
    return {commune.id: commune.name for commune in every if commune.id is not None}


def _served(settings: Settings, every: list[Commune]) -> Iterator[tuple[tuple[str, str], int]]:
    for channel, stated in _stated(settings):
        for name, one in stated.items():
            commune = _commune_of(one.commune, every)
            assert commune.id is not None
            yield (channel, name), commune.id


def _stated(settings: Settings) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The accounts of each platform by their names."""
    yield TELEGRAM, settings.telegram
    yield ZALO_BOT, settings.zalo_bot
    yield ZALO_OA, settings.zalo_oa


def _bot_number(settings: Settings, name: str) -> str | None:
    """Telegram's number of a bot: what stands before the colon of its token."""
    number, _, secret = settings.telegram[name].token.get_secret_value().partition(":")
    return number if secret else None


def _commune_of(code: str | None, every: list[Commune]) -> Commune:
    """The commune that a bot serves; without a name, the first."""
    return next((commune for commune in every if commune.code == code), every[0])


def _first_codes(work: Work, house: House, every: list[Commune], now: datetime) -> dict[str, str]:
    """A code for the office of each commune that has never had anybody: shown at every start
    until somebody has used one."""
    return {
        commune.name: invite(work, house.key, commune, Role.OFFICE, now)
        for commune in every
        if commune.id is not None and not staff.any_in(work, commune.id)
    }
