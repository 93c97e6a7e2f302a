"""Communes from the configuration, created and updated at each start."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from bot import clock
from bot.sample import FIELDS
from bot.settings import CommuneSettings, ConfigurationError, Settings
from dialogue.regulation import Regulation
from handlers.house import House
from storage import communes
from storage.database import Database
from storage.tables import Commune
from storage.work import Work


def apply(
    work: Work, settings: Settings, regulations: Mapping[str, Regulation], now: datetime
) -> None:
    """Create what the file names and update what it says; what it does not name stays."""
    faults = list(_unknown(settings, regulations))
    if faults:
        raise ConfigurationError(faults)
    for stated in settings.commune:
        put(work, stated, now)


def put(work: Work, stated: CommuneSettings, now: datetime) -> Commune:
    """One commune as stated, new or changed."""
    commune = communes.by_code(work, stated.code) or Commune(
        code=stated.code,
        prefix=free_prefix(work, stated),
        name=stated.name,
        regulation_id=stated.regulation,
        created_at=now,
    )
    commune.name, commune.regulation_id = stated.name, stated.regulation
    commune.contact = stated.contact or commune.contact
    work.session.add(commune)
    work.session.flush()
    assert commune.id is not None
    communes.set_villages(work, commune.id, stated.villages)
    communes.set_agencies(work, commune.id, stated.agencies)
    communes.set_fields(work, commune.id, stated.fields or FIELDS)
    return commune


def free_prefix(work: Work, stated: CommuneSettings) -> str:
    """The letters that begin its petition codes; raises ConfigurationError if they are taken."""
    letters = "".join(c for c in stated.code.upper() if c.isalpha())
    prefix = stated.prefix or letters[:4] or "DT"
    taken = {commune.prefix for commune in communes.every(work)}
    if prefix in taken:
        raise ConfigurationError(
            [f"commune {stated.code}: prefix {prefix} is taken; set another with `prefix`"]
        )
    return prefix


def _unknown(settings: Settings, regulations: Mapping[str, Regulation]) -> list[str]:
    known = ", ".join(regulations)
    codes = {stated.code for stated in settings.commune}
    wrong = [
        f"commune {stated.code}: regulation {stated.regulation!r} is unknown; known: {known}"
        for stated in settings.commune
        if stated.regulation not in regulations
    ]
    lost = [
        f"telegram.{name}: commune {bot.commune!r} is not among the communes"
        for name, bot in settings.telegram.items()
        if bot.commune and codes and bot.commune not in codes
    ]
    return [*wrong, *lost]


def put_from_outside(database: Database, house: House, stated: dict[str, Any]) -> dict[str, str]:
    """A commune stated on the command line; raises ConfigurationError naming each mistake."""
    if stated["regulation"] not in house.regulations:
        known = ", ".join(house.regulations)
        raise ConfigurationError(
            [f"regulation {stated['regulation']!r} is unknown; known: {known}"]
        )
    try:
        settings = CommuneSettings(**stated)
    except ValidationError as fault:
        lines = [f"{error['loc'][0]}: {error['msg']}" for error in fault.errors()]
        raise ConfigurationError(lines) from fault
    return database.write_now(lambda work: shown(put(work, settings, clock.now())))


def listed(work: Work) -> list[dict[str, str]]:
    """Every commune as the command line shows it."""
    return [shown(commune) for commune in communes.every(work)]


def shown(commune: Commune) -> dict[str, str]:
    """A commune as the command line shows it."""
    return {
        "code": commune.code,
        "name": commune.name,
        "prefix": commune.prefix,
        "regulation": commune.regulation_id,
    }
