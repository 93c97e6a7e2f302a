"""Long work that was given up is told to whoever began it, or else to the office: once."""

from pathlib import Path

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.walks import enrol

from bot.jobs_again import GOES_ON
from bot.tasks import Means, tasks_of
from handlers.clock.queue import FOLLOW
from handlers.conference.moving import MOVE
from handlers.conference.news import NEWS
from handlers.live.opened import TELL
from handlers.live.opening import CARRY
from handlers.reminders.meeting import REMIND
from storage import conferences
from storage.blobs import Blobs
from storage.jobs import ClaimedJob
from storage.tables import ConferenceEvent, Staff
from storage.work import Work

SAID = {
    NEWS: "một số người chưa được báo",
    FOLLOW: "một số thời hạn còn theo cách tính cũ",
    MOVE: "vẫn còn ở Việc cần làm",
    CARRY: "không câu hỏi nào bị mất",
    TELL: "phiên vẫn nhận câu hỏi",
    REMIND: "một số người chưa được nhắc",
}


@pytest.fixture
def chi(sqlite_program: Program) -> Actor:
    """An officer of the office."""
    return enrol(Actor(program=sqlite_program, name="chi"))


@pytest.fixture
def colleague(sqlite_program: Program) -> Actor:
    """Another officer of the office, who began nothing."""
    return enrol(Actor(program=sqlite_program, name="hoa"), "Trần Thị Hoa")


def payload(work: Work, program: Program, kind: str, staff: int | None) -> dict[str, object]:
    """As what began it has left it."""
    conference = program.conference(work)
    if kind == NEWS:
        conferences.note(work, conference, "changed", program.now, staff_id=staff)
        work.session.flush()
        return {"event": work.session.exec(select(ConferenceEvent)).all()[-1].id}
    both = {"conference": conference.id, "staff": staff}
    return {**both, "from": conference.id, "to": None, "by": staff}


def give_up(program: Program, kind: str, files: Path, *, began: bool) -> None:
    """The worker has tried for the last time."""
    means = Means(
        database=program.database,
        house=program.house,
        blobs=Blobs(files),
        clock=lambda: program.now,
    )

    def work(work: Work) -> None:
        staff = work.session.exec(select(Staff).order_by("id")).first()
        assert staff is not None and staff.id is not None
        commune = program.commune(work)
        assert commune.id is not None
        job = ClaimedJob(
            id=1,
            lease="",
            commune_id=commune.id,
            kind=kind,
            payload=payload(work, program, kind, staff.id if began else None),
            attempts=9,
        )
        tasks_of(means)[kind].give_up(work, job)

    program.change(work)


@pytest.mark.parametrize("kind", [NEWS, FOLLOW, MOVE, CARRY, TELL])
def test_whoever_began_it_is_told(chi: Actor, colleague: Actor, kind: str, tmp_path: Path) -> None:
    for _ in range(2):
        give_up(chi.program, kind, tmp_path, began=True)

    assert chi.read().text.count(SAID[kind]) == 1
    assert chi.labels == ["Việc cần làm"]
    assert colleague.read().text == ""


@pytest.mark.parametrize("kind", [FOLLOW, REMIND])
def test_what_nobody_began_is_told_to_the_office(
    chi: Actor, colleague: Actor, kind: str, tmp_path: Path
) -> None:
    give_up(chi.program, kind, tmp_path, began=False)

    for officer in (chi, colleague):
        assert SAID[kind] in officer.read().text


def test_the_list_of_long_work_is_whole(sqlite_program: Program, tmp_path: Path) -> None:
    """What can go on again by the operator's command is known to the worker."""
    means = Means(
        database=sqlite_program.database,
        house=sqlite_program.house,
        blobs=Blobs(tmp_path),
        clock=lambda: sqlite_program.now,
    )
    assert tasks_of(means).keys() >= GOES_ON
