"""Nothing that people and the clock do reads a table from end to end that grows with what they do.

A small world (`bench/population.py`); whatever an act asks of the database is asked once more for
its plan. How the acts fare at a million petitions: `python -m bench.growth`.
"""

from collections.abc import Iterator

import pytest
from integration.plan_kit import Step, scans
from integration.storage_kit import statements
from sqlmodel import col, select

from bench.acts import ACTS, RINGS, Town, build, gather
from bench.world import FIRST, World
from storage import search_index
from storage.tables import PetitionSearch
from storage.work import Work

WORLD = World(petitions=4_000, communes=8, due=5)


@pytest.fixture
def town(database_url: str) -> Iterator[Town]:
    """A small town on each engine."""
    town = build(database_url, WORLD)
    try:
        yield town
    finally:
        town.close()


def test_no_growing_table_is_read_from_end_to_end(town: Town) -> None:
    """Nor all rows of a commune, which in most installations is the only one."""
    found: dict[str, dict[str, list[Step]]] = {}
    for act in (*ACTS, *RINGS, gather(town, 0, 200)):
        run = act.prepare(town, 0)
        with statements(town.program.database) as asked:
            run()
        found[act.name] = town.program.database.write_now(
            lambda work, asked=asked: scans(work, list(asked))  # type: ignore[misc]
        )

    assert {name: steps for name, steps in found.items() if steps} == {}


def test_the_generated_words_are_those_that_the_program_makes(town: Town) -> None:
    """Else a search would be measured that nobody makes."""

    def words(work: Work) -> list[set[str]]:
        rows = work.session.exec(
            select(PetitionSearch)
            .where(col(PetitionSearch.petition_id) < FIRST + 5)
            .order_by(col(PetitionSearch.petition_id))
        )
        return [{word.strip("'") for word in row.words.split()} for row in rows]

    def made(work: Work) -> list[set[str]]:
        for row in work.session.exec(
            select(PetitionSearch).where(col(PetitionSearch.petition_id) < FIRST + 5)
        ):
            row.words, row.stale = "", True
        work.session.flush()
        search_index.freshen(work, 1)
        work.session.expire_all()
        return words(work)

    generated = town.program.database.read_now(words)

    assert len(generated) == 5
    assert town.program.database.write_now(made) == generated
