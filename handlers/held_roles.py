"""Whether a role still allows what was asked under it: it may have ended while a job waited."""

from dialogue.roles import Action, Role, may
from storage.tables import Staff
from storage.work import Work


def still_may(work: Work, staff_id: int, action: Action) -> bool:
    """False once the role has ended, or where it never allowed it."""
    duty = work.session.get_one(Staff, staff_id)
    return duty.left_at is None and may((Role(duty.role),), action)
