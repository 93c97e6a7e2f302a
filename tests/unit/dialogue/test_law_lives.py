"""What holds for every life: of a petition, a conference, a seat, a question in the session."""

import pytest
from diagrams.lives import LIVES, Life, Step
from diagrams.page import PATH, written
from statemachine.exceptions import TransitionNotAllowed

from dialogue import petition, seat
from dialogue.conference_life import WHO as OF_CONFERENCE
from dialogue.conference_life import ConferenceEvent
from dialogue.errors import NotAllowed
from dialogue.petition import WHO as OF_PETITION
from dialogue.petition import PetitionEvent
from dialogue.roles import ALLOWED, Action, Mover, Role
from dialogue.seat import WHO as OF_SEAT
from dialogue.seat import SeatEvent
from dialogue.session_question import WHO as OF_QUESTION
from dialogue.session_question import QuestionEvent
from dialogue.transitions import Who

# The only states in which nothing can follow any more.
FINAL = {
    "A petition": {"withdrawn", "petitioned_again"},
    "A conference": {"archived", "cancelled", "discarded"},
    "A seat": set(),
    "A question in the session": {"written", "withdrawn"},
}
# The command by which staff send an event, where there is one.
BY_ACTION: list[tuple[Who, str, Action]] = [
    (OF_PETITION, PetitionEvent.SUBMIT, Action.ENTER_PETITION),
    (OF_PETITION, PetitionEvent.REQUEST_DOCUMENTS, Action.ASK_DOCUMENTS),
    (OF_PETITION, PetitionEvent.ACCEPT, Action.DECIDE_HEARING),
    (OF_PETITION, PetitionEvent.DECLINE, Action.DECIDE_HEARING),
    (OF_PETITION, PetitionEvent.UNDO, Action.UNDO),
    (OF_PETITION, PetitionEvent.CLASSIFY, Action.CLASSIFY),
    (OF_PETITION, PetitionEvent.ASSIGN, Action.ASSIGN),
    (OF_PETITION, PetitionEvent.GIVE_BACK, Action.GIVE_BACK),
    (OF_PETITION, PetitionEvent.TAKE_BACK, Action.ASSIGN),
    (OF_PETITION, PetitionEvent.REASSIGN, Action.ASSIGN),
    (OF_PETITION, PetitionEvent.SETTLE, Action.CONCLUDE),
    (OF_PETITION, PetitionEvent.LEAVE_OPEN, Action.CONCLUDE),
    (OF_PETITION, PetitionEvent.NOTE, Action.CONCLUDE),
    (OF_PETITION, PetitionEvent.SUBMIT_UPWARD, Action.CONCLUDE),
    (OF_PETITION, PetitionEvent.PASS_ON, Action.CONCLUDE),
    (OF_PETITION, PetitionEvent.REOPEN, Action.UNDO),
    (OF_PETITION, PetitionEvent.REPLY, Action.PUBLISH),
    (OF_PETITION, PetitionEvent.PETITION_AGAIN, Action.ENTER_PETITION),
    (OF_CONFERENCE, ConferenceEvent.ANNOUNCE, Action.MANAGE_CONFERENCE),
    (OF_CONFERENCE, ConferenceEvent.CHANGE, Action.MANAGE_CONFERENCE),
    (OF_CONFERENCE, ConferenceEvent.POSTPONE, Action.MANAGE_CONFERENCE),
    (OF_CONFERENCE, ConferenceEvent.CANCEL, Action.MANAGE_CONFERENCE),
    (OF_CONFERENCE, ConferenceEvent.DISCARD, Action.MANAGE_CONFERENCE),
    (OF_CONFERENCE, ConferenceEvent.DELEGATE, Action.DELEGATE),
    (OF_CONFERENCE, ConferenceEvent.BEGIN_SESSION, Action.RUN_SESSION),
    (OF_CONFERENCE, ConferenceEvent.CONCLUDE, Action.CONCLUDE),
    (OF_CONFERENCE, ConferenceEvent.ISSUE_NOTICE, Action.CONCLUDE),
    (OF_CONFERENCE, ConferenceEvent.ARCHIVE, Action.EXPORT_DOSSIER),
    (OF_SEAT, SeatEvent.GRANT, Action.DECIDE_SEAT),
    (OF_SEAT, SeatEvent.REFUSE, Action.DECIDE_SEAT),
    (OF_SEAT, SeatEvent.UNDO, Action.UNDO),
    *(
        (OF_QUESTION, event, Action.RUN_SESSION)
        for event in QuestionEvent
        if event is not QuestionEvent.WITHDRAW
    ),
]

every_life = pytest.mark.parametrize("life", LIVES, ids=lambda life: life.name)


