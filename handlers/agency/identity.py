"""The office lets an agency know who sent a petition, or no more. Its author is told.

An agency may be the one that is complained of, so it is allowed for one task at a time, and an
agency to which the petition is given later begins without it.
"""

from dialogue.roles import Action
from handlers.agency.at_hand import moved_on
from handlers.agency.named import Named
from handlers.agency.view import view
from handlers.messages import Reply
from handlers.petition.notify import tell_author
from handlers.petition.record import record
from handlers.petition.tasks import agency_name, tell_agency
from handlers.refused import not_allowed
from handlers.turn import Turn
from storage import tasks
from storage.tables import Petition, Task


def name_author(turn: Turn, found: Named) -> list[Reply]:
    """Its agency sees name, position and phone from now on."""
    return _change(turn, found, shown=True)


def hide_author(turn: Turn, found: Named) -> list[Reply]:
    """It sees them no more; what it has read it has read."""
    return _change(turn, found, shown=False)


def _change(turn: Turn, found: Named, *, shown: bool) -> list[Reply]:
    if not turn.may(Action.ALLOW_IDENTITY):
        return [not_allowed(turn)]
    petition, task = found.petition, found.task
    if not tasks.name_author(turn.work, task, shown=shown):
        return moved_on(turn, petition, task)
    kind = "author_named" if shown else "author_hidden"
    told = _tell(turn, petition, task, kind)
    if shown:
        tell_agency(turn, petition, task, "task-author-named", agency=agency_name(turn.work, task))
    key = f"task-{kind}-done" if told else f"task-{kind}-not-told"
    return [turn.reply(key, agency=agency_name(turn.work, task)), view(turn, petition, task)]


def _tell(turn: Turn, petition: Petition, task: Task, kind: str) -> bool:
    """People were told that an agency sees only content and village: they learn of more."""
    agency, acting = agency_name(turn.work, task), turn.acting_as(Action.ALLOW_IDENTITY)
    event = record(turn, petition, kind, acting=acting, note=agency)
    return tell_author(turn, petition, event, f"notice-{kind}", agency=agency)
