"""The life of a question that somebody sends while an online conference is in session."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from statemachine import StateMachine
from statemachine.states import States

from dialogue.roles import Action, Actor, Mover
from dialogue.transitions import allows, by, follow, table_of


class QuestionState(StrEnum):
    """Published vocabulary: rows hold these names."""

    HELD = "held"
    QUEUED = "queued"
    CALLED = "called"
    ANSWERED = "answered"
    REFUSED = "refused"
    WRITTEN = "written"
    WITHDRAWN = "withdrawn"


class QuestionEvent(StrEnum):
    LET_THROUGH = "let_through"
    REFUSE = "refuse"
    RECONSIDER = "reconsider"
    CALL = "call"
    PUT_BACK = "put_back"
    ANSWER = "answer"
    AMEND = "amend"
    DEFER = "defer"
    CARRY_OVER = "carry_over"
    WITHDRAW = "withdraw"


class SessionQuestion(StateMachine):
    """Nobody but its author and the moderators sees it before it is let through.

    What is refused is not lost: a moderator may look again, and its author may send it as an
    ordinary petition. What is deferred, or still waits when the session is closed, becomes one.
    """

    _ = States.from_enum(
        QuestionState,
        initial=QuestionState.HELD,
        final={QuestionState.WRITTEN, QuestionState.WITHDRAWN},
        use_enum_instance=True,
    )

    let_through = _.HELD.to(_.QUEUED)
    refuse = _.REFUSED.from_(_.HELD, _.QUEUED)
    reconsider = _.REFUSED.to(_.HELD)
    call = _.QUEUED.to(_.CALLED)
    put_back = _.CALLED.to(_.QUEUED)
    answer = _.CALLED.to(_.ANSWERED)
    # A slip in the note is put right while the session lasts.
    amend = _.ANSWERED.to.itself()
    # People may come back on an answer (hai-phong-13-hd V.2), so it may still be promised then.
    defer = _.WRITTEN.from_(_.QUEUED, _.CALLED, _.ANSWERED)
    carry_over = _.WRITTEN.from_(_.HELD, _.QUEUED, _.CALLED)
    withdraw = _.WITHDRAWN.from_(_.HELD, _.QUEUED)


TABLE = table_of(SessionQuestion)

WHO: Mapping[str, frozenset[Actor]] = MappingProxyType(
    {
        **{
            event: by(Action.RUN_SESSION)
            for event in QuestionEvent
            if event is not QuestionEvent.WITHDRAW
        },
        QuestionEvent.WITHDRAW: by(Mover.CITIZEN),
    }
)

# Of these something is still to come in the session.
WAITING = (QuestionState.HELD, QuestionState.QUEUED, QuestionState.CALLED)
# A moderator has judged these fit to be heard.
LET_THROUGH = (QuestionState.QUEUED, QuestionState.CALLED, QuestionState.ANSWERED)


def after(state: QuestionState | str, event: QuestionEvent | str) -> QuestionState:
    """The state that follows; NotAllowed where the state does not take the event."""
    return QuestionState(follow(TABLE, state, event))


def may(state: QuestionState | str, event: QuestionEvent | str, actor: Actor | None = None) -> bool:
    """Whether the state takes the event; with `actor`, whether it is also theirs to send."""
    return (state, event) in TABLE and allows(WHO, event, actor)
