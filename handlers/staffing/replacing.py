"""Another role for a member of staff in place of the one that is held."""

from dialogue.roles import Role
from handlers.staffing.appointing import change, gone
from handlers.staffing.choosing import Choosing
from handlers.turn import Turn
from storage import staff


class Replace(Choosing):
    """Which role it is from now on."""

    def _chosen(self, turn: Turn, role: Role, agency: int | None) -> None:
        found = staff.member(turn.work, turn.commune_id, turn.data["duty"])
        replies = change(turn, found[0], role, agency) if found else [gone(turn)]
        turn.said.extend(replies)
