"""Under which role somebody acts on a task: of its agency, for one on leave, or of the office for
an agency that works on paper."""

from collections.abc import Sequence

from dialogue.roles import Action, Role, may
from handlers.turn import Turn
from storage import tasks
from storage.tables import Petition, Staff, Task


def acting_on(turn: Turn, task: Task, action: Action) -> Staff | None:
    """The role that allows this person `action` on this task; None where none does."""
    allowed = [duty for duty in duties(turn) if may((Role(duty.role),), action)]
    own = [duty for duty in allowed if duty.role != Role.AGENCY or _is_of(duty, task)]
    # An officer of the office who also works at the agency answers as the agency.
    return min(own, key=lambda duty: duty.role != Role.AGENCY, default=None)


def duties(turn: Turn) -> Sequence[Staff]:
    """One's own roles, and those of colleagues on leave who have handed over."""
    return list({duty.id: duty for duty in (*turn.duties, *turn.stood_in_for)}.values())


def agencies_of(turn: Turn) -> list[int] | None:
    """The agencies whose tasks this person may see; None is all of them."""
    held = duties(turn)
    if any(duty.role != Role.AGENCY and _sees_all(duty) for duty in held):
        return None
    return [duty.agency_id for duty in held if duty.agency_id and duty.role == Role.AGENCY]


def seen_tasks(turn: Turn, petition: Petition) -> list[Task]:
    """The standing tasks of a petition that this person may see, the lead agency's first."""
    mine = agencies_of(turn)
    known = [one for one in tasks.of_petition(turn.work, petition) if one.state not in tasks.GONE]
    seen = [one for one in known if mine is None or one.agency_id in mine]
    return sorted(seen, key=lambda one: (one.purpose, one.part != "lead", one.id))


def is_agency(acting: Staff | None) -> bool:
    """Whether it is the agency itself that acts."""
    return acting is not None and acting.role == Role.AGENCY


def _is_of(duty: Staff, task: Task) -> bool:
    return duty.agency_id == task.agency_id


def _sees_all(duty: Staff) -> bool:
    return may((Role(duty.role),), Action.OPEN_PETITION)
