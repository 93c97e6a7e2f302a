"""Whole lives of petitions (section 5), told as the events that happen to them."""

import pytest

from dialogue import petition
from dialogue.errors import NotAllowed
from dialogue.petition import ANSWERED, CHANGEABLE, PetitionState

CLASSIFIED = "submit accept classify"


def lived(events: str) -> PetitionState:
    """The state of a petition after these events."""
    state = PetitionState.DRAFT
    for event in events.split():
        state = petition.after(state, event)
    return state


@pytest.mark.parametrize(
    ("events", "state"),
    [
        ("assign settle", "settled"),
        ("assign settle close", "closed"),
        ("assign settle reply close", "closed"),
        ("assign leave_open reply close", "closed"),
        ("assign leave_open reply petition_again", "petitioned_again"),
        ("note close", "closed"),
        ("note submit_upward reply close", "closed"),
        ("assign leave_open submit_upward close petition_again", "petitioned_again"),
        ("pass_on close", "closed"),
        ("assign reply close", "closed"),
    ],
)
def test_a_classified_petition_lives_on(events: str, state: str) -> None:
    """V.1(3), V.3.1, V.3.2: each disposition to its end."""

    assert lived(f"{CLASSIFIED} {events}") == state


def test_a_matter_first_raised_in_the_session_goes_the_same_way_at_once() -> None:
    """tinh-1573-qd 8.3: accepted if within the announced content; the officer enters all of it."""

    assert lived("submit accept classify settle") is PetitionState.SETTLED
    assert lived("submit accept classify leave_open") is PetitionState.LEFT_OPEN


def test_a_matter_of_the_general_box_is_answered_without_a_conference() -> None:
    """Assigned and replied to; no conclusion lies between."""

    assert lived("submit accept classify assign reply") is PetitionState.REPLIED


def test_an_answer_prepared_before_the_conference_changes_no_state() -> None:
    """tinh-1573-qd 7.2: it is a draft until the chair has spoken or the reply is published."""
    events = {event for state, event in petition.TABLE if state == "assigned"}

    assert not any("prepare" in event or "draft" in event for event in events)
    assert petition.after("assigned", "settle") is PetitionState.SETTLED


def test_what_seemed_settled_stays_open_when_the_person_comes_back_on_the_answer() -> None:
    """hai-phong-13-hd V.2: people may come back on it before the chair concludes."""

    assert petition.after("settled", "leave_open") is PetitionState.LEFT_OPEN


def test_what_the_conclusion_left_open_is_never_closed_without_a_reply() -> None:
    """V.3.2: a written reply to what was not settled at the conference."""
    with pytest.raises(NotAllowed):
        petition.after("left_open", "close")


def test_what_the_conclusion_left_open_is_not_settled_afterwards() -> None:
    """Settled means answered at the conference."""

    assert not petition.may("left_open", "settle")


def test_an_agency_that_gives_a_matter_back_before_the_conference_leaves_it_unassigned() -> None:
    """The office assigns it anew."""

    assert lived(f"{CLASSIFIED} assign give_back") is PetitionState.CLASSIFIED


@pytest.mark.parametrize("event", ["give_back", "reassign"])
def test_what_is_left_open_stays_so_whoever_answers(event: str) -> None:
    """The time limit of the conclusion runs on."""

    assert petition.after("left_open", event) is PetitionState.LEFT_OPEN


@pytest.mark.parametrize("event", ["give_back", "reassign", "submit_upward", "pass_on", "note"])
def test_forwarding_never_counts_as_answering(event: str) -> None:
    """Only what was said at the conference or replied in writing does."""

    assert petition.after("assigned", event) not in ANSWERED


def test_what_was_only_forwarded_and_closed_does_not_count_as_answered() -> None:
    """The end of a matter is not its answer."""

    assert PetitionState.CLOSED not in ANSWERED


@pytest.mark.parametrize("state", ["submitted_upward", "passed_on"])
def test_an_answer_from_those_to_whom_it_went_can_still_be_published(state: str) -> None:
    """V.3.1(2): the higher level or the competent body may answer after all."""

    assert petition.after(state, "reply") is PetitionState.REPLIED


@pytest.mark.parametrize(
    "state", ["settled", "left_open", "noted", "submitted_upward", "passed_on"]
)
def test_what_came_of_a_petition_is_looked_at_again(state: str) -> None:
    """Entered by mistake, or sent back: the office decides anew, nothing is lost."""

    assert petition.after(state, "reopen") is PetitionState.CLASSIFIED


def test_every_petition_may_get_a_written_reply_even_a_settled_one() -> None:
    """tinh-1573-qd 9.3: written notice of receipt and result of every petition."""

    assert petition.may("settled", "reply")


def test_a_wrong_reply_is_put_right_by_another() -> None:
    """Neither is taken away."""

    assert petition.after("replied", "reply") is PetitionState.REPLIED


@pytest.mark.parametrize(
    "state", ["settled", "replied", "noted", "submitted_upward", "passed_on", "closed"]
)
def test_whoever_is_not_content_petitions_again(state: str) -> None:
    """V.4.2: the list of what is petitioned again (tiếp tục kiến nghị)."""

    assert petition.after(state, "petition_again") is PetitionState.PETITIONED_AGAIN


@pytest.mark.parametrize("state", ["received", "assigned", "left_open", "declined"])
def test_nobody_petitions_again_before_there_was_an_outcome(state: str) -> None:
    """It is still being answered, or can be taken up again itself."""

    assert not petition.may(state, "petition_again")


def test_a_declined_opinion_stays_on_record_and_is_taken_up_again() -> None:
    """Section 4: no submission is ever dropped."""

    assert lived("submit decline undo accept classify assign settle") is PetitionState.SETTLED


def test_nothing_beyond_the_classification_is_corrected_or_withdrawn() -> None:
    """Later additions are a supplement, which is no event of this life."""
    early = {PetitionState.RECEIVED, PetitionState.DOCUMENTS_REQUESTED, PetitionState.ACCEPTED}

    assert early == CHANGEABLE
