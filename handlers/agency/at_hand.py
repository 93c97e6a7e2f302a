"""What an open conversation about a task is about, and what is said when others were faster."""

from handlers.agency.view import view
from handlers.messages import Reply
from handlers.turn import Turn
from storage.tables import Petition, Task


def task_of(turn: Turn) -> Task:
    """The task of the open conversation, locked."""
    return locked(turn, turn.data["task"])


def locked(turn: Turn, task_id: int | None) -> Task:
    """A task as it stands now, locked against whoever acts on it at the same moment."""
    return turn.work.session.get_one(Task, task_id, with_for_update=True, populate_existing=True)


def petition_of(turn: Turn) -> Petition:
    """The petition that is to be answered."""
    return turn.work.session.get_one(Petition, task_of(turn).petition_id)


def is_as_seen(turn: Turn, task: Task) -> bool:
    """Whether the task is still what it was when this conversation began."""
    return bool(task.version == turn.data["version"])


def moved_on(turn: Turn, petition: Petition, task: Task) -> list[Reply]:
    """Somebody acted in between: nothing was done, here is how it stands now."""
    return [turn.reply("task-outdated"), view(turn, petition, task)]
