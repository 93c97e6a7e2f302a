"""The fixed cast: citizens An and Bình, officer Chi, agency officer Dũng, a stranger."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from stage import Actor, Program
from stage.scenes import Scenes
from stage.tape import Tape
from stage.walks import enrol, lead_to

from dialogue.roles import Role


@pytest.fixture
def channel() -> str:
    """Where An writes from; `@everywhere` runs a test once on each kind of channel."""
    return "web"


@pytest.fixture(scope="session")
def scenes(_sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Scenes:
    """What many tests begin with is played once."""
    return Scenes(migrated=_sqlite_template, folder=tmp_path_factory.mktemp("scenes"))


@pytest.fixture
def sqlite_program(scenes: Scenes) -> Iterator[Program]:
    """The sample commune on the stage, made once and copied for each test."""
    with scenes.at("set-up", lambda an: None) as an:
        program = replace(an.program, events=count(1))
        program.tape = tape = Tape.of(program)
        yield program
        tape.watch.close()


@pytest.fixture
def asked(scenes: Scenes, question: str) -> Iterator[Actor]:
    """An, who has just been asked the `question` that the test names."""
    with scenes.at(question, lambda an: lead_to(an, question)) as an:
        yield an


@pytest.fixture
def an(sqlite_program: Program, channel: str) -> Actor:
    """A citizen."""
    return Actor(program=sqlite_program, name="an", channel=channel)


@pytest.fixture
def binh(sqlite_program: Program) -> Actor:
    """Another citizen."""
    return Actor(program=sqlite_program, name="binh")


@pytest.fixture
def chi(sqlite_program: Program) -> Actor:
    """An officer of the office."""
    return enrol(Actor(program=sqlite_program, name="chi"))


@pytest.fixture
def dung(sqlite_program: Program) -> Actor:
    """An officer of an agency."""
    return enrol(Actor(program=sqlite_program, name="dung"), "Phạm Văn Dũng", Role.AGENCY)


@pytest.fixture
def stranger(sqlite_program: Program) -> Actor:
    """Somebody who has no business with the petitions of others."""
    return Actor(program=sqlite_program, name="stranger")
