"""Who waited for whose lock, told from PostgreSQL's log."""

from pathlib import Path

import pytest

from bench.lock_waits import BETWEEN, UNKNOWN, WITHIN, waits

TAG = "{} LOG:  statement: SET LOCAL application_name = '{}'"
WAIT = "{} LOG:  process {} still waiting for ShareLock on transaction 7551 after 1.062 ms"
HOLDS = "{} DETAIL:  Process holding the lock: {}. Wait queue: {}."


def wait(who: int, holder: int) -> list[str]:
    """As PostgreSQL 18 says it."""
    return [WAIT.format(who, who), HOLDS.format(who, holder, who)]


def logged(folder: Path, *lines: str) -> Path:
    log = folder / "log"
    log.write_text("\n".join(lines), encoding="utf-8")
    return log


def test_waits_are_told_apart_by_the_communes_of_both(tmp_path: Path) -> None:
    log = logged(
        tmp_path,
        TAG.format(11, "mot"),
        TAG.format(12, "mot"),
        *wait(11, 12),
        TAG.format(12, "hai"),
        *wait(11, 12),
        *wait(12, 13),
        "11 LOG:  process 11 acquired ShareLock on transaction 7551 after 3.5 ms",
    )

    assert waits(log) == {WITHIN: 1, BETWEEN: 1, UNKNOWN: 1}


def test_a_log_that_names_no_commune_proves_nothing(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError):
        waits(logged(tmp_path, *wait(11, 12)))
