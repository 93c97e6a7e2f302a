"""The chart of a conversation that chooses a role, and of an agency's also the agency."""

from statemachine import State

from dialogue.roles import Role
from handlers.conversation import Conversation
from handlers.staffing.appointing import to_staff
from handlers.staffing.roles import WHICH_AGENCY, WHICH_ROLE
from handlers.turn import Turn


class Choosing(Conversation):
    """What is done with the choice is said by those who inherit: `_chosen`."""

    staff = True

    opening = State(initial=True)
    choosing_role = State()
    choosing_agency = State()
    done = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(choosing_role)
    choose_role = choosing_role.to(choosing_agency, cond="is_agency") | choosing_role.to(done)
    choose_agency = choosing_agency.to(done)
    turn_page = choosing_role.to(choosing_role) | choosing_agency.to(choosing_agency)
    cancel = choosing_role.to(cancelled) | choosing_agency.to(cancelled)

    questions = {"choosing_role": WHICH_ROLE, "choosing_agency": WHICH_AGENCY}

    def _chosen(self, turn: Turn, role: Role, agency: int | None) -> None:
        """What follows from the choice."""

    def is_agency(self, value: str) -> bool:
        return value == Role.AGENCY

    def on_choose_role(self, turn: Turn, value: str) -> None:
        turn.data.update(role=value, page=0)
        if value != Role.AGENCY:
            self._chosen(turn, Role(value), None)

    def on_choose_agency(self, turn: Turn, value: str) -> None:
        self._chosen(turn, Role(turn.data["role"]), int(value))

    def on_turn_page(self, turn: Turn, page: int) -> None:
        turn.data["page"] = page

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(turn.reply("staff-cancelled", choices=[to_staff(turn)]))
