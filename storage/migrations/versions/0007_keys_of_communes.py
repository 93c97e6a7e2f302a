"""Keys of communes: on PostgreSQL each begins with the commune, and references stay within it.

On both databases an address, an event and a code are a commune's own. An account that serves
another commune than before has new addresses there; what that commune's rows had of the addresses
and people of the commune before is given copies of them.
"""

from collections.abc import Iterator

import sqlalchemy as sa
from alembic import op

from storage.migrations import strays_0007

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

# What a table refers to, "column=table", without what no commune has for itself.
REFERENCES = {
    "address": "person_id=person",
    "agency": "",
    "answer": (
        "attachment_id=attachment decided_by=staff drafted_by=staff petition_id=petition "
        "task_id=task"
    ),
    "attachment": "address_id=address",
    "attempt": "",
    "audit": "",
    "by_hand": "done_by=staff outbox_id=outbox person_id=person petition_id=petition",
    "channel_link": "address_id=address",
    "conclusion": "attachment_id=attachment conference_id=conference made_by=staff",
    "conclusion_matter": "agency_id=agency conclusion_id=conclusion petition_id=petition",
    "conclusion_recipient": (
        "agency_id=agency conclusion_id=conclusion petition_id=petition sent_by=staff"
    ),
    "conference": "",
    "conference_duty": "conference_id=conference",
    "conference_event": "conference_id=conference staff_id=staff",
    "conversation": "address_id=address",
    "counter": "",
    "deadline": "conference_id=conference petition_id=petition",
    "deadline_event": "deadline_id=deadline staff_id=staff",
    "delegate": "conference_id=conference petition_id=petition",
    "dossier_paper": (
        "added_by=staff attachment_id=attachment conference_id=conference removed_by=staff"
    ),
    "extension": "asked_by=staff decided_by=staff task_id=task",
    "field": "",
    "inbox": "",
    "invitation": "agency_id=agency used_by=staff",
    "job": "",
    "live_session": "closed_by=staff conference_id=conference opened_by=staff",
    "opinion_group": "conference_id=conference made_by=staff",
    "outbox": "address_id=address",
    "pending_case": "conference_id=conference petition_id=petition village_id=village",
    "pending_event": "case_id=pending_case staff_id=staff",
    "person": "village_id=village",
    "petition": (
        "address_id=address conference_id=conference continues_id=petition field_id=field "
        "group_id=opinion_group opened_by=staff person_id=person village_id=village"
    ),
    "petition_event": "petition_id=petition staff_id=staff",
    "petition_part": "address_id=address attachment_id=attachment petition_id=petition",
    "petition_search": "petition_id=petition",
    "proof": "address_id=address petition_id=petition",
    "reminder": "",
    "satisfaction": "petition_id=petition",
    "session_question": (
        "address_id=address conference_id=conference decided_by=staff person_id=person "
        "petition_id=petition village_id=village"
    ),
    "staff": "agency_id=agency person_id=person stand_in_id=person",
    "task": "agency_id=agency given_by=staff petition_id=petition",
    "village": "",
    "yearly_report": "received_by=staff sent_by=staff",
}
# Keys that are not `id`; two that begin with the commune already stay as they are.
KEYS = {
    "conversation": "address_id",
    "petition_search": "petition_id",
    "proof": "address_id, petition_id",
    "satisfaction": "petition_id",
}
STAY = ("counter", "live_session")
# Whose rows nobody looks for by the number alone: no index of it.
NO_INDEX = (
    "attempt",
    "audit",
    "conference_duty",
    "deadline_event",
    "inbox",
    "pending_event",
    "petition_event",
    "petition_search",
    "reminder",
)
UNIQUE = {
    "address": ("account_id", "external"),
    "channel_link": ("code_hash",),
    "inbox": ("account_id", "event_id"),
    "invitation": ("code_hash",),
}
COMMUNE = ("commune_id",)
# How the triggers of the search (revision 0005) find a petition, and its words.
WAS = (" WHERE p.code IS NOT NULL", "ON CONFLICT (petition_id)")
IS = (
    " WHERE p.commune_id = {row}.commune_id AND p.code IS NOT NULL",
    "ON CONFLICT (commune_id, petition_id)",
)


def upgrade() -> None:
    if not _on_postgresql():
        _exchange_on_sqlite((), COMMUNE)
        strays_0007.give_copies()
        return
    _lock()
    _exchange((), COMMUNE)
    strays_0007.give_copies()
    _drop_references()
    for table in _rekeyed():
        own = KEYS.get(table, "id")
        _rekey(table, f"commune_id, {own}")
        if table not in NO_INDEX:
            op.execute(f"CREATE INDEX {_index(table)} ON {table} ({own})")
    _refer("commune_id, {0}", "commune_id, {0}")
    _teach_triggers(WAS, IS)


