"""A short storm on each engine: one life for every way to end, all people served to the end."""

from pathlib import Path

from crash.engines import Engine, of_server, sqlite
from crash.reckoning import Reckoning, reckon
from crash.storm import ENDS, ON_TELEGRAM, ON_WEB, Storm
from storage.failpoints import Failpoint

SEED = 20_261_122


async def rage(folder: Path, engine: Engine) -> tuple[Storm, Reckoning]:
    storm = Storm(
        folder=folder, database_url=engine.url, fresh=engine.fresh, seed=SEED, kills=len(ENDS)
    )
    await storm.run()
    return storm, reckon(storm)


async def test_on_sqlite_nothing_is_lost_or_doubled_wherever_the_program_dies(
    tmp_path: Path,
) -> None:
    """Every promise to people and platforms holds after a death at each of the points."""
    storm, reckoning = await rage(tmp_path, sqlite(tmp_path))

    assert reckoning.faults == []
    assert set(storm.ends) == set(ENDS) >= set(Failpoint)
    assert reckoning.petitions >= ON_TELEGRAM + ON_WEB  # whatever the speed: one each at least


async def test_on_postgresql_nothing_is_lost_or_doubled_wherever_the_program_dies(
    tmp_path: Path, postgresql_server: str
) -> None:
    """The same, where the server outlives the program."""
    with of_server(postgresql_server) as engine:
        storm, reckoning = await rage(tmp_path, engine)

    assert reckoning.faults == []
    assert set(storm.ends) == set(ENDS)


def test_every_failpoint_is_a_way_to_end() -> None:
    """A point that nobody dies at would prove nothing."""
    assert set(Failpoint) <= set(ENDS)
