"""One-time codes for staff: shown once, kept only as a hash."""

from datetime import datetime, timedelta

from dialogue.roles import Role
from storage import staff
from storage.secrets import keyed_hash, new_invitation
from storage.tables import Commune, Invitation
from storage.work import Work

LIFETIME = timedelta(days=3)
_PURPOSE = "invitation"


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
    return make(work, key, commune, role, now, agency_id=agency_id)[1]


def make(
    work: Work,
    key: bytes,
    commune: Commune,
    role: Role,
    now: datetime,
    *,
    agency_id: int | None = None,
) -> tuple[Invitation, str]:
    """The same with its row, whose number an audit can name."""
    assert commune.id is not None
    code = new_invitation()
    invitation = Invitation(
        commune_id=commune.id,
        role=role,
        agency_id=agency_id,
        code_hash=code_hash(key, code),
        created_at=now,
        expires_at=now + LIFETIME,
    )
    staff.invite(work, invitation)
    return invitation, code


def code_hash(key: bytes, typed: str) -> str:
    """By which a typed code is looked for."""
    return keyed_hash(key, _PURPOSE, typed)
