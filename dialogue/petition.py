"""The life of a petition, from its draft to its end or to the petition that takes it up again."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from statemachine import StateMachine
from statemachine.states import States

from dialogue.roles import Action, Actor, Mover
from dialogue.transitions import allows, by, follow, table_of


class PetitionState(StrEnum):
    """Published vocabulary: rows hold these names, so a name is migrated, never just dropped."""

    DRAFT = "draft"
    RECEIVED = "received"
    DOCUMENTS_REQUESTED = "documents_requested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CLASSIFIED = "classified"
    ASSIGNED = "assigned"
    SETTLED = "settled"
    LEFT_OPEN = "left_open"
    NOTED = "noted"
    SUBMITTED_UPWARD = "submitted_upward"
    PASSED_ON = "passed_on"
    REPLIED = "replied"
    CLOSED = "closed"
    PETITIONED_AGAIN = "petitioned_again"


class PetitionEvent(StrEnum):
    SUBMIT = "submit"
    REQUEST_DOCUMENTS = "request_documents"
    SUPPLY_DOCUMENTS = "supply_documents"
    ACCEPT = "accept"
    DECLINE = "decline"
    UNDO = "undo"
    WITHDRAW = "withdraw"
    CLASSIFY = "classify"
    ASSIGN = "assign"
    GIVE_BACK = "give_back"
    TAKE_BACK = "take_back"
    REASSIGN = "reassign"
    SETTLE = "settle"
    LEAVE_OPEN = "leave_open"
    NOTE = "note"
    SUBMIT_UPWARD = "submit_upward"
    PASS_ON = "pass_on"  # noqa: S105 - no password
    REOPEN = "reopen"
    REPLY = "reply"
    CLOSE = "close"
    PETITION_AGAIN = "petition_again"


class Petition(StateMachine):
    """StateMachine, not StateChart: an event that the state does not take must raise.

    What the author adds after the classification is a supplement, and an answer that an agency
    prepares is a draft: neither is an event, for the state stays. A matter that is first raised in
    the session goes the same way, from `submit` to `settle` or `leave_open`, at one table.
    """

    _ = States.from_enum(
        PetitionState,
        initial=PetitionState.DRAFT,
        final={PetitionState.WITHDRAWN, PetitionState.PETITIONED_AGAIN},
        use_enum_instance=True,
    )

    submit = _.DRAFT.to(_.RECEIVED)
    request_documents = _.RECEIVED.to(_.DOCUMENTS_REQUESTED)
    supply_documents = _.DOCUMENTS_REQUESTED.to(_.RECEIVED)
    accept = _.RECEIVED.to(_.ACCEPTED)
    decline = _.RECEIVED.to(_.DECLINED)
    undo = _.RECEIVED.from_(_.ACCEPTED, _.DECLINED, _.DOCUMENTS_REQUESTED)
    withdraw = _.WITHDRAWN.from_(_.RECEIVED, _.DOCUMENTS_REQUESTED, _.ACCEPTED)
    # A wrong field or disposition is put right by classifying again.
    classify = _.ACCEPTED.to(_.CLASSIFIED) | _.CLASSIFIED.to.itself()

    assign = _.CLASSIFIED.to(_.ASSIGNED)
    # What the chair's conclusion left open stays so, with its time limit, whoever has to answer;
    # and so does what it settled, where a written reply is owed all the same (tinh-1573-qd 9.3).
    give_back = _.ASSIGNED.to(_.CLASSIFIED) | _.LEFT_OPEN.to.itself() | _.SETTLED.to.itself()
    take_back = _.ASSIGNED.to(_.CLASSIFIED) | _.LEFT_OPEN.to.itself() | _.SETTLED.to.itself()
    reassign = _.ASSIGNED.to.itself() | _.LEFT_OPEN.to.itself() | _.SETTLED.to.itself()

    settle = _.SETTLED.from_(_.CLASSIFIED, _.ASSIGNED)
    # People may come back on an answer (hai-phong-13-hd V.2): what seemed settled may stay open.
    leave_open = _.LEFT_OPEN.from_(_.CLASSIFIED, _.ASSIGNED, _.SETTLED)
    note = _.NOTED.from_(_.CLASSIFIED, _.ASSIGNED)
    # Neither of these two answers anything: only `reply` does, should the answer come back.
    submit_upward = _.SUBMITTED_UPWARD.from_(_.CLASSIFIED, _.ASSIGNED, _.LEFT_OPEN, _.NOTED)
    pass_on = _.PASSED_ON.from_(_.CLASSIFIED, _.ASSIGNED, _.LEFT_OPEN, _.NOTED)
    # Entered by mistake, or sent back by those to whom it went.
    reopen = _.CLASSIFIED.from_(_.SETTLED, _.LEFT_OPEN, _.NOTED, _.SUBMITTED_UPWARD, _.PASSED_ON)

    # Every petition may get one, settled ones too (tinh-1573-qd 9.3); a second one corrects it.
    reply = (
        _.REPLIED.from_(
            _.ASSIGNED, _.SETTLED, _.LEFT_OPEN, _.NOTED, _.SUBMITTED_UPWARD, _.PASSED_ON
        )
        | _.REPLIED.to.itself()
    )
    # Never what the conclusion left open: that is owed a reply, or goes another way first.
    close = _.CLOSED.from_(_.SETTLED, _.NOTED, _.SUBMITTED_UPWARD, _.PASSED_ON, _.REPLIED)
    petition_again = _.PETITIONED_AGAIN.from_(
        _.SETTLED, _.NOTED, _.SUBMITTED_UPWARD, _.PASSED_ON, _.REPLIED, _.CLOSED
    )


TABLE = table_of(Petition)

WHO: Mapping[str, frozenset[Actor]] = MappingProxyType(
    {
        PetitionEvent.SUBMIT: by(Mover.CITIZEN, Action.ENTER_PETITION),
        PetitionEvent.REQUEST_DOCUMENTS: by(Action.ASK_DOCUMENTS),
        PetitionEvent.SUPPLY_DOCUMENTS: by(Mover.CITIZEN, Action.ENTER_PETITION),
        PetitionEvent.ACCEPT: by(Action.DECIDE_HEARING),
        PetitionEvent.DECLINE: by(Action.DECIDE_HEARING),
        # Its author does so by new words, which the office has not seen.
        PetitionEvent.UNDO: by(Mover.CITIZEN, Action.UNDO),
        PetitionEvent.WITHDRAW: by(Mover.CITIZEN),
        PetitionEvent.CLASSIFY: by(Action.CLASSIFY),
        PetitionEvent.ASSIGN: by(Action.ASSIGN),
        PetitionEvent.GIVE_BACK: by(Action.GIVE_BACK),
        PetitionEvent.TAKE_BACK: by(Action.ASSIGN),
        PetitionEvent.REASSIGN: by(Action.ASSIGN),
        PetitionEvent.SETTLE: by(Action.CONCLUDE),
        PetitionEvent.LEAVE_OPEN: by(Action.CONCLUDE),
        PetitionEvent.NOTE: by(Action.CONCLUDE),
        PetitionEvent.SUBMIT_UPWARD: by(Action.CONCLUDE),
        PetitionEvent.PASS_ON: by(Action.CONCLUDE),
        PetitionEvent.REOPEN: by(Action.UNDO),
        PetitionEvent.REPLY: by(Action.PUBLISH),
        PetitionEvent.CLOSE: by(Action.CONCLUDE),
        PetitionEvent.PETITION_AGAIN: by(Mover.CITIZEN, Action.ENTER_PETITION),
    }
)

# Others have it now: it is theirs to answer, and ours to ask after.
FORWARDED = frozenset({PetitionState.SUBMITTED_UPWARD, PetitionState.PASSED_ON})
# Its author may still correct or withdraw it; later additions are a supplement for the office.
CHANGEABLE = frozenset(
    PetitionState(state) for state, event in TABLE if event == PetitionEvent.WITHDRAW
)
# It may be put on a conference, when it has none that will be held.
PLACEABLE = frozenset({PetitionState.ACCEPTED, PetitionState.CLASSIFIED})
# Forwarding is no answer, nor is the end of a matter that was only forwarded.
ANSWERED = frozenset({PetitionState.SETTLED, PetitionState.REPLIED})


def after(state: PetitionState | str, event: PetitionEvent | str) -> PetitionState:
    """The state that follows; NotAllowed where the state does not take the event."""
    return PetitionState(follow(TABLE, state, event))


def may(state: PetitionState | str, event: PetitionEvent | str, actor: Actor | None = None) -> bool:
    """Whether the state takes the event; with `actor`, whether it is also theirs to send."""
    return (state, event) in TABLE and allows(WHO, event, actor)
