"""The life of a petition until it is classified, and that of a seat: what follows, what is not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue import petition, seat
from dialogue.errors import NotAllowed
from dialogue.petition import CHANGEABLE, PetitionEvent, PetitionState
from dialogue.seat import SeatState


def test_a_petition_goes_from_draft_to_classification() -> None:
    """Received, checked, classified (section 5, steps 1 to 3)."""
    state = PetitionState.DRAFT
    for event in ("submit", "request_documents", "supply_documents", "accept", "classify"):
        state = petition.after(state, event)

    assert state is PetitionState.CLASSIFIED


@pytest.mark.parametrize("state", ["accepted", "declined", "documents_requested"])
def test_an_officers_decision_is_undone_back_to_received(state: str) -> None:
    """No decision about an opinion is beyond repair before it is classified."""

    assert petition.after(state, "undo") is PetitionState.RECEIVED


@pytest.mark.parametrize("state", ["received", "documents_requested", "accepted"])
def test_its_author_may_withdraw_a_petition_until_it_is_classified(state: str) -> None:
    """A withdrawn petition stays on record as withdrawn."""

    assert petition.after(state, "withdraw") is PetitionState.WITHDRAWN


def test_a_classified_petition_takes_a_supplement_only() -> None:
    """Correct and withdraw end with classification."""

    assert not petition.may("classified", "withdraw")
    assert PetitionState.CLASSIFIED not in CHANGEABLE


def test_what_may_be_changed_is_what_may_be_withdrawn() -> None:
    """One line separates correcting from supplementing."""

    assert {
        PetitionState.RECEIVED,
        PetitionState.DOCUMENTS_REQUESTED,
        PetitionState.ACCEPTED,
    } == CHANGEABLE


def test_a_wrong_classification_is_put_right_by_another() -> None:
    """Field and disposition may change; the state does not."""

    assert petition.after("classified", "classify") is PetitionState.CLASSIFIED


def test_a_petition_is_not_classified_before_it_is_accepted() -> None:
    """The refusal names state and event."""
    with pytest.raises(NotAllowed) as refused:
        petition.after("received", "classify")

    assert (refused.value.state, refused.value.event) == ("received", "classify")


def test_an_unknown_event_raises() -> None:
    """Nothing that is misspelt passes in silence."""
    with pytest.raises(NotAllowed):
        petition.after("received", "acept")


@given(st.lists(st.sampled_from(list(PetitionEvent))))
def test_a_withdrawn_petition_never_comes_back(events: list[PetitionEvent]) -> None:
    """Whatever is pressed, and in whatever order."""
    state = PetitionState.DRAFT
    withdrawn = False
    for event in events:
        if petition.may(state, event):
            state = petition.after(state, event)
        withdrawn = withdrawn or state is PetitionState.WITHDRAWN

    assert (state is PetitionState.WITHDRAWN) == withdrawn


@given(st.sampled_from(list(PetitionState)), st.sampled_from(list(PetitionEvent)))
def test_may_says_what_after_does(state: PetitionState, event: PetitionEvent) -> None:
    """A button is shown exactly where it works."""
    try:
        petition.after(state, event)
        done = True
    except NotAllowed:
        done = False

    assert petition.may(state, event) == done


def test_a_seat_is_requested_and_granted() -> None:
    """Decision A, with a life of its own."""

    assert seat.after(seat.after("not_wanted", "request"), "grant") is SeatState.GRANTED


@pytest.mark.parametrize("state", ["granted", "refused"])
def test_a_decision_on_a_seat_can_be_undone(state: str) -> None:
    """Who is barred from a seat may ask the office to look again."""

    assert seat.after(state, "undo") is SeatState.REQUESTED


def test_a_seat_nobody_wants_is_not_granted() -> None:
    """A seat is asked for first."""

    assert not seat.may("not_wanted", "grant")


@pytest.mark.parametrize("state", ["requested", "granted", "refused"])
def test_a_seat_can_be_given_up(state: str) -> None:
    """A person may go on in writing only."""

    assert seat.after(state, "give_up") is SeatState.NOT_WANTED
