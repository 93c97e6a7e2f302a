"""An online session in two programs at once: one question is called, none slips past a closing."""

import asyncio
from typing import Any

import pytest
from stage import Program
from stage.conclusion import CODE
from stage.live import introduce, open_session
from stage.people import Actor
from stage.walks import enrol

from handlers.live.opening import CARRY
from handlers.messages import Incoming, Kind
from handlers.receive import receive
from storage.database import Database
from storage.tables import Job, SessionQuestion

RACES = 3
ROADS = "Khi nào sửa đường liên thôn?"


@pytest.fixture
def chi(program: Program) -> Actor:
    """She has opened the session."""
    return open_session(enrol(Actor(program=program, name="chi")))


@pytest.fixture
def binh(program: Program, chi: Actor) -> Actor:
    """He has been asked for his question."""
    return introduce(Actor(program=program, name="binh"), "Trần Thị Bình")


def states(program: Program) -> list[str]:
    return [one.state for one in program.all_of(SessionQuestion)]


async def at_once(program: Program, twin: Database, *events: Incoming) -> None:
    """Hand the events in at the same moment, by turns to one program and the other."""

    def hand_in(database: Database, event: Incoming) -> Any:
        return database.write(lambda work: receive(work, program.house, event))

    both = (program.database, twin)
    await asyncio.gather(*(hand_in(both[n % 2], event) for n, event in enumerate(events)))


def pressed(actor: Actor, command: str) -> Incoming:
    return actor.incoming(kind=Kind.CHOICE, choice=command)


async def test_of_two_moderators_who_call_the_next_at_once_one_does(
    program: Program, twin: Database, chi: Actor, binh: Actor
) -> None:
    hoa = enrol(Actor(program=program, name="hoa"), "Trần Thị Hoa")
    binh.say(ROADS)
    binh.say("/hoi").say("Câu thứ hai?")
    for number in (1, 2):
        chi.say(f"/phien {CODE} qua {number}")
    for _ in range(RACES):
        await at_once(program, twin, *(pressed(one, f"/phien {CODE} tiep") for one in (chi, hoa)))
        told = [one.read().text for one in (chi, hoa)]

        assert sorted(states(program)) == ["called", "queued"]
        assert sum("đang được trả lời, do" in text for text in told) == 1
        chi.say(f"/phien {CODE} trave 1")


async def test_of_two_moderators_who_decide_at_once_the_second_reads_who_was_first(
    program: Program, twin: Database, chi: Actor, binh: Actor
) -> None:
    hoa = enrol(Actor(program=program, name="hoa"), "Trần Thị Hoa")
    binh.say(ROADS)
    chi.say(f"/phien {CODE} qua 1 1").say(f"/phien {CODE} tiep")
    await at_once(
        program,
        twin,
        pressed(chi, f"/phien {CODE} vanban 1 3"),
        pressed(hoa, f"/phien {CODE} trave 1 3"),
    )
    told = [one.read().text for one in (chi, hoa)]

    assert states(program) in (["written"], ["queued"])
    assert sum("vừa xử lý câu 1" in text for text in told) == 1


async def test_no_question_slips_in_behind_the_closing(
    program: Program, twin: Database, chi: Actor, binh: Actor
) -> None:
    """Either it came before, and is carried over; or its author is told, and keeps the words."""
    await at_once(
        program,
        twin,
        binh.incoming(kind=Kind.TEXT, text=ROADS, message_id="m1"),
        pressed(chi, f"/phien {CODE} dongchac 1"),
    )
    taken = bool(states(program))

    assert any(job.kind == CARRY for job in program.all_of(Job)) == taken
    assert ("ngừng nhận câu hỏi" in binh.read().text) == (not taken)