def reached(life: Life, state: str) -> set[str]:
    """The states to which a state can lead."""
    found: set[str] = set()
    ahead = [state]
    while ahead:
        now = ahead.pop()
        ahead += [step.next for step in life.steps if step.state == now and step.next not in found]
        found |= {step.next for step in life.steps if step.state == now}
    return found


@every_life
def test_the_machine_itself_raises_on_an_unknown_event(life: Life) -> None:
    """StateMachine, not StateChart, which would return None."""
    with pytest.raises(TransitionNotAllowed):
        life.machine().send("acept")


@every_life
def test_the_published_states_and_events_are_the_machines(life: Life) -> None:
    """The vocabulary and the machine cannot drift apart."""

    assert {str(state.value) for state in life.machine.states} == set(life.states)
    assert {str(event) for event in life.machine.events} == set(life.events)


@every_life
def test_no_state_takes_an_event_in_two_ways(life: Life) -> None:
    """What follows is certain before it is done."""
    taken = [
        (str(state.value), str(event))
        for state in life.machine.states
        for transition in state.transitions
        for event in transition.events
    ]

    assert sorted(taken) == sorted(life.table)


@every_life
def test_every_callback_is_named_after_a_real_event_or_state(life: Life) -> None:
    """A misspelt callback would be accepted silently."""
    known = {"transition", "state", *life.events, *life.states}
    prefixes = ("on_enter_", "on_exit_", "on_", "before_", "after_")
    names = [name for name in vars(life.machine) if name.startswith(prefixes)]

    assert all(any(name == p + k for p in prefixes for k in known) for name in names)


@every_life
def test_every_state_is_reached_from_the_first(life: Life) -> None:
    """None is a word without a way to it."""

    assert reached(life, life.first) | {life.first} == set(life.states)


@every_life
def test_nothing_is_a_dead_end_but_its_end(life: Life) -> None:
    """Section 5: whatever happened to it, something can follow."""

    assert set(life.ends) == FINAL[life.name]


@every_life
def test_every_event_has_somebody_who_may_send_it(life: Life) -> None:
    """No transition is left to nobody, and nobody may send what is none."""

    assert set(life.who) == set(life.events)
    assert all(life.who.values())


@pytest.mark.parametrize(("who", "event", "action"), BY_ACTION)
def test_the_roles_of_an_event_are_those_of_the_command_for_it(
    who: Who, event: str, action: Action
) -> None:
    """One table says what a role may do."""

    assert who[event] - set(Mover) == ALLOWED[action]


def test_only_its_author_withdraws_a_petition() -> None:
    """No office may make an opinion disappear."""

    assert petition.may("accepted", "withdraw", Mover.CITIZEN)
    assert not any(petition.may("accepted", "withdraw", role) for role in Role)


def test_an_agency_gives_back_what_only_the_office_assigns() -> None:
    """The agency says that it is not theirs; the office says whose it is."""

    assert petition.may("assigned", "give_back", Role.AGENCY)
    assert not petition.may("assigned", "give_back", Role.OFFICE)
    assert not petition.may("assigned", "reassign", Role.AGENCY)


def test_an_agency_does_not_publish_its_own_reply() -> None:
    """Drafter and publisher differ."""

    assert not petition.may("left_open", "reply", Role.AGENCY)
    assert petition.may("left_open", "reply", Role.CHAIR)


def test_a_rule_refuses_a_seat_and_never_gives_one() -> None:
    """Section 4: a person's own answer may bar, an officer decides the rest."""

    assert seat.may("requested", "refuse", Mover.RULE)
    assert not seat.may("requested", "grant", Mover.RULE)


def test_city_and_operator_move_no_life() -> None:
    """Their roles belong to the installation, not to a commune."""
    moving = {actor for life in LIVES for who in life.who.values() for actor in who}

    assert moving.isdisjoint({Role.CITY, Role.OPERATOR})


def test_who_may_is_no_help_where_the_state_does_not_take_it() -> None:
    """Both are asked."""

    assert not petition.may("received", "classify", Role.OFFICE)


@every_life
def test_the_table_is_what_the_machine_does(life: Life) -> None:
    """Each line sent to a machine that stands there."""

    def led(step: Step) -> str:
        machine = life.machine(start_value=life.states(step.state))
        machine.send(step.event)
        (value,) = machine.configuration_values
        return str(value)

    assert [led(step) for step in life.steps] == [step.next for step in life.steps]


def test_the_page_of_the_lives_is_current() -> None:
    """Else: `make diagrams`."""

    assert PATH.read_text(encoding="utf-8") == written()


def test_an_unknown_event_is_refused_by_name() -> None:
    """Nothing that is misspelt passes in silence."""
    with pytest.raises(NotAllowed, match="acept"):
        seat.after("requested", "acept")
