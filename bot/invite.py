"""One-time codes for staff: shown once, kept only as a hash."""

from datetime import datetime, timedelta

from dialogue.roles import Role
from handlers.enrol.machine import PURPOSE
from storage import staff
from storage.secrets import keyed_hash, new_invitation
from storage.tables import Commune, Invitation
from storage.work import Work

LIFETIME = timedelta(days=3)


def invite(
    work: Work,
    key: bytes,
    commune: Commune,
    role: Role,
    now: datetime,
    *,
    agency_id: int | None = None,
) -> str:
    """Make an invitation and return its code: the only moment at which it is readable."""
    assert commune.id is not None
    code = new_invitation()
    staff.invite(
        work,
        Invitation(
            commune_id=commune.id,
            role=role,
            agency_id=agency_id,
            code_hash=keyed_hash(key, PURPOSE, code),
            created_at=now,
            expires_at=now + LIFETIME,
        ),
    )
    return code