def downgrade() -> None:
    """Drops nothing but, where an account has served another commune, what the version before has
    no room for: address.external of the commune before gets the commune's number and takes no
    messages any more, and of events that both have taken inbox keeps the newer one."""
    strays_0007.make_room()
    if not _on_postgresql():
        _exchange_on_sqlite(COMMUNE, ())
        return
    _lock()
    _teach_triggers(IS, WAS)
    _drop_references()
    for table in _rekeyed():
        if table not in NO_INDEX:
            op.execute(f"DROP INDEX {_index(table)}")
        _rekey(table, KEYS.get(table, "id"))
    _refer("{0}", "{0}")
    _exchange(COMMUNE, ())


def _lock() -> None:
    """Every table now and not one by one: who is at work on some of them is waited for once."""
    op.execute(f"LOCK TABLE {', '.join(REFERENCES)} IN ACCESS EXCLUSIVE MODE")


def _rekeyed() -> Iterator[str]:
    return (table for table in REFERENCES if table not in STAY)


def _rekey(table: str, columns: str) -> None:
    op.execute(
        f"ALTER TABLE {table} DROP CONSTRAINT pk_{table}, "
        f"ADD CONSTRAINT pk_{table} PRIMARY KEY ({columns})"
    )


def _index(table: str) -> str:
    return f"ix_{table}_{KEYS.get(table, 'id').replace(', ', '_')}"


def _references() -> Iterator[tuple[str, list[list[str]]]]:
    for table, told in REFERENCES.items():
        if told:
            yield table, [one.split("=") for one in told.split()]


def _drop_references() -> None:
    for table, references in _references():
        gone = ", ".join(f"DROP CONSTRAINT fk_{table}_{column}" for column, _ in references)
        op.execute(f"ALTER TABLE {table} {gone}")


def _refer(here: str, there: str) -> None:
    """All references anew, by these columns; PostgreSQL looks whether each row has its other."""
    for table, references in _references():
        ends = " ON DELETE CASCADE" if table == "petition_search" else ""
        come = ", ".join(
            f"ADD CONSTRAINT fk_{table}_{column} FOREIGN KEY ({here.format(column)}) "
            f"REFERENCES {target} ({there.format('id')}){ends}"
            for column, target in references
        )
        op.execute(f"ALTER TABLE {table} {come}")


def _exchange(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    for table, columns in UNIQUE.items():
        op.execute(
            f"ALTER TABLE {table} DROP CONSTRAINT {_name(table, before + columns)}, "
            f"ADD {_rule(table, after + columns)}"
        )


def _name(table: str, columns: tuple[str, ...]) -> str:
    return f"uq_{table}_{'_'.join(columns)}"


def _rule(table: str, columns: tuple[str, ...]) -> str:
    return f"CONSTRAINT {_name(table, columns)} UNIQUE ({', '.join(columns)})"


def _exchange_on_sqlite(before: tuple[str, ...], after: tuple[str, ...]) -> None:
    """SQLite takes another unique key only with its whole table: the same one, but that."""
    for table, columns in UNIQUE.items():
        body = _told("type = 'table'", table)[0].partition("(")[2]
        changed = body.replace(_rule(table, before + columns), _rule(table, after + columns))
        indexes = _told("type = 'index'", table)
        op.execute(f"CREATE TABLE new_{table} ({changed}")
        op.execute(f"INSERT INTO new_{table} SELECT * FROM {table}")
        op.execute(f"DROP TABLE {table}")
        op.execute(f"ALTER TABLE new_{table} RENAME TO {table}")
        for index in indexes:
            op.execute(index)


def _told(what: str, table: str) -> list[str]:
    """The statements by which SQLite made the table or its indexes."""
    of_it = f"{what} AND tbl_name = '{table}' AND sql NOT NULL ORDER BY name"
    found = op.get_bind().exec_driver_sql(f"SELECT sql FROM sqlite_master WHERE {of_it}")
    return list(found.scalars())


def _teach_triggers(before: tuple[str, str], after: tuple[str, str]) -> None:
    """Within the commune of the row that changed, which is OLD where it is gone."""
    ours = "proname LIKE 'tr\\_%' AND pronamespace = current_schema()::regnamespace"
    found = op.get_bind().exec_driver_sql(
        f"SELECT pg_get_functiondef(oid) FROM pg_proc WHERE {ours} ORDER BY proname".replace(
            "%", "%%"
        )
    )
    for told in found.scalars().all():
        row = "OLD" if "OLD." in told else "NEW"
        for was, becomes in zip(before, after, strict=True):
            told = told.replace(was.format(row=row), becomes.format(row=row))
        op.get_bind().exec_driver_sql(told.replace("%", "%%"))


def _on_postgresql() -> bool:
    return op.get_bind().dialect.name == "postgresql"
