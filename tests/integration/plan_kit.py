"""How the databases go about a statement: by which indexes, and what they read from end to end."""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from storage.work import Work

# What there is a fixed number of, whatever people do: accounts, over which whoever runs the
# installation looks as a whole, and the lists of the communes; and what never outlives a minute.
STANDING = frozenset(
    {
        *("account", "account_health", "agency", "commune", "field", "regulation_text"),
        *("sending_share", "village", "vital"),
    }
)
# Of these a commune has a handful, and makes a few each year; so it is with an index of the
# milestones of conferences alone.
FEW = frozenset({"conference", "staff"})
FEW_BY = frozenset({"uq_deadline_of_conference"})
# Partial indexes of what waits to be done, which empty again: these may be read as a whole.
QUEUES = frozenset(
    {
        *("ix_by_hand_open", "ix_job_open", "ix_outbox_unread", "ix_petition_left"),
        *("ix_petition_unasked", "ix_search_stale"),
    }
)
_NOT_EXPLAINED = (
    "BEGIN",
    "COMMIT",
    "ROLLBACK",
    "SAVEPOINT",
    "RELEASE",
    "PRAGMA",
    "SET ",
    "EXPLAIN",
)
_COMMUNE_ONLY = re.compile(r"\((\w+\.)?commune_id = [^()]*(\([^()]*\))?[^()]*\)")
Asked = Sequence[tuple[str, Any]]


@dataclass(frozen=True, order=True)
class Step:
    """One way to rows: of which table, by which index ("" where by none), whole or a part.

    All of a commune is a whole too: there may be no other.
    """

    table: str
    index: str
    is_whole: bool
    is_of_commune: bool = False

    @property
    def is_scan(self) -> bool:
        """Whether it takes longer the more people have written."""
        if self.table in STANDING or self.index in QUEUES:
            return False
        is_few = self.table in FEW or self.index in FEW_BY
        return self.is_whole or (self.is_of_commune and not is_few)


def scans(work: Work, asked: Asked, large: int = 500) -> dict[str, list[Step]]:
    """Of these statements those that read a growing table from end to end, with the steps.

    PostgreSQL reads a table of a few pages as it lies: there only those of `large` rows count.
    """
    connection, found = work.session.connection(), {}
    small = _small(connection, large) if connection.dialect.name == "postgresql" else ()
    for said, steps in plans(work, asked):
        found[said] = [step for step in steps if step.is_scan and step.table not in small]
    return {said: steps for said, steps in found.items() if steps}


def _small(connection: Connection, large: int) -> list[str]:
    """The tables with fewer rows, as the server last counted."""
    said = "SELECT relname FROM pg_class WHERE relkind = 'r' AND reltuples < %(large)s"
    return list(connection.exec_driver_sql(said, {"large": large}).scalars())


def plans(work: Work, asked: Asked) -> Iterator[tuple[str, list[Step]]]:
    """Each statement once, with how the database would go about it now."""
    connection = work.session.connection()
    for said, given in {said: given for said, given in asked if is_explained(said)}.items():
        yield said, steps(connection, said, given)


def is_explained(said: str) -> bool:
    """Whether a statement reads or writes rows."""
    return not said.lstrip().upper().startswith(_NOT_EXPLAINED)


def steps(connection: Connection, said: str, given: Any) -> list[Step]:
    """The plan of one statement; of many rows at once that of the first."""
    one = given[0] if isinstance(given, list) and given else given
    if connection.dialect.name == "sqlite":
        if said.startswith("INSERT"):  # who points to a new row is asked only where somebody does
            return []
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {said}", one)
        return sorted(step for row in rows if (step := _on_sqlite(str(row[-1]))) is not None)
    (found,) = connection.exec_driver_sql(f"EXPLAIN (FORMAT JSON) {said}", one).one()
    plan = found if isinstance(found, list) else json.loads(found)
    return sorted(_on_postgresql(plan[0]["Plan"], ""))


def _on_sqlite(line: str) -> Step | None:
    """ "SEARCH petition USING INDEX ix (a=?)", "SCAN petition USING COVERING INDEX ix"."""
    how, _, rest = line.partition(" ")
    if how not in ("SCAN", "SEARCH") or rest.startswith("CONSTANT ROW"):
        return None
    table = rest.split()[0]
    is_made = (
        table.startswith(("(", "anon_", "groups", "named", "unread"))
        or "VIRTUAL TABLE INDEX" in rest
    )
    index = rest.partition(" INDEX ")[2].split(" ")[0] if " INDEX " in rest else ""
    is_whole = how == "SCAN" and not is_made
    return Step(table, index, is_whole, is_of_commune="(commune_id=?)" in rest)


def _on_postgresql(node: dict[str, Any], table: str) -> Iterator[Step]:
    table = node.get("Relation Name", table)
    kind = node["Node Type"]
    if kind == "Seq Scan":
        yield Step(table, "", is_whole=True)
    elif "Index" in kind:
        asked = node.get("Index Cond", "")
        is_of_commune = _COMMUNE_ONLY.fullmatch(asked) is not None
        yield Step(table, node["Index Name"], not asked, is_of_commune=is_of_commune)
    for below in node.get("Plans", ()):
        yield from _on_postgresql(below, table)
