"""Keys that begin with the commune: in the code, in PostgreSQL, and what they are good for."""

import pytest
from integration.storage_kit import COMMUNE, submitted
from sqlalchemy import Column, ForeignKey, Integer, MetaData, Table, UniqueConstraint, update
from sqlalchemy.exc import IntegrityError
from sqlmodel import SQLModel, col
from stage import Actor, Program
from stage.program import NEIGHBOUR
from stage.walks import register

from storage import addresses, communes
from storage.database import Database
from storage.distribution import COMMON, as_on, faults
from storage.tables import Address, Person, Petition
from storage.work import Work

WHAT_TO_DO = (
    "does not begin with commune_id; put it first (storage/tables, and a revision), or name the "
    "table in COMMON of storage/distribution.py with the reason"
)


def test_every_key_in_the_code_begins_with_the_commune() -> None:
    """Primary, unique and foreign keys, of every table but those that all communes share."""
    assert faults(as_on("postgresql", SQLModel.metadata)) == []


def test_every_key_in_postgresql_begins_with_the_commune(postgresql_database: Database) -> None:
    """By what the database says of itself after its migrations."""
    catalogue = MetaData()
    catalogue.reflect(postgresql_database.engine)
    catalogue.remove(catalogue.tables["alembic_version"])

    assert set(catalogue.tables) == set(SQLModel.metadata.tables)
    assert faults(catalogue) == []


def test_what_all_communes_share_is_there() -> None:
    """A table that is gone, or was renamed, is no exception any more."""
    assert set(COMMON) <= set(SQLModel.metadata.tables)


def test_a_new_table_that_forgets_the_commune_is_told_what_to_do() -> None:
    """One key without it, one reference without it, one table that has none at all."""
    tables = MetaData()
    Table("commune", tables, Column("id", Integer, primary_key=True))
    Table(
        "note",
        tables,
        Column("id", Integer, primary_key=True),
        Column("commune_id", ForeignKey("commune.id")),
        Column("word", Integer),
        UniqueConstraint("word", "commune_id", name="uq_note"),
    )
    Table("tag", tables, Column("id", ForeignKey("note.id", name="fk_tag"), primary_key=True))
    Table("account", tables, Column("id", ForeignKey("note.id", name="fk_account")))

    assert faults(as_on("postgresql", tables)) == [
        "account: fk_account leads from what all communes share to a row of one; drop the "
        "reference, or the table from COMMON of storage/distribution.py",
        f"note: the key uq_note (word, commune_id) {WHAT_TO_DO}",
        f"tag: its primary key (id) {WHAT_TO_DO}",
        f"tag: the reference fk_tag (id) {WHAT_TO_DO}",
    ]


def test_a_row_cannot_point_at_another_communes_row(postgresql_program: Program) -> None:
    """Whatever a fault of ours would write: the database refuses it."""
    program = postgresql_program
    program.add_neighbour()

    def point_elsewhere(work: Work) -> None:
        petition = submitted(work)
        stranger = Person(commune_id=neighbour(work), created_at=program.now)
        work.session.add(stranger)
        work.session.flush()
        work.session.execute(
            update(Petition).where(col(Petition.id) == petition.id).values(person_id=stranger.id)
        )

    with pytest.raises(IntegrityError, match="fk_petition_person_id"):
        program.database.write_now(point_elsewhere)


def test_a_bot_that_serves_another_commune_begins_anew_with_its_people(program: Program) -> None:
    """What they said to the commune before stays there, and is not shown to the new one."""
    program.add_neighbour()
    an = Actor(program=program, name="an", channel="telegram")
    code = register(an)
    program.change(lambda work: addresses.ensure_account(work, "telegram", "main", neighbour(work)))
    an.say("/cuatoi")
    said = an.text

    rows = program.all_of(Address)
    there = [row for row in rows if row.commune_id != COMMUNE]
    assert code not in said
    assert [row.external for row in there] == ["an"]
    assert there[0].person_id not in {row.person_id for row in rows if row.commune_id == COMMUNE}


def neighbour(work: Work) -> int:
    """The other commune of the installation."""
    found = communes.by_code(work, NEIGHBOUR.code)
    assert found is not None and found.id is not None
    return found.id
