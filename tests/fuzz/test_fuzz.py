"""A short run with a fixed seed on every commit; `make fuzz` throws a million."""

import pytest
from fuzz import calls, frames, wire
from fuzz.dice import Dice
from fuzz.run import TARGETS, run

from bot.channels import fields

SEED = 20260105
# How many of each; those of Zalo are handled one by one.
BRIEFLY = {"telegram": 300, "zalo_bot": 60, "zalo_oa": 120, "socket": 300, "web": 200}
ON_POSTGRESQL = {"telegram": 150, "zalo_bot": 30, "zalo_oa": 50, "socket": 150}
# Of seed 1, the first body with a text that is none.
FOUND = 47


@pytest.mark.parametrize(("target", "bodies"), BRIEFLY.items())
async def test_hostile_bodies_do_no_harm(sqlite_url: str, target: str, bodies: int) -> None:
    """No 500, no fault in the log, no undocumented close, nothing left behind."""
    report = await run(target, seed=SEED, bodies=bodies, url=sqlite_url)

    assert report.bodies >= bodies
    assert report.findings == []


@pytest.mark.parametrize(("target", "bodies"), ON_POSTGRESQL.items())
async def test_hostile_bodies_do_no_harm_on_postgresql(
    postgresql_url: str, target: str, bodies: int
) -> None:
    """Another database refuses other things: NUL, long keys, numbers beyond 64 bits."""
    report = await run(target, seed=SEED + 1, bodies=bodies, url=postgresql_url)

    assert report.findings == []


async def test_hostile_traffic_on_real_sockets_does_no_harm() -> None:
    """The program as people run it answers sanely after requests that are none."""
    process = await wire.run(seed=SEED, bodies=80)

    assert process.wrong == []


@pytest.mark.parametrize("target", list(TARGETS))
def test_a_body_follows_from_its_seed_and_number(target: str) -> None:
    """What was found can be thrown again, alone."""
    make = TARGETS[target].make
    again = [make(Dice(7, target, number)) for number in range(50)]

    assert again == [make(Dice(7, target, number)) for number in range(50)]
    assert again != [make(Dice(8, target, number)) for number in range(50)]


async def test_what_was_found_once_is_found_again(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without the check that it led to, a body is blamed, thrown alone as well."""
    monkeypatch.setattr(fields, "words", lambda value: value or "")
    report = await run("telegram", seed=1, bodies=1, first=FOUND, url=sqlite_url)

    assert "has no attribute" in report.findings[0]
    assert report.findings[0].startswith(f"--target telegram --seed 1 --only {FOUND}\n")


def test_bodies_are_of_every_kind() -> None:
    """Most get through to the parser; few are refused before, few are no JSON."""
    thrown = [calls.webhook(Dice(SEED, "telegram", number)) for number in range(2000)]
    kinds = {one.method for one in thrown}
    talks = [frames.connection(Dice(SEED, "socket", number)) for number in range(200)]

    assert {"POST", "PUT", ""} <= kinds
    assert any(one.leaves for one in thrown) and any(len(one.chunks) > 1 for one in thrown)
    assert any(sum(map(len, one.chunks)) > calls.MEGABYTE for one in thrown)
    assert any(one.deaf for one in talks)
    assert any(isinstance(frame, bytes) for one in talks for frame in one.frames)
