"""The base of every conversation: a state is a question, an event an answer, a guard a check.

The machine only decides which question follows. `ask` says a question, `read` understands an
answer; both stand beside the machine in its folder. Its arrows are followed in `handlers/chart.py`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar

from statemachine import StateMachine

from handlers.chart import follow
from handlers.messages import Reply
from handlers.turn import Answer, Turn


@dataclass(frozen=True, kw_only=True)
class Said:
    """An answer that was understood: the event for the machine and what goes with it."""

    event: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Misread:
    """An answer that does not fit the question: the text that says what would."""

    key: str
    values: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Question:
    """How one state is asked and how its answer is read."""

    ask: Callable[[Turn], Reply]
    read: Callable[[Turn, Answer], Said | Misread]


class Conversation(StateMachine):
    """A conversation: faults and unknown events raise, nothing is swallowed. It keeps nothing.

    `questions` has an entry for every state at which it waits. Its initial state waits for the
    event "begin"; its final states need no question, since whatever leads there answers.
    """

    questions: ClassVar[Mapping[str, Question]] = {}
    # The question "go on or begin again?" for who comes back after long; empty where none is.
    resuming: ClassVar[str] = ""
    # The question from which single answers are changed; empty where there is none.
    summary: ClassVar[str] = ""
    # The question that a phone number answers which the channel itself hands over; empty: none.
    asking_contact: ClassVar[str] = ""
    # Questions to which anything that is written or sent is the content itself.
    collecting: ClassVar[frozenset[str]] = frozenset()
    # Whether only staff may be asked, and only while their session lasts.
    staff: ClassVar[bool] = False

    @classmethod
    def note_question(cls, turn: Turn, state: str) -> None:
        """Called with each question that is asked; for those who can be gone on with later."""

    @classmethod
    def step_back(cls, turn: Turn, state: str) -> None:
        """Called before the question `state` is asked again; for those who undo its answer."""

    @classmethod
    def still_asked(cls, turn: Turn, state: str) -> str:
        """The question to ask in place of `state`: itself, unless what it is about is gone."""
        return state

    @classmethod
    def has_something_left(cls, turn: Turn) -> bool:
        """Whether there is anything with which to go on."""
        return False

    @classmethod
    def carry_on(cls, turn: Turn, left: str) -> str:
        """The question with which to go on; `left` is the one that was open here, if any was."""
        raise NotImplementedError


def advance(machine: type[Conversation], state: str, event: str, **values: Any) -> str:
    """Send `event` to a machine in `state`; the state after it.

    Raises `handlers.chart.NoSuchArrow` where the chart has no such arrow.
    """
    return follow(machine, state, event, values)


@cache
def initial_state(machine: type[Conversation]) -> str:
    """The state in which the machine waits to be opened."""
    return str(next(state.id for state in machine.states if state.initial))


def is_over(machine: type[Conversation], state: str) -> bool:
    """Whether `state` ends the conversation."""
    return bool(machine.states_map[state].final)
