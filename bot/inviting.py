"""`doithoai staff invite`: what is checked before a code is made."""

from collections.abc import Iterable

from bot import clock
from bot.console import WrongUse
from dialogue.roles import Role
from handlers.house import House
from handlers.invitation import invite
from storage import communes
from storage.database import Database
from storage.work import Work


def invite_from_outside(database: Database, house: House, role: str, code: str, agency: str) -> str:
    """The one-time code; raises WrongUse naming what is known instead of what was asked for."""
    if role not in tuple(Role):
        raise WrongUse(f"role {role!r} is unknown; known: {', '.join(Role)}")
    if (role == Role.AGENCY) != bool(agency):
        raise WrongUse(f"--agency NAME goes with --role {Role.AGENCY.value}, and only with it")
    return database.write_now(lambda work: _invite(work, house, Role(role), code, agency))


def _invite(work: Work, house: House, role: Role, code: str, agency: str) -> str:
    commune = communes.by_code(work, code)
    if commune is None or commune.id is None:
        known = _listed((one.code for one in communes.every(work)), ", ")
        raise WrongUse(
            f"commune {code!r} is unknown; known: {known} "
            "(those of the configuration are made at the first `run`)"
        )
    agency_id = _agency(work, commune.id, agency) if agency else None
    return invite(work, house.key, commune, role, clock.now(), agency_id=agency_id)


def _agency(work: Work, commune_id: int, name: str) -> int:
    found = communes.agency_by_name(work, commune_id, name)
    if found is None or found.id is None:
        known = _listed((one.name for one in communes.agencies(work, commune_id)), "; ")
        raise WrongUse(f"agency {name!r} is unknown in this commune; known: {known}")
    return found.id


def _listed(names: Iterable[str], between: str) -> str:
    return between.join(names) or "none"
