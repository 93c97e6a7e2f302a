"""What revision 0007 does about rows that an account has carried from one commune into another.

Until then an account that was configured for another commune went on with the addresses and people
whom it knew: petitions of the new commune belonged to people of the old one. Each of them is given
a copy in the commune where it is needed; the old commune keeps what it has, but for a village of
the new one. There are few.
"""

from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from alembic import op

# Where people and addresses are referred to, as of that revision.
_PEOPLE = (
    ("address", "person_id"),
    ("staff", "person_id"),
    ("staff", "stand_in_id"),
    ("petition", "person_id"),
    ("by_hand", "person_id"),
    ("session_question", "person_id"),
)
_ADDRESSES = (
    ("attachment", "address_id"),
    ("channel_link", "address_id"),
    ("conversation", "address_id"),
    ("outbox", "address_id"),
    ("petition", "address_id"),
    ("petition_part", "address_id"),
    ("proof", "address_id"),
    ("session_question", "address_id"),
)
# Somebody of the commune before who last lived in a village of the new one.
_LIVES = ("person", "petition", "session_question", "pending_case")
_PERSON = "name, phone, position, consented_at, consent_version, created_at"
_ADDRESS = (
    "account_id, person_id, external, created_at, last_seen_at, unreachable_since, "
    "unreachable_reason, preferred_at"
)


def give_copies() -> None:
    """Addresses first: a copy still belongs to the person of before, who is a stray then too."""
    _copy("address", _ADDRESS, _ADDRESSES)
    _copy("person", _PERSON, _PEOPLE)
    for table in _LIVES:
        _tell(
            f"UPDATE {table} SET village_id = NULL WHERE village_id IS NOT NULL AND NOT EXISTS "  # noqa: S608
            f"(SELECT 1 FROM village v WHERE v.id = {table}.village_id "
            f"AND v.commune_id = {table}.commune_id)"
        )


def make_room() -> None:
    """For the unique keys of before, which know no communes: the newer row has the place."""
    for account, external in _twice("address", "external"):
        _tell(
            "UPDATE address SET external = external || '#' || commune_id, "
            "unreachable_since = last_seen_at, unreachable_reason = 'moved' "
            "WHERE account_id = :account AND external = :external AND id < (SELECT max(id) "
            "FROM address WHERE account_id = :account AND external = :external)",
            account=account,
            external=external,
        )
    for account, event in _twice("inbox", "event_id"):
        _tell(
            "DELETE FROM inbox WHERE account_id = :account AND event_id = :event AND id < "
            "(SELECT max(id) FROM inbox WHERE account_id = :account AND event_id = :event)",
            account=account,
            event=event,
        )


def _twice(table: str, column: str) -> Any:
    return _tell(
        f"SELECT account_id, {column} FROM {table} "  # noqa: S608
        f"GROUP BY account_id, {column} HAVING count(*) > 1"
    ).all()


def _copy(table: str, columns: str, references: tuple[tuple[str, str], ...]) -> None:
    for commune, number in sorted(set(_strays(table, references))):
        made = _tell(
            f"INSERT INTO {table} (commune_id, {columns}) SELECT :commune, {columns} "  # noqa: S608
            f"FROM {table} WHERE id = :number RETURNING id",
            commune=commune,
            number=number,
        ).scalar_one()
        for other, column in references:
            _tell(
                f"UPDATE {other} SET {column} = :made "  # noqa: S608
                f"WHERE commune_id = :commune AND {column} = :number",
                made=made,
                commune=commune,
                number=number,
            )


def _strays(table: str, references: tuple[tuple[str, str], ...]) -> Iterator[tuple[int, int]]:
    for other, column in references:
        yield from _tell(
            f"SELECT DISTINCT r.commune_id, r.{column} FROM {other} r "  # noqa: S608
            f"JOIN {table} t ON t.id = r.{column} WHERE t.commune_id <> r.commune_id"
        )


def _tell(statement: str, **values: object) -> Any:
    return op.get_bind().execute(sa.text(statement), values)
