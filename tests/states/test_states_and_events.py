"""Every kind of event in every state: an answer, a way on, and a database in which all holds.

`make states` hands in every event in every state. The suite hands in one of each class in every
state, and of the others as many as the states of a conversation can share: each conversation
meets every event, and states of the menu, which everybody sees, meet all.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from stage import Actor, Program
from stage.scenes import Scenes
from stage.walks import enrol, register
from states.events import (
    ABOUT_STANDING,
    ALWAYS,
    EVENTS,
    SILENT,
    SOME,
    SPELLINGS,
    TEXTS,
    Stand,
    make,
)
from states.invariants import Since, read_all
from states.trying import Trial
from states.ways import NOTHING, WAYS, bar, every_state

from handlers.messages import Kind
from handlers.receive import receive
from handlers.who_answers import CONVERSATIONS
from storage.work import Work

# One way to each question; what differs only in how one came there meets fewer events.
FIRST_WAYS = {state: name for name, (state, _) in reversed(WAYS.items())}
OTHER_WAYS = sorted(set(WAYS) - set(FIRST_WAYS.values()))
OF_CITIZENS = [
    name
    for name, (state, _) in WAYS.items()
    if state == NOTHING or not CONVERSATIONS[state.partition(":")[0]].staff
]


ALL_PAIRS = "STATES_ALL" in os.environ


def conversation_of(state: str) -> str:
    """The machine of a state; where no question is open, the state itself."""
    return state.partition(":")[0]


def share_of(state: str) -> list[str]:
    """The events that a state meets: with the other states of its conversation, all of them."""
    if ALL_PAIRS:
        return list(EVENTS)
    others = sorted(s for s in every_state() if conversation_of(s) == conversation_of(state))
    rest = [name for name in EVENTS if name not in ALWAYS]
    return [*ALWAYS, *rest[others.index(state) :: len(others)]]


@contextmanager
def neighbourhood(scenes: Scenes, channel: str = "web") -> Iterator[Actor]:
    """An beside Bình, who has sent a petition: an officer has something to decide."""
    with scenes.at(
        "neighbourhood", lambda an: register(Actor(program=an.program, name="binh"))
    ) as an:
        yield Actor(program=an.program, name="an", channel=channel)


@pytest.mark.parametrize("state", sorted(every_state()))
def test_every_kind_of_event_in_every_state_is_answered_and_leads_on(
    scenes: Scenes, state: str
) -> None:
    """No exception, no silence, a next step; each pair is counted as it was met."""
    names = share_of(state)
    with neighbourhood(scenes) as an:
        WAYS[FIRST_WAYS[state]][1](an)
        trial = Trial(actor=an)
        wrong = trial.run(names)

    assert wrong == []
    assert {(state, name) for name in names} - trial.met == set()


@pytest.mark.parametrize("conversation", sorted({conversation_of(s) for s in every_state()}))
def test_the_states_of_a_conversation_share_all_events(conversation: str) -> None:
    """Whatever the suite leaves out in one state, another state of the conversation meets."""
    states = [state for state in every_state() if conversation_of(state) == conversation]

    assert {name for state in states for name in share_of(state)} == set(EVENTS)


@pytest.mark.parametrize("way", ["greeted", "Intake:writing", "Lookup:asking_secret"])
def test_postgresql_takes_it_as_well(postgresql_program: Program, way: str) -> None:
    """It refuses characters and numbers that SQLite takes."""
    register(Actor(program=postgresql_program, name="binh"))
    an = Actor(program=postgresql_program, name="an", channel="telegram")
    WAYS[way][1](an)
    names = {*SOME, *TEXTS, "button with control characters", "file with a hostile name"}

    assert Trial(actor=an).run(sorted(names)) == []


@pytest.mark.parametrize("way", ["greeted", "Intake:writing", "Refusal:writing_note"])
def test_however_a_thing_is_spelt_it_is_answered(scenes: Scenes, way: str) -> None:
    """With nothing open, where every word is content, and in the office."""
    with neighbourhood(scenes) as an:
        WAYS[way][1](an)

        assert Trial(actor=an).run(sorted(SPELLINGS)) == []


@pytest.mark.parametrize("way", OTHER_WAYS)
def test_it_does_not_matter_how_one_came_there(scenes: Scenes, way: str) -> None:
    with neighbourhood(scenes) as an:
        WAYS[way][1](an)

        assert Trial(actor=an).run(SOME) == []


@pytest.mark.parametrize("way", OF_CITIZENS)
def test_who_is_barred_and_has_only_text_is_answered_as_well(scenes: Scenes, way: str) -> None:
    """Too many wrong secrets close one door, on the poorest channel too, and no other."""
    with neighbourhood(scenes, "poor") as an:
        WAYS[way][1](an)
        if an.before is not None:
            bar(an)

        assert Trial(actor=an).run(ABOUT_STANDING) == []


@pytest.mark.parametrize("way", [way for way in OF_CITIZENS if not way.startswith("Enrol")])
def test_an_officer_is_answered_like_a_citizen(scenes: Scenes, way: str) -> None:
    """Who has a role can do whatever everybody can, on Telegram as on the web."""
    with neighbourhood(scenes, "telegram") as an:
        WAYS[way][1](enrol(an))

        assert Trial(actor=an).run(ABOUT_STANDING) == []


def test_every_question_of_every_conversation_has_a_way_to_it() -> None:
    """The states are read from the code: a new question fails here until somebody goes there."""
    assert every_state() - set(FIRST_WAYS) == set()
    assert set(FIRST_WAYS) - every_state() == set()


def test_every_kind_of_event_is_among_the_events(scenes: Scenes) -> None:
    """A new kind fails here until somebody sends it."""
    with neighbourhood(scenes) as an:
        stand = Trial(actor=an).stand_now()
        kinds = {Kind(make(name, stand)["kind"]) for name in EVENTS}

    assert set(Kind) - kinds == set()


def test_what_is_read_since_a_moment_is_all_that_stands(scenes: Scenes) -> None:
    """The checks look again only at tables that were written to: none may be missed."""

    def act(work: Work) -> None:
        since = Since(work)
        receive(work, an.program.house, an.incoming(kind=Kind.CHOICE, choice="/gui"))
        work.session.flush()

        assert since.read(work).tables == read_all(work).tables != before

    with neighbourhood(scenes) as an:
        an.open()
        before = an.program.database.read_now(read_all).tables
        an.program.change(act)


def test_the_short_lists_name_real_events() -> None:
    for name in {*SOME, *ALWAYS, *SILENT, *ABOUT_STANDING, *SPELLINGS}:
        assert make(name, Stand(state="", offered=(), turn=0, message="", before=None))
