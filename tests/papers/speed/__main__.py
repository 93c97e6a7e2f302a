"""How long a synthesis report and a dossier of 1 000 opinions take, beside docxtpl's bare time for
a table of that size: `PYTHONPATH=tests python -m papers.speed`. `make bench` measures the same."""

import statistics
import sys

from papers.speed.measure import BARE, OPINIONS, REPORT, papers, seconds

RUNS = 5


def main() -> None:
    """All in turn; the medians, and how many times as long ours take."""
    with papers() as every:
        rounds = [{name: seconds(make) for name, make in every.items()} for _ in range(RUNS)]
    took = {name: statistics.median(one[name] for one in rounds) for name in rounds[0]}
    for name, time in took.items():
        print(f"{name}, {OPINIONS} opinions: {time:.2f} s, {time / took[BARE]:.1f} times as long")
    sys.exit(took[REPORT] >= 20 * took[BARE])


if __name__ == "__main__":
    main()
