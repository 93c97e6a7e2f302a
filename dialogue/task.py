"""The life of a task: one agency's part in answering one matter, by one date.

A prepared answer before the conference and a written reply after it are two tasks.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from statemachine import StateMachine
from statemachine.states import States

from dialogue.roles import Action, Actor
from dialogue.transitions import allows, by, follow, table_of


class Purpose(StrEnum):
    """What the agency is asked for (hai-phong-13-hd V.1(2), V.3.2; tinh-1573-qd 7.2, 9.3)."""

    PREPARED = "prepared"
    REPLY = "reply"


class Part(StrEnum):
    """Who answers, and who helps with it."""

    LEAD = "lead"
    COORDINATING = "coordinating"


class TaskState(StrEnum):
    """Published vocabulary: rows hold these names, so a name is migrated, never just dropped."""

    GIVEN = "given"
    RECEIVED = "received"
    DRAFTED = "drafted"
    RETURNED = "returned"
    ANSWERED = "answered"
    GIVEN_BACK = "given_back"
    CANCELLED = "cancelled"


class TaskEvent(StrEnum):
    RECEIVE = "receive"
    DRAFT = "draft"
    REMARK = "remark"
    PUBLISH = "publish"
    GIVE_BACK = "give_back"
    CANCEL = "cancel"


class Task(StateMachine):
    """StateMachine, not StateChart: an event that the state does not take must raise."""

    _ = States.from_enum(
        TaskState,
        initial=TaskState.GIVEN,
        final=(TaskState.GIVEN_BACK, TaskState.CANCELLED),
        use_enum_instance=True,
    )

    receive = _.GIVEN.to(_.RECEIVED)
    # Who answers has received it. A published answer is corrected only by a new draft.
    draft = _.DRAFTED.from_(_.GIVEN, _.RECEIVED, _.RETURNED, _.ANSWERED) | _.DRAFTED.to.itself()
    remark = _.DRAFTED.to(_.RETURNED)
    publish = _.DRAFTED.to(_.ANSWERED)
    # "Not ours" goes back to the office and never counts as an answer.
    give_back = _.GIVEN_BACK.from_(_.GIVEN, _.RECEIVED, _.RETURNED)
    cancel = _.CANCELLED.from_(_.GIVEN, _.RECEIVED, _.DRAFTED, _.RETURNED)


TABLE = table_of(Task)

WHO: Mapping[str, frozenset[Actor]] = MappingProxyType(
    {
        TaskEvent.RECEIVE: by(Action.CONFIRM_RECEIPT),
        TaskEvent.DRAFT: by(Action.ANSWER),
        TaskEvent.REMARK: by(Action.PUBLISH),
        TaskEvent.PUBLISH: by(Action.PUBLISH),
        TaskEvent.GIVE_BACK: by(Action.GIVE_BACK),
        TaskEvent.CANCEL: by(Action.ASSIGN),
    }
)

# What an agency still owes; a draft that waits for its publication is no longer the agency's.
OWED = frozenset({TaskState.GIVEN, TaskState.RECEIVED, TaskState.RETURNED})
OPEN = OWED | {TaskState.DRAFTED}


def after(state: TaskState | str, event: TaskEvent | str) -> TaskState:
    """The state that follows; NotAllowed where the state does not take the event."""
    return TaskState(follow(TABLE, state, event))


def may(state: TaskState | str, event: TaskEvent | str, actor: Actor | None = None) -> bool:
    """Whether the state takes the event; with `actor`, whether it is also theirs to send."""
    return (state, event) in TABLE and allows(WHO, event, actor)
