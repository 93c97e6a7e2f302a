"""`python -m fuzz`: throws hostile bodies at the program and says what it found.

python -m fuzz --bodies 1000000                          every target, so many each
python -m fuzz --target socket --seed 7                  one of them
python -m fuzz --target telegram --seed 7 --only 4711    one body again
python -m fuzz --target wire --bodies 20000              real sockets, the real program
"""

import argparse
import asyncio
import sys

from fuzz import wire
from fuzz.run import TARGETS, Report, run

WIRE = "wire"
# Of a run of everything, one in so many is thrown through real sockets, where each takes longer.
WIRE_SHARE = 50
TELL_EVERY = 50_000


def main() -> int:
    """0 where nothing was found."""
    options = _options()
    wanted = options.target or [*TARGETS, WIRE]
    found = [_through_sockets(options) if one == WIRE else _run(one, options) for one in wanted]
    return 1 if any(found) else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="fuzz", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--target", action="append", choices=[*TARGETS, WIRE])
    parser.add_argument("--bodies", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="the number of one body")
    parser.add_argument("--first", type=int, default=0, help="the number of the first body")
    parser.add_argument("--url", default="", help="a migrated, empty database; else SQLite")
    return parser.parse_args()


def _run(target: str, options: argparse.Namespace) -> bool:
    only = options.only is not None
    report = asyncio.run(
        run(
            target,
            seed=options.seed,
            bodies=1 if only else options.bodies,
            first=options.only if only else options.first,
            url=options.url,
            tell=_Progress(),
        )
    )
    _print(report)
    return bool(report.findings)


def _through_sockets(options: argparse.Namespace) -> bool:
    share = 1 if options.target else WIRE_SHARE
    process = asyncio.run(wire.run(seed=options.seed, bodies=options.bodies // share))
    print(f"{WIRE}: seed {options.seed}, {options.bodies // share} requests and connections")
    for what, count in sorted(process.said.items()):
        print(f"  {what}: {count}")
    for wrong in process.wrong:
        print(f"FOUND {wrong}")
    return bool(process.wrong)


class _Progress:
    """A line now and then."""

    def __init__(self) -> None:
        self._next = TELL_EVERY

    def __call__(self, report: Report) -> None:
        if report.bodies >= self._next:
            self._next += TELL_EVERY
            line = f"{report.target}: {report.bodies} bodies, {len(report.findings)} findings"
            print(line, file=sys.stderr)


def _print(report: Report) -> None:
    spent = f"{report.seconds:.0f} s, {report.bodies / max(report.seconds, 0.001):.0f}/s"
    print(f"{report.target}: seed {report.seed}, {report.bodies} bodies, {spent}")
    print(f"  answers: {dict(sorted(report.answers.items()))}")
    if report.before and report.after:
        print(f"  memory {report.before.memory:.0f} → {report.after.memory:.0f} MB", end=", ")
        print(f"descriptors {report.before.descriptors} → {report.after.descriptors}", end=", ")
        print(f"tasks {report.before.tasks} → {report.after.tasks}")
    seconds, number = report.dearest
    print(f"  dearest: {seconds:.2f} s of the processor (number {number})")
    for finding in report.findings:
        print(f"FOUND {finding}")


if __name__ == "__main__":
    sys.exit(main())
