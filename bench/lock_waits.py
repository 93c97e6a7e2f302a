"""Who waited for whose lock on PostgreSQL, as its log tells it.

Each transaction says first for which commune it is (`bench.ours … tagged`) and the log holds every
statement, so that whoever waits and whoever is waited for are both known. The log is written in the
order of events. What took less than a millisecond is not told.
"""

import re
from collections import Counter
from pathlib import Path

# For the server, at once: no restart.
TELLING = (
    "log_line_prefix = '%p '",
    "log_statement = 'all'",
    "log_lock_waits = on",
    "deadlock_timeout = '1ms'",
)
# One of our own and of two communes; or something that is no row's (the end of a table's file).
WITHIN, BETWEEN, UNKNOWN = "within one commune", "between communes", "of others"
_TAG = re.compile(r"^(\d+) LOG:.*SET LOCAL application_name = '(\w+)'")
_WAITS = re.compile(r"^(\d+) LOG:\s+process \d+ still waiting for (\w+) on (\w+)")
_HOLDS = re.compile(r"^(\d+) DETAIL:\s+Process(?:es)? holding the lock: ([\d, ]+)\.")


def waits(log: Path) -> Counter[str]:
    """How often somebody waited, by whose lock."""
    whose: dict[str, str] = {}
    found: Counter[str] = Counter()
    waiting = set()
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        if tag := _TAG.match(line):
            whose[tag[1]] = tag[2]
        elif wait := _WAITS.match(line):
            waiting.add(wait[1])
        elif (holds := _HOLDS.match(line)) and holds[1] in waiting:
            waiting.remove(holds[1])
            found[_kind(whose, holds[1], holds[2].split(", "))] += 1
    if not whose:
        raise RuntimeError("the log does not say whose transactions these are")
    return found


def _kind(whose: dict[str, str], who: str, holders: list[str]) -> str:
    communes = {whose.get(one, "none") for one in (who, *holders)}
    if "none" in communes:
        return UNKNOWN
    return WITHIN if len(communes) == 1 else BETWEEN
