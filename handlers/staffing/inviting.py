"""A code for a new member of staff: a role, and the code that is shown this once."""

from dialogue.roles import Action, Role, appoints
from handlers import invitation
from handlers.messages import Reply
from handlers.refused import not_allowed
from handlers.staffing.appointing import record, to_staff
from handlers.staffing.choosing import Choosing
from handlers.staffing.words import role_words
from handlers.turn import Turn


class Invite(Choosing):
    """Which role the code gives."""

    def _chosen(self, turn: Turn, role: Role, agency: int | None) -> None:
        turn.said.append(_invited(turn, role, agency))


def _invited(turn: Turn, role: Role, agency: int | None) -> Reply:
    """Asked again when it is done: the role that allowed it may have gone meanwhile."""
    if not turn.may(Action.INVITE_STAFF) or role not in appoints(turn.roles):
        return not_allowed(turn)
    made, code = invitation.make(
        turn.work, turn.house.key, turn.commune, role, turn.now, agency_id=agency
    )
    turn.work.session.flush()
    record(turn, "invite", made.id, subject="invitation", role=role)
    return turn.reply(
        "staff-invited",
        choices=[to_staff(turn)],
        sensitive=True,
        role=role_words(turn, role, agency),
        code=code,
        expires=turn.time(made.expires_at),
    )
