"""The life of a petition, from its draft to its classification."""

from enum import StrEnum

from statemachine import StateMachine
from statemachine.states import States

from dialogue.transitions import follow, table_of


class PetitionState(StrEnum):
    """Published vocabulary: rows hold these names, so a name is migrated, never just dropped."""

    DRAFT = "draft"
    RECEIVED = "received"
    DOCUMENTS_REQUESTED = "documents_requested"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CLASSIFIED = "classified"


class PetitionEvent(StrEnum):
    SUBMIT = "submit"
    REQUEST_DOCUMENTS = "request_documents"
    SUPPLY_DOCUMENTS = "supply_documents"
    ACCEPT = "accept"
    DECLINE = "decline"
    UNDO = "undo"
    WITHDRAW = "withdraw"
    CLASSIFY = "classify"


class Petition(StateMachine):
    """StateMachine, not StateChart: an event that the state does not take must raise."""

    # What follows the classification is not drawn yet: no end can be reached from it.
    validate_final_reachability = False

    _ = States.from_enum(
        PetitionState,
        initial=PetitionState.DRAFT,
        final=PetitionState.WITHDRAWN,
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


TABLE = table_of(Petition)

# Its author may still correct or withdraw it; later additions are a supplement for the office.
CHANGEABLE = frozenset(
    PetitionState(state) for state, event in TABLE if event == PetitionEvent.WITHDRAW
)


def after(state: PetitionState | str, event: PetitionEvent | str) -> PetitionState:
    """The state that follows; NotAllowed where the state does not take the event."""
    return PetitionState(follow(TABLE, state, event))


def may(state: PetitionState | str, event: PetitionEvent | str) -> bool:
    return (state, event) in TABLE
