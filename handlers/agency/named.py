"""The petition and the task that a command names, as somebody may see them."""

from dataclasses import dataclass

from handlers.agency.acting import seen_tasks
from handlers.messages import Reply
from handlers.petition.code import shown_code, tidy_code
from handlers.reading import whole_number
from handlers.refused import to_work
from handlers.turn import Turn
from storage import petitions
from storage.tables import Petition, Task


@dataclass(frozen=True, kw_only=True)
class Named:
    """What stands behind a command: CODE [VERB] [TASK VERSION].

    `seen` is the version of the task on which somebody acts: that of the button, or as it is.
    """

    petition: Petition
    verb: str
    tasks: list[Task]
    seen: int

    @property
    def task(self) -> Task:
        """The task that is meant; the first where none is named."""
        return self.tasks[0]


def named(turn: Turn, argument: str) -> Named | None:
    """None where this person has nothing to see of it, whether it exists or not."""
    code, *rest = [*argument.split()[:4], ""][:4]
    verb = rest.pop(0) if rest and not rest[0].isdigit() else ""
    petition = petitions.by_code(turn.work, turn.commune_id, tidy_code(code))
    if petition is None:
        return None
    # One number alone is the petition's version, as other conversations name it.
    number, version = map(whole_number, rest) if len(rest) == 2 else (None, None)
    seen = [one for one in seen_tasks(turn, petition) if number in (None, one.id)]
    if not seen:
        return None
    return Named(petition=petition, verb=verb, tasks=seen, seen=version or seen[0].version)


def nothing_given(turn: Turn, argument: str) -> Reply:
    """The same for what does not exist and for what is another agency's."""
    code = argument.partition(" ")[0]
    return turn.reply("task-none", choices=[to_work(turn)], code=shown_code(code))
