"""`python -m crash --kills N [--engine postgresql] [--seed S]`: a storm, and its figures; with
`--broadcast PEOPLE [--processes P] [--cuts C]` one of news to so many, whose processes are cut off
from PostgreSQL so often (with `--namespaces` by pulling cables out); with `--reminders PEOPLE` one
of a morning."""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import postgresql

from crash.broadcast import Broadcast
from crash.cuts import SILENCE, Cuts, cutting
from crash.engines import opened
from crash.reckoning import Reckoning, reckon, summary
from crash.reminders import Reminders
from crash.storm import Storm
from crash.telling import Telling


def main() -> int:
    """Rage, reckon, print; 1 when something was lost or doubled."""
    wanted = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="doithoai-crash-"))
    began = time.monotonic()
    if wanted.broadcast or wanted.reminders:
        return _tell(wanted, folder)
    with opened(wanted.engine, folder) as engine:
        storm = Storm(
            folder=folder,
            database_url=engine.url,
            fresh=engine.fresh,
            seed=wanted.seed,
            kills=wanted.kills,
            say=lambda line: print(f"\r{line:<78}", end="", file=sys.stderr, flush=True),
        )
        asyncio.run(storm.run())
        reckoning = reckon(storm)
    _print(reckoning, storm)
    print(f"{wanted.engine}: {time.monotonic() - began:.0f} s, kept in {folder}")
    return 1 if reckoning.faults else 0


def _tell(wanted: argparse.Namespace, folder: Path) -> int:
    began = time.monotonic()
    with _place(wanted, folder) as (url, cuts):
        kind: type[Telling] = Broadcast if wanted.broadcast else Reminders
        storm = kind(
            folder=folder,
            url=url,
            processes=wanted.processes,
            people=wanted.broadcast or wanted.reminders,
            kills=wanted.kills,
            seed=wanted.seed,
            silent=True,
            cuts=cuts,
        )
        faults = asyncio.run(storm.run())
    for fault in faults:
        print(f"FAULT {fault}")
    print(f"{len(faults)} faults", storm.summary())
    print(f"{wanted.engine}: {time.monotonic() - began:.0f} s, kept in {folder}")
    return 1 if faults else 0


@contextmanager
def _place(wanted: argparse.Namespace, folder: Path) -> Iterator[tuple[str, Cuts | None]]:
    """Where the database is, and what cuts processes off from it."""
    if not wanted.cuts:
        with opened(wanted.engine, folder) as engine:
            yield engine.url, None
        return
    with (
        postgresql.served() as server,
        cutting(
            server,
            processes=wanted.processes,
            number=wanted.cuts,
            seed=wanted.seed,
            machines=wanted.namespaces,
        ) as cuts,
    ):
        # As long as the program waits for an answer; and what came of a message may be noted as
        # long as its lease lasts.
        yield cuts.watcher, replace(cuts, silence=SILENCE, patience=115.0)


def _print(reckoning: Reckoning, storm: Storm) -> None:
    print(file=sys.stderr)
    for fault in reckoning.faults:
        print(f"FAULT {fault}")
    print(f"{len(reckoning.faults)} faults", summary(reckoning, storm))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=100)
    parser.add_argument("--engine", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--broadcast", type=int, default=0, metavar="PEOPLE")
    parser.add_argument("--reminders", type=int, default=0, metavar="PEOPLE")
    parser.add_argument("--processes", type=int, default=4)
    parser.add_argument("--cuts", type=int, default=0)
    parser.add_argument("--namespaces", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
