"""Whole lives of conferences, told as the events that happen to them."""

import pytest

from dialogue import conference_life as life
from dialogue.conference_life import AHEAD, ConferenceEvent, ConferenceState
from dialogue.errors import NotAllowed
from dialogue.names import Form, Kind
from dialogue.roles import Mover, Role

PLAIN = {"kind": Kind.DINH_KY, "form": Form.TRUC_TIEP}
EXTRAORDINARY = {"kind": Kind.DOT_XUAT, "form": Form.TRUC_TIEP}
INDIRECT = {"kind": Kind.DINH_KY, "form": Form.GIAN_TIEP}
HELD = "begin_session conclude issue_notice archive"


def lived(events: str, kind: Kind = Kind.DINH_KY, form: Form = Form.TRUC_TIEP) -> ConferenceState:
    """The state of a conference after these events."""
    state = ConferenceState.DRAFT
    for event in events.split():
        state = life.after(state, event, kind=kind, form=form)
    return state


@pytest.mark.parametrize(
    "events",
    [
        f"announce open_registration close_registration {HELD}",
        f"announce open_registration close_registration reopen_registration {HELD}",
        f"announce open_registration change delegate postpone reschedule open_registration {HELD}",
        f"announce {HELD}",
    ],
)
def test_a_conference_lives_to_its_archived_dossier(events: str) -> None:
    """hai-phong-13-hd V.1 to V.4; vinh-hoa-2025 registers by lists, not with the program."""

    assert lived(events) is ConferenceState.ARCHIVED


def test_an_extraordinary_conference_begins_without_having_been_announced() -> None:
    """hai-phong-13-hd V.2*: not necessarily announced publicly."""

    assert lived(HELD, kind=Kind.DOT_XUAT) is ConferenceState.ARCHIVED


@pytest.mark.parametrize("kind", [Kind.DINH_KY, Kind.CHUYEN_DE])
def test_no_other_conference_does(kind: Kind) -> None:
    """V.1(1): invitations and wide public notice."""
    with pytest.raises(NotAllowed):
        life.after("draft", "begin_session", kind=kind, form=Form.TRUC_TIEP)


@pytest.mark.parametrize("state", ["announced", "registration_closed"])
def test_an_indirect_conference_is_concluded_without_a_session(state: str) -> None:
    """III.2: by letter, e-mail, through organisations or mass media."""

    assert life.after(state, "conclude", **INDIRECT) is ConferenceState.CONCLUDED
    assert not life.may(state, "conclude", **PLAIN)


@pytest.mark.parametrize("state", ["draft", *sorted(AHEAD)])
@pytest.mark.parametrize("kind", list(Kind))
def test_an_indirect_conference_never_meets_in_a_hall(kind: Kind, state: str) -> None:
    """Not even an extraordinary one."""

    assert not life.may(state, "begin_session", kind=kind, form=Form.GIAN_TIEP)


@pytest.mark.parametrize(
    "state", ["draft", "announced", "registration_open", "registration_closed", "postponed"]
)
def test_a_change_is_told_and_the_state_stays(state: str) -> None:
    """As long as it is ahead."""

    assert life.after(state, "change", **PLAIN) == state


@pytest.mark.parametrize("state", ["in_session", "concluded", "replies_due", "archived"])
def test_what_has_begun_is_not_changed_any_more(state: str) -> None:
    """Nor is it cancelled."""

    assert not life.may(state, "change", **PLAIN)
    assert not life.may(state, "cancel", **PLAIN)


@pytest.mark.parametrize("state", ["draft", *sorted(AHEAD), "postponed", "in_session"])
def test_a_chair_delegates_until_the_conclusion(state: str) -> None:
    """V.1(4): absent for force majeure, to their own deputy."""

    assert life.may(state, "delegate", Role.CHAIR, **PLAIN)
    assert life.after(state, "delegate", **PLAIN) == state


def test_a_session_that_breaks_off_goes_on_on_another_day() -> None:
    """Nothing was concluded, so no time limit has begun."""
    events = f"announce begin_session postpone reschedule {HELD}"

    assert lived(events) is ConferenceState.ARCHIVED


def test_a_draft_is_thrown_away_and_not_cancelled() -> None:
    """Nobody was told of it."""

    assert not life.may("draft", "cancel", **PLAIN)


def test_nothing_is_archived_before_the_notice_went_out() -> None:
    """V.3.1(1): the notice goes to everybody concerned, whatever was settled."""

    assert not life.may("concluded", "archive", **PLAIN)


def test_the_clock_closes_the_registration_and_does_nothing_else() -> None:
    """A conference begins and ends by people."""
    moved = {
        event
        for event in ConferenceEvent
        if any(life.may(s, event, Mover.CLOCK, **PLAIN) for s in ConferenceState)
    }

    assert moved == {ConferenceEvent.CLOSE_REGISTRATION}


def test_no_citizen_moves_a_conference() -> None:
    """Nor does a rule."""

    assert all({Mover.CITIZEN, Mover.RULE}.isdisjoint(who) for who in life.WHO.values())


@pytest.mark.parametrize("conference", [PLAIN, EXTRAORDINARY, INDIRECT])
def test_may_says_what_after_does(conference: dict[str, Kind | Form]) -> None:
    """A button is shown exactly where it works."""

    def works(state: str, event: str) -> bool:
        try:
            life.after(state, event, **conference)
        except NotAllowed:
            return False
        return True

    assert all(
        life.may(state, event, **conference) == works(state, event)
        for state in ConferenceState
        for event in ConferenceEvent
    )


@pytest.mark.parametrize("conference", [PLAIN, EXTRAORDINARY, INDIRECT])
def test_every_kind_and_form_comes_to_its_archive(conference: dict[str, Kind | Form]) -> None:
    """None is stuck, wherever it stands, unless it is not held."""
    reach = {ConferenceState.ARCHIVED}
    for _ in ConferenceState:
        reach |= {
            state
            for state in ConferenceState
            for event in ConferenceEvent
            if life.may(state, event, **conference)
            and life.after(state, event, **conference) in reach
        }

    assert reach == set(ConferenceState) - life.NOT_HELD


def test_only_a_plan_of_which_nobody_was_told_is_discarded() -> None:
    """What people know of is called off, and they are told."""
    taken = {state for state in ConferenceState if life.may(state, "discard", **PLAIN)}

    assert taken == {ConferenceState.DRAFT}
