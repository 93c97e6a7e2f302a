"""Communes from the configuration, created and updated at each start."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import ValidationError

from bot import clock
from bot.sample import FIELDS, SAMPLE
from bot.settings import CommuneSettings, ConfigurationError, Settings, described
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
    faults = [*_unknown_regulations(settings, regulations), *_named_twice(settings)]
    if faults:
        raise ConfigurationError(faults)
    for stated in settings.commune:
        put(work, stated, now)
    homeless = list(_homeless_bots(settings, [one.code for one in communes.every(work)]))
    if homeless:
        raise ConfigurationError(homeless)


def put(work: Work, stated: CommuneSettings, now: datetime) -> Commune:
    """One commune as stated, new or changed; raises ConfigurationError for a prefix that may
    not be."""
    commune = communes.by_code(work, stated.code) or Commune(
        code=stated.code,
        prefix=free_prefix(work, stated),
        name=stated.name,
        regulation_id=stated.regulation,
        created_at=now,
    )
    if stated.prefix not in ("", commune.prefix):
        raise ConfigurationError(
            [f"commune {stated.code}: codes that people hold begin with {commune.prefix}; it stays"]
        )
    commune.name, commune.regulation_id = stated.name, stated.regulation
    commune.contact, commune.language = stated.contact or commune.contact, stated.language
    commune.training = stated.training
    work.session.add(commune)
    work.session.flush()
    assert commune.id is not None
    communes.set_villages(work, commune.id, stated.villages)
    communes.set_agencies(work, commune.id, stated.agencies)
    known = communes.fields(work, commune.id)
    communes.set_fields(work, commune.id, stated.fields or (() if known else FIELDS))
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


def _unknown_regulations(
    settings: Settings, regulations: Mapping[str, Regulation]
) -> Iterator[str]:
    for stated in settings.commune:
        if stated.regulation not in regulations:
            yield f"commune {stated.code}: {_unknown_regulation(stated.regulation, regulations)}"


def _unknown_regulation(wanted: str, regulations: Mapping[str, Regulation]) -> str:
    return f"regulation {wanted!r} is unknown; known: {', '.join(regulations)}"


def _named_twice(settings: Settings) -> Iterator[str]:
    times = Counter(stated.code for stated in settings.commune)
    for code in (code for code, count in times.items() if count > 1):
        yield f"commune {code}: stated more than once"


def _homeless_bots(settings: Settings, codes: Sequence[str]) -> Iterator[str]:
    """A bot must serve one commune: with several, it would be whichever comes first by name."""
    codes = codes or (SAMPLE.code,)
    for name, bot in settings.telegram.items():
        if bot.commune is None and len(codes) > 1:
            yield f"telegram.{name}: say its `commune`: {', '.join(codes)}"
        elif bot.commune is not None and bot.commune not in codes:
            yield f"telegram.{name}: commune {bot.commune!r} is unknown; known: {', '.join(codes)}"


def put_from_outside(database: Database, house: House, stated: dict[str, Any]) -> dict[str, str]:
    """A commune stated on the command line; raises ConfigurationError naming each mistake."""
    if stated["regulation"] not in house.regulations:
        raise ConfigurationError([_unknown_regulation(stated["regulation"], house.regulations)])
    try:
        settings = CommuneSettings(**stated)
    except ValidationError as fault:
        lines = [f"{error['loc'][0]}: {described(error)}" for error in fault.errors()]
        raise ConfigurationError(lines) from None
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
