"""A short storm on each engine: one life for every way to end, all people served to the end."""

from pathlib import Path

from crash.broadcast import Broadcast
from crash.cuts import cutting
from crash.engines import Engine, of_server, sqlite
from crash.reckoning import Reckoning, reckon
from crash.reminders import Reminders
from crash.storm import ENDS, Storm
from storage.failpoints import Failpoint

SEED = 20_261_122
# Fewer than in a long storm: what is left of each petition is written to its end.
ON_TELEGRAM, ON_WEB = 3, 1


async def rage(folder: Path, engine: Engine, kills: int) -> tuple[Storm, Reckoning]:
    storm = Storm(
        folder=folder,
        database_url=engine.url,
        fresh=engine.fresh,
        seed=SEED,
        kills=kills,
        on_telegram=ON_TELEGRAM,
        on_web=ON_WEB,
        most_hits=5,
    )
    await storm.run()
    return storm, reckon(storm)


async def test_on_sqlite_nothing_is_lost_or_doubled_wherever_the_program_dies(
    tmp_path: Path,
) -> None:
    """Every promise to people and platforms holds after a death at each of the points."""
    storm, reckoning = await rage(tmp_path, sqlite(tmp_path), len(ENDS))

    assert reckoning.faults == []
    assert set(storm.ends) == set(ENDS) >= set(Failpoint)
    assert reckoning.petitions >= ON_TELEGRAM + ON_WEB  # whatever the speed: one each at least


async def test_on_postgresql_nothing_is_lost_or_doubled_around_a_commit_and_a_sending(
    tmp_path: Path, postgresql_server: str
) -> None:
    """The same, where the server outlives the program; `make crash ENGINE=postgresql` goes on."""
    first = ENDS[:5]
    with of_server(postgresql_server) as engine:
        storm, reckoning = await rage(tmp_path, engine, len(first))

    assert reckoning.faults == []
    assert set(storm.ends) == set(first)


async def test_news_to_many_reach_everybody_while_processes_die_and_telegram_fails(
    tmp_path: Path, postgresql_server: str
) -> None:
    """Two processes, one with a wrong clock; each dies once, and the conference is called off
    in between. `make crash ARGS="--broadcast 300"` goes on."""
    with of_server(postgresql_server) as engine:
        storm = Broadcast(folder=tmp_path, url=engine.url, processes=2, people=24, kills=2)
        faults = await storm.run()

    assert faults == []
    assert storm.ends.total() == 2


async def test_a_morning_reaches_everybody_once_while_processes_die(
    tmp_path: Path, postgresql_server: str
) -> None:
    """Staff have their one message and people the reminder of the conference, whose place changes
    when a third have heard. `make crash ARGS="--reminders 200"` goes on."""
    with of_server(postgresql_server) as engine:
        storm = Reminders(folder=tmp_path, url=engine.url, processes=2, people=16, kills=2)
        faults = await storm.run()

    assert faults == []
    assert storm.ends.total() == 2


async def test_processes_whose_connections_break_tell_everybody_once(
    tmp_path: Path, postgresql_server: str
) -> None:
    """Two processes lose their server again and again, in each of three ways; nobody dies, so that
    nothing but what Telegram did without an answer may come twice. `make crash
    ARGS="--broadcast 300 --cuts 60"` goes on."""
    with cutting(postgresql_server, processes=2, number=9) as cuts:
        storm = Broadcast(
            folder=tmp_path, url=cuts.watcher, processes=2, people=16, kills=0, cuts=cuts
        )
        faults = await storm.run()

    assert faults == []
    assert set(cuts.made) == {"ended", "cut", "silent"}


def test_every_failpoint_is_a_way_to_end() -> None:
    """A point that nobody dies at would prove nothing."""
    assert set(Failpoint) <= set(ENDS)
