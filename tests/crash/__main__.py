"""`python -m crash --kills N [--engine postgresql] [--seed S]`: a storm, and its figures; with
`--broadcast PEOPLE [--processes P]` one of news to so many."""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path

from crash.broadcast import Broadcast
from crash.engines import opened
from crash.reckoning import Reckoning, reckon, summary
from crash.storm import Storm


def main() -> int:
    """Rage, reckon, print; 1 when something was lost or doubled."""
    wanted = _arguments()
    folder = Path(tempfile.mkdtemp(prefix="doithoai-crash-"))
    began = time.monotonic()
    if wanted.broadcast:
        return _broadcast(wanted, folder)
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


def _broadcast(wanted: argparse.Namespace, folder: Path) -> int:
    began = time.monotonic()
    with opened(wanted.engine, folder) as engine:
        storm = Broadcast(
            folder=folder,
            url=engine.url,
            processes=wanted.processes,
            people=wanted.broadcast,
            kills=wanted.kills,
            seed=wanted.seed,
            silent=True,
        )
        faults = asyncio.run(storm.run())
    for fault in faults:
        print(f"FAULT {fault}")
    print(f"{len(faults)} faults", storm.summary())
    print(f"{wanted.engine}: {time.monotonic() - began:.0f} s, kept in {folder}")
    return 1 if faults else 0


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
    parser.add_argument("--processes", type=int, default=4)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
