"""The two questions that inviting and changing share: which role, and of which agency."""

from dialogue.roles import Role, appoints
from handlers.conversation import Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.paged_choices import shown_page
from handlers.staffing.choice import read_choice
from handlers.turn import Answer, Turn
from storage import communes


def _roles(turn: Turn) -> list[Choice]:
    """Those that this person may give; an agency's only where the commune has an agency."""
    return [
        Choice(label=turn.say(f"role-{role}"), value=role)
        for role in appoints(turn.roles)
        if role is not Role.AGENCY or _agencies(turn)
    ]


def _agencies(turn: Turn) -> list[Choice]:
    return [
        Choice(label=agency.name, value=str(agency.id))
        for agency in communes.agencies(turn.work, turn.commune_id)
    ]


def _ask_role(turn: Turn) -> Reply:
    return turn.reply("staff-ask-role", "cancel", choices=_roles(turn))


def _read_role(turn: Turn, answer: Answer) -> Said | Misread:
    return read_choice(turn, answer, _roles(turn), "choose_role")


def _ask_agency(turn: Turn) -> Reply:
    return turn.reply("staff-ask-agency", "cancel", choices=shown_page(turn, _agencies(turn)))


def _read_agency(turn: Turn, answer: Answer) -> Said | Misread:
    return read_choice(turn, answer, _agencies(turn), "choose_agency")


WHICH_ROLE = Question(ask=_ask_role, read=_read_role)
WHICH_AGENCY = Question(ask=_ask_agency, read=_read_agency)
