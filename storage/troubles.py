"""What can be wrong with a database, in words for whoever looks after it."""

from dataclasses import dataclass
from enum import StrEnum


class Trouble(StrEnum):
    """Why nothing can be saved now; `docs/trouble.md` has the whole table."""

    FULL = "full"
    READ_ONLY = "read-only"
    LOCKED = "locked"
    DAMAGED = "damaged"
    GONE = "gone"
    FAILING = "failing"
    AWAY = "away"
    STANDBY = "standby"
    CROWDED = "crowded"
    REFUSED = "refused"
    SLOW = "slow"
    STOPPING = "stopping"
    UNKNOWN = "unknown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Words:
    """What is wrong, and what to do about it."""

    says: str
    do: str


WORDS = {
    Trouble.FULL: Words(
        says="the disk is full",
        do="free some room or enlarge the disk; the program goes on by itself",
    ),
    Trouble.READ_ONLY: Words(
        says="the database may be read but not written",
        do="see who owns the file and its folder, and whether the disk is mounted read-only",
    ),
    Trouble.LOCKED: Words(
        says="another program holds the database",
        do="end that program or wait for it; `doithoai doctor` names it where it can",
    ),
    Trouble.DAMAGED: Words(
        says="the database is damaged",
        do="stop the program, keep a copy of the files, and restore the last backup",
    ),
    Trouble.GONE: Words(
        says="the database file cannot be opened: it has gone, another one stands in its place, "
        "or its folder may not be written",
        do="put the file back, or the rights of its folder; the program goes on by itself",
    ),
    Trouble.FAILING: Words(
        says="the disk does not read or write what it is told to",
        do="look at the system's log and the disk's health; have the last backup at hand",
    ),
    Trouble.AWAY: Words(
        says="the database server cannot be reached, or does not answer",
        do="see whether the server runs and the network carries; the program goes on by itself",
    ),
    Trouble.STANDBY: Words(
        says="the database server is a standby, which takes no changes",
        do="promote it, or name the primary too: [database] url with both hosts and "
        "target_session_attrs=read-write",
    ),
    Trouble.CROWDED: Words(
        says="the database server takes no more connections",
        do="raise max_connections there, or end what holds them",
    ),
    Trouble.REFUSED: Words(
        says="the database server refuses this user, or has no such database",
        do="see [database] url, the user's password and rights",
    ),
    Trouble.SLOW: Words(
        says="the database is too slow for all that waits",
        do="see what keeps the machine or the database busy; the program goes on by itself",
    ),
    Trouble.STOPPING: Words(
        says="the program is stopping",
        do="nothing, or start it again",
    ),
    Trouble.UNKNOWN: Words(
        says="the database cannot be used",
        do="run `doithoai doctor` and look at the log of the database",
    ),
}
