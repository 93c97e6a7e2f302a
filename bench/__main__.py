"""`make bench`: measures and writes bench/results.md; `ROUNDS` (default 5) rounds of everything."""

import sys
from pathlib import Path

from bench.compare import measure, table

RESULTS = Path(__file__).parent / "results.md"
HEAD = """# Results

Written by `make bench`; [docs/performance.md](../docs/performance.md) says what it means.

## One message, durably
"""


def main(rounds: int) -> None:
    """Everything, in turns; on the disk of this folder, since memory has none to wait for."""
    found = measure(rounds, Path.cwd())
    RESULTS.write_text(HEAD + "\n" + "\n".join(table(found)) + "\n", encoding="utf-8")
    print(RESULTS.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
