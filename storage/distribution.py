"""The keys that tables have on PostgreSQL: each begins with the commune to which the row belongs.

Rows may be spread over several servers by their commune (Citus, docs/scale.md) only where every
key names it; until then it keeps a row from pointing at another commune's. The tables in
`storage/tables` are written as SQLite has them, which numbers rows by itself only where the key is
a single number, and as the ORM finds them, by their number alone. What PostgreSQL has instead is
worked out here, once, for whoever compares it with the database.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from sqlalchemy import (
    ForeignKeyConstraint,
    Index,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    UniqueConstraint,
)

COMMUNE = "commune_id"

_HANGS = "hangs on an account"
# Tables that no commune has for itself, with the reason. They are few and small; on several servers
# each would have a copy of them (Citus: reference tables), so that any row may point at theirs.
COMMON: Mapping[str, str] = MappingProxyType(
    {
        "commune": "is what rows are spread by",
        "account": "its commune changes with the configuration, and a key never changes",
        "account_health": _HANGS,
        "official_account": _HANGS,
        "sending_share": _HANGS,
        "regulation_text": "many communes follow one regulation",
        "vital": "the installation's own",
        "foreign_conversation": "keys of other programs, which know no communes",
        "key_queue": "keys of other programs, which know no communes",
    }
)
# Lines that are found by what they belong to and by nothing else: no index of their number.
FOUND_BY_OTHERS = frozenset(
    {
        "attempt",
        "audit",
        "conference_duty",
        "deadline_event",
        "inbox",
        "pending_event",
        "petition_event",
        "petition_search",
        "reminder",
    }
)


def as_on(dialect: str, metadata: MetaData) -> MetaData:
    """The tables as a database of this kind has them ("sqlite", "postgresql")."""
    if dialect != "postgresql":
        return metadata
    changed = MetaData(naming_convention=metadata.naming_convention)
    for table in metadata.sorted_tables:
        table.to_metadata(changed)
    for table in changed.sorted_tables:
        if table.name not in COMMON and COMMUNE in table.c:
            _name_the_commune(table)
    return changed


def _name_the_commune(table: Table) -> None:
    own = [column.name for column in table.primary_key if column.name != COMMUNE]
    if COMMUNE not in table.primary_key.columns:
        _rekey(table, own)
        if table.name not in FOUND_BY_OTHERS:
            Index(f"ix_{table.name}_{'_'.join(own)}", *(table.c[name] for name in own))
    for rule in tuple(table.foreign_key_constraints):
        if rule.referred_table.name not in COMMON:
            _refer_within_the_commune(table, rule)


def _rekey(table: Table, own: list[str]) -> None:
    if own == ["id"]:
        table.c.id.autoincrement = True  # one of two columns is numbered only where it says so
    for column in table.primary_key:
        column.primary_key = False
    table.append_constraint(PrimaryKeyConstraint(COMMUNE, *own))


def _refer_within_the_commune(table: Table, rule: ForeignKeyConstraint) -> None:
    for element in rule.elements:
        table.foreign_keys.discard(element)
        element.parent.foreign_keys.discard(element)
    table.constraints.discard(rule)
    there = rule.referred_table.name
    columns = (COMMUNE, *rule.column_keys)
    targets = [f"{there}.{COMMUNE}", *(f"{there}.{one.column.name}" for one in rule.elements)]
    table.append_constraint(
        ForeignKeyConstraint(columns, targets, name=rule.name, ondelete=rule.ondelete)
    )


def faults(metadata: MetaData) -> list[str]:
    """What keeps these tables from being spread by their communes, a sentence for each; they may
    be those of the code as PostgreSQL has them, or what a database says of itself."""
    every = sorted(metadata.tables.values(), key=lambda table: table.name)
    return [fault for table in every for fault in _faults_of(table)]


def _faults_of(table: Table) -> Iterator[str]:
    for what, columns in _keys(table):
        if table.name not in COMMON and columns[0] != COMMUNE:
            yield (
                f"{table.name}: {what} ({', '.join(columns)}) does not begin with {COMMUNE}; "
                "put it first (storage/tables, and a revision), or name the table in COMMON of "
                "storage/distribution.py with the reason"
            )
    for rule in table.foreign_key_constraints:
        if table.name in COMMON and rule.referred_table.name not in COMMON:
            yield (
                f"{table.name}: {rule.name} leads from what all communes share to a row of one; "
                "drop the reference, or the table from COMMON of storage/distribution.py"
            )


def _keys(table: Table) -> Iterator[tuple[str, list[str]]]:
    """What tells rows apart or leads to a commune's row, with its columns."""
    yield "its primary key", table.primary_key.columns.keys()
    for rule in table.constraints:
        if isinstance(rule, UniqueConstraint):
            yield f"the key {rule.name}", rule.columns.keys()
        if isinstance(rule, ForeignKeyConstraint) and rule.referred_table.name not in COMMON:
            yield f"the reference {rule.name}", list(rule.column_keys)
    for index in table.indexes:
        if index.unique:
            yield f"the key {index.name}", index.columns.keys()
