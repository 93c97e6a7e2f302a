"""`make bench`: measures and writes bench/results.md; `ROUNDS` (default 5) rounds of everything.

`make bench ONLY=intake,papers` measures these parts anew and leaves the others as they stand.
"""

import sys
from importlib import import_module
from pathlib import Path

RESULTS = Path(__file__).parent / "results.md"
HEAD = """# Results

Written by `make bench`; [docs/performance.md](../docs/performance.md) says what it means.
"""
# Each has `section(rounds)`, which measures and returns its part of the page; in this order.
PARTS = {
    "message": "bench.compare",
    "intake": "bench.intake",
    "broadcast": "bench.broadcast",
    "start": "bench.start",
    "papers": "bench.papers",
    "growth": "bench.growth",
}
# Before each part, so that a part that stands can be told from its neighbours.
MARK = "<!-- {} -->\n"


def main(rounds: int, only: str) -> None:
    """Measure what is asked for, each part kept as soon as it is there."""
    chosen = only.split(",") if only else list(PARTS)
    for name in chosen:
        _keep(name, import_module(PARTS[name]).section(rounds))
    print(RESULTS.read_text(encoding="utf-8"))


def _keep(name: str, told: str) -> None:
    parts = _standing() | {name: told}
    known = [MARK.format(one) + parts[one].strip() + "\n" for one in PARTS if one in parts]
    RESULTS.write_text("\n".join([HEAD, *known]), encoding="utf-8")


def _standing() -> dict[str, str]:
    """What the page says of each part now."""
    page = RESULTS.read_text(encoding="utf-8") if RESULTS.exists() else ""
    found = {}
    for name in PARTS:
        _, marked, rest = page.partition(MARK.format(name))
        if marked:
            found[name] = rest.partition("<!-- ")[0]
    return found


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if sys.argv[2:] else "")
