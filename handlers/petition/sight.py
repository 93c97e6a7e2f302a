"""Which petitions a member of staff may see: an agency only those that it was given."""

from dialogue.roles import Role
from handlers.messages import Reply
from handlers.turn import Turn
from storage import tasks
from storage.tables import Petition


def sees(turn: Turn, petition: Petition) -> bool:
    """Whether content and history may be shown; what was given back or taken back no longer is."""
    if turn.roles != {Role.AGENCY}:
        return True
    given = tasks.of_petition(turn.work, petition)
    return any(one.agency_id in turn.agencies for one in given if one.state not in tasks.GONE)


def not_given(turn: Turn, petition: Petition) -> Reply:
    """It was not given to this person's agency."""
    work = turn.command("menu-work", "/viec")
    return turn.reply("role-not-given", choices=[work], code=petition.code)
