"""`doithoai staff invite`: what is checked before a code is made."""

from bot import clock
from bot.console import Failed
from bot.invite import invite
from dialogue.roles import Role
from handlers.house import House
from storage import communes
from storage.database import Database
from storage.work import Work


def invite_from_outside(database: Database, house: House, role: str, code: str, agency: str) -> str:
    """The one-time code; raises Failed naming what is known instead of what was asked for."""
    if role not in tuple(Role):
        raise Failed(f"role {role!r} is unknown; known: {', '.join(Role)}")
    return database.write_now(lambda work: _invite(work, house, Role(role), code, agency))


def _invite(work: Work, house: House, role: Role, code: str, agency: str) -> str:
    commune = communes.by_code(work, code)
    if commune is None or commune.id is None:
        known = ", ".join(one.code for one in communes.every(work))
        raise Failed(f"commune {code!r} is unknown; known: {known}")
    agency_id = _agency(work, commune.id, agency) if role is Role.AGENCY else None
    return invite(work, house.key, commune, role, clock.now(), agency_id=agency_id)


def _agency(work: Work, commune_id: int, name: str) -> int:
    found = communes.agency_by_name(work, commune_id, name)
    if found is None or found.id is None:
        known = "; ".join(one.name for one in communes.agencies(work, commune_id))
        raise Failed(f"agency {name!r} is unknown in this commune; known: {known}")
    return found.id
