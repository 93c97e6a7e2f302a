"""Several people on several channels, whatever they do in whatever order, while time passes.

`STATES_LIVES=2000` plays so many lives, each another one; without it a few that are always the
same.
"""

import os
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlmodel import col, select
from stage import Actor
from stage.scenes import Scenes
from stage.walks import enrol, register
from states.events import EVENTS, SPELLINGS, make
from states.invariants import check
from states.trying import Trial
from states.ways import WAYS, bar

from handlers import files
from handlers.messages import Kind
from scheduler.ticks import forget_old_traffic
from storage.tables import Attachment, Petition
from storage.work import Work

LIVES, STEPS = 12, 40
# So many questions at least are come to, else the lives would tell little.
MANY_STATES = 10
MORE_LIVES = "STATES_LIVES"
CAST = {"an": "web", "binh": "telegram", "chi": "web", "stranger": "poor"}
# What people mostly do: they answer what they are asked.
LIKELY = ("right answer", "first button", "last button", "number: 1", "word: quay lai")
OF_PETITIONS = ("/them", "/sua", "/rut", "/xem")
OF_CONFERENCES = ("registration_open", "registration_closed", "postponed", "cancelled", "concluded")


class Lives(RuleBasedStateMachine):
    """An and a stranger begin anywhere; Bình has sent a petition, Chi is an officer."""

    def __init__(self, scenes: Scenes, met: set[tuple[str, str]]) -> None:
        super().__init__()
        self.met = met
        self.ends = ExitStack()
        an = self.ends.enter_context(scenes.at("random lives", _prepare))
        self.program = an.program
        self.house = an.program.house
        self.cast = {
            name: Trial(actor=Actor(program=an.program, name=name, channel=channel), met=met)
            for name, channel in CAST.items()
        }

    @initialize(way=st.sampled_from(sorted(WAYS)))
    def an_has_come_so_far(self, way: str) -> None:
        WAYS[way][1](self.cast["an"].actor)

    @initialize()
    def the_stranger_has_guessed(self) -> None:
        bar(self.cast["stranger"].actor.open())

    @rule(who=st.sampled_from(sorted(CAST)), what=st.sampled_from(LIKELY))
    def somebody_answers(self, who: str, what: str) -> None:
        self._do(who, what)

    @rule(who=st.sampled_from(sorted(CAST)), index=st.integers(0, 11))
    def somebody_presses_a_button(self, who: str, index: int) -> None:
        offered = self.cast[who].stand_now().offered
        value = offered[index % len(offered)][1] if offered else "/start"
        self._act(who, "a button", {"kind": Kind.CHOICE, "choice": value})

    @rule(who=st.sampled_from(sorted(CAST)), what=st.sampled_from(sorted({*EVENTS, *SPELLINGS})))
    def somebody_does_something(self, who: str, what: str) -> None:
        self._do(who, what)

    @rule(
        verb=st.sampled_from(
            ["", " nhan", " khongnhan", " cho", " tuchoi", " xetlai", " xetlaicho"]
        )
    )
    def the_officer_decides(self, verb: str) -> None:
        code = self.program.database.read_now(_newest_code)
        self._act("chi", "decides", {"kind": Kind.TEXT, "text": f"/xet {code} {verb}"})

    @rule(
        who=st.sampled_from(["an", "binh"]),
        command=st.sampled_from(["/them", "/sua", "/rut", "/xem"]),
    )
    def somebody_comes_back_to_a_petition(self, who: str, command: str) -> None:
        code = self.program.database.read_now(_newest_code)
        self._act(who, "comes back", {"kind": Kind.TEXT, "text": f"{command} {code}"})

    @rule(hours=st.sampled_from([0.01, 1, 13, 48, 24 * 29]))
    def time_passes(self, hours: float) -> None:
        self.program.wait(hours=hours)

    @rule()
    def the_registration_is_closed(self) -> None:
        self.program.close_registration()

    @rule(state=st.sampled_from(OF_CONFERENCES))
    def the_conference_changes(self, state: str) -> None:
        def change(work: Work) -> None:
            self.program.conference(work).state = state

        self.program.change(change)

    @rule(asks=st.booleans())
    def the_regulation_changes(self, asks: bool) -> None:
        """The next version asks nothing of who wants a seat, or what it always asked."""
        kept = self.house.regulations["mau"]
        changed = kept if asks else replace(kept, participation={}, version="next")
        regulations = {**self.house.regulations, "mau": changed}
        self.program.house = replace(self.house, regulations=regulations)

    @rule(comes=st.booleans())
    def the_files_come_or_are_lost(self, comes: bool) -> None:
        for row in self.program.all_of(Attachment):
            if row.state == "waiting":
                self.program.change(self._settle(row.id or 0, comes))

    @rule()
    def old_traffic_is_forgotten(self) -> None:
        self.program.change(lambda work: forget_old_traffic(work, self.program.now))

    @invariant()
    def all_that_always_holds_does(self) -> None:
        assert self.program.database.write_now(check) == []

    def teardown(self) -> None:
        self.ends.close()

    def _do(self, who: str, what: str) -> None:
        stand = self.cast[who].stand_now()
        self._act(who, what, make(what, stand))

    def _act(self, who: str, what: str, values: dict[str, Any]) -> None:
        wrong = self.cast[who].act(what, values)

        assert wrong == [], f"{who}: {what}"

    def _settle(self, number: int, comes: bool) -> Callable[[Work], None]:
        if comes:
            return lambda work: files.arrived(
                work, number, sha256="a" * 64, mime="image/jpeg", size=10
            )
        return lambda work: files.lost(
            work, self.program.house, number, "file-gone", self.program.now
        )


def _newest_code(work: Work) -> str:
    """The petition that was sent last."""
    codes = work.session.execute(select(col(Petition.code)).order_by(col(Petition.code).desc()))
    return next(code for code in codes.scalars() if code)


def _prepare(an: Actor) -> None:
    """Bình has sent a petition by Telegram, and Chi is staff."""
    register(Actor(program=an.program, name="binh", channel="telegram"))
    enrol(Actor(program=an.program, name="chi"))


def test_whatever_people_do_there_is_an_answer_and_all_holds(scenes: Scenes) -> None:
    """That each state meets each event is asserted beside; here they come in any order."""
    met: set[tuple[str, str]] = set()
    lives = int(os.environ.get(MORE_LIVES, 0))
    run_state_machine_as_test(
        lambda: Lives(scenes, met),
        settings=settings(
            max_examples=lives or LIVES,
            stateful_step_count=STEPS,
            derandomize=not lives,
            deadline=None,
            database=None,
            phases=list(Phase) if lives else [Phase.generate, Phase.shrink],
            suppress_health_check=list(HealthCheck),
        ),
    )
    kinds = {name for _, name in met}

    assert len({state for state, _ in met}) >= MANY_STATES
    assert set(LIKELY) - kinds == set()
