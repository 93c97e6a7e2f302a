"""What a member of staff may see of a petition: an agency only what it was given, and of the author
nothing but the village, unless the office allows more."""

from collections.abc import Iterator

from dialogue.roles import Action, Role, may, sees_identity
from handlers.messages import Reply
from handlers.petition.summary import behalf_words
from handlers.turn import Turn
from storage import tasks
from storage.tables import Petition, Task
from storage.tables.petition import Behalf


def sees_all(turn: Turn) -> bool:
    """Whether one of this person's roles sees every petition of the commune; whoever runs the
    system, or works for the city, and for an agency besides, sees no more than the agency."""
    return may(turn.roles - {Role.AGENCY}, Action.OPEN_PETITION)


def sees(turn: Turn, petition: Petition) -> bool:
    """Whether content and history may be shown; what was given back or taken back no longer is."""
    return sees_all(turn) or any(_own_tasks(turn, petition))


def not_given(turn: Turn, petition: Petition) -> Reply:
    """It was not given to this person's agency."""
    work = turn.command("menu-work", "/viec")
    return turn.reply("role-not-given", choices=[work], code=petition.code)


def sees_author(turn: Turn, petition: Petition) -> bool:
    """Whether name and phone may be shown: to an agency only where the office allows it, for it
    may be the one that is complained of."""
    if sees_identity(turn.roles):
        return True
    return any(one.names_author for one in _own_tasks(turn, petition))


def author_words(turn: Turn, petition: Petition) -> str:
    """Who sent it, as far as this person may know."""
    if not sees_author(turn, petition):
        return turn.say("case-who-hidden")
    phone = petition.phone or turn.say("summary-no-phone")
    return turn.say("case-who", name=petition.name, position=petition.position, phone=phone)


def behalf_seen(turn: Turn, petition: Petition) -> str:
    """For whom; the name of somebody else is hidden like the author's own."""
    if petition.behalf == Behalf.OTHER and not sees_author(turn, petition):
        return turn.say("case-who-hidden")
    return behalf_words(turn, petition)


def _own_tasks(turn: Turn, petition: Petition) -> Iterator[Task]:
    """What the agencies of this person were given and still have."""
    given = tasks.of_petition(turn.work, petition)
    return (one for one in given if one.agency_id in turn.agencies and one.state not in tasks.GONE)
