"""Officers at once, on both databases: a conference is changed by one of them, codes are unique."""

from concurrent.futures import ThreadPoolExecutor

from stage import Program

from storage import conferences
from storage.errors import Outdated
from storage.tables import Conference
from storage.work import Work

OFFICERS = 6


def at_once(program: Program, work: object) -> list[object]:
    """The same work of several officers, in threads of their own."""
    with ThreadPoolExecutor(OFFICERS) as pool:
        return list(pool.map(lambda _: program.database.write_now(work), range(OFFICERS)))  # type: ignore[arg-type]


def test_of_those_who_change_it_at_once_one_does(program: Program) -> None:
    """The update decides by the version that was seen."""

    def postpone(work: Work) -> bool:
        try:
            conferences.change(work, program.conference(work), 1, state="postponed")
        except Outdated:
            return False
        return True

    assert at_once(program, postpone).count(True) == 1


def test_no_two_plans_get_the_same_code(program: Program) -> None:
    def plan(work: Work) -> str:
        first = program.commune(work)
        like = work.session.get_one(Conference, 1).model_dump(exclude={"id", "code", "commune_id"})
        assert first.id is not None
        return conferences.plan(work, first.id, **like).code

    assert sorted(map(str, at_once(program, plan))) == [f"H{n}" for n in range(1, OFFICERS + 1)]
