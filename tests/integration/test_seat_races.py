"""The last seat: however many ask for it at once, one has it and the others wait."""

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from integration.storage_kit import PATIENCE, submitted
from sqlalchemy import insert
from sqlmodel import SQLModel
from stage import Program
from stage.people import Actor
from stage.walks import enrol, register

from dialogue.seat import SeatState
from storage import petitions, seats
from storage.database import Database
from storage.tables import Conference, Petition
from storage.work import Work

# On each database; the two in a race come from two programs. A thousand in all: SEAT_RACES=500.
# Not by itself: a decision is seven queries, so that two thousand take 14 s of a processor.
RACES = int(os.environ.get("SEAT_RACES", "50"))
AT_ONCE = 25


@pytest.fixture
def both(program: Program, twin: Database) -> list[Database]:
    """The databases of two programs over the same data."""
    return [program.database, twin]


def capacity(program: Program, seats: int) -> None:
    def limit(work: Work) -> None:
        program.conference(work).capacity = seats

    program.change(limit)


def ask_for_a_seat(work: Work, conference: Conference, number: int) -> list[int]:
    """So many petitions that ask for a seat."""
    rows = [
        submitted(
            work,
            f"{conference.code}-{one:04d}",
            conference_id=conference.id,
            want="attend",
            seat=SeatState.REQUESTED,
        )
        for one in range(number)
    ]
    return [row.id for row in rows if row.id is not None]


def many_last_seats(program: Program, number: int) -> list[tuple[int, int]]:
    """So many conferences with one seat each, and two petitions that ask for it."""

    def make(work: Work) -> list[tuple[int, int]]:
        known = program.conference(work)
        last = ask_for_a_seat(work, known, 1)[0]
        petition = work.session.get_one(Petition, last)
        numbers = copies(work, known, [{"code": f"R{one}", "capacity": 1} for one in range(number)])
        asking = [
            {"code": f"R{one}-{which}", "conference_id": one} for one in numbers for which in (0, 1)
        ]
        people = copies(work, petition, asking)
        return list(zip(people[::2], people[1::2], strict=True))

    return program.database.write_now(make)


def copies(work: Work, row: SQLModel, each: list[dict[str, Any]]) -> list[int]:
    """Rows like this one, but for what each has of its own; their numbers. A thousand at once."""
    table = type(row).__table__  # type: ignore[attr-defined]
    same = row.model_dump(exclude={"id"})
    made = insert(table).returning(table.c.id, sort_by_parameter_order=True)
    return list(
        work.session.connection().execute(made, [{**same, **own} for own in each]).scalars()
    )


def grant(program: Program, petition_id: int) -> Callable[[Work], bool]:
    """What an officer's decision does: count with the conference locked, then give or refuse."""

    def decide(work: Work) -> bool:
        petition = work.session.get_one(Petition, petition_id)
        assert petition.conference_id is not None
        conference = seats.lock(work, petition.conference_id)
        has_room = seats.has_room_for(work, conference, petition)
        values = {"seat": SeatState.GRANTED} if has_room else {"waiting_since": program.now}
        petitions.change(work, petition, petition.version, program.now, **values)
        return has_room

    return decide


async def test_two_who_ask_for_the_last_seat_at_once_never_both_have_it(
    program: Program, both: list[Database]
) -> None:
    """Each race is between two programs; many of them are under way at once."""
    races = many_last_seats(program, RACES)
    outcomes: list[list[bool]] = []
    for first in range(0, RACES, AT_ONCE):
        wave = races[first : first + AT_ONCE]
        asked = await asyncio.gather(
            *(both[which].write(grant(program, pair[which])) for pair in wave for which in (0, 1))
        )
        outcomes += [sorted(asked[one : one + 2]) for one in range(0, len(asked), 2)]

    assert outcomes == [[False, True]] * RACES


def test_of_many_at_once_as_many_have_a_seat_as_there_are(
    program: Program, both: list[Database]
) -> None:
    capacity(program, 5)
    people = program.database.write_now(
        lambda work: ask_for_a_seat(work, program.conference(work), 16)
    )
    start = Barrier(len(people))

    def ask(number: int) -> bool:
        start.wait(PATIENCE)
        return both[number % 2].write_now(grant(program, people[number]))

    with ThreadPoolExecutor(len(people)) as threads:
        had = list(threads.map(ask, range(len(people))))

    assert had.count(True) == 5
    waiting = program.database.read_now(
        lambda work: len(seats.waiting(work, program.conference(work)))
    )
    assert waiting == len(people) - 5


def test_two_officers_in_the_chat_decide_at_once_and_both_citizens_are_told_the_truth(
    program: Program, twin: Database
) -> None:
    """The whole way, from a button to a notice, on both engines."""
    capacity(program, 1)
    citizens = [Actor(program=program, name=name) for name in ("an", "binh")]
    codes = [register(citizen) for citizen in citizens]
    officers = [enrol(Actor(program=program, name=name), name) for name in ("chi", "hoa")]
    start = Barrier(2)

    def decide(number: int) -> None:
        start.wait(PATIENCE)
        officers[number].say(f"/xet {codes[number]} cho")

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(decide, (0, 1)))
    states = sorted(one.seat for one in program.all_of(Petition))

    assert states == ["granted", "requested"]
    told = sorted(citizen.read().last.title for citizen in citizens)
    assert told == ["Có chỗ dự hội nghị", "Vào danh sách chờ"]


def test_two_who_give_up_at_once_free_two_seats(program: Program) -> None:
    """Each takes the next one in line, not the same one twice."""
    capacity(program, 2)
    citizens = [Actor(program=program, name=name) for name in ("an", "binh", "cuc", "dao")]
    codes = [register(citizen) for citizen in citizens]
    chi = enrol(Actor(program=program, name="chi"))
    for code in codes:
        chi.say(f"/xet {code} cho")
    for citizen, code in zip(citizens[:2], codes[:2], strict=True):
        citizen.say(f"/khongden {code}")
    start = Barrier(2)

    def leave(number: int) -> None:
        start.wait(PATIENCE)
        citizens[number].press("Đúng, tôi không đến được")

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(leave, (0, 1)))

    seats_now = {one.code: one.seat for one in program.all_of(Petition)}
    assert [seats_now[code] for code in codes] == ["not_wanted"] * 2 + ["granted"] * 2
