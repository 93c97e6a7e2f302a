"""Revision 0007: rows that an account has carried from one commune into another."""

from collections.abc import Sequence
from typing import Any

import pytest
from migrations.data_set import DataSet, build, dump
from sqlalchemy import Engine, text

from storage import schema

BEFORE, NUMBER = "0006", "0007"
# A petition and an officer of the second commune, and somebody of the first with an address.
PETITION, OFFICER = 10, 10


@pytest.fixture
def then(engine: Engine) -> DataSet:
    """The bot of the first commune was configured for the second one for a while."""
    build(engine, BEFORE)
    person, address = told(engine, "SELECT person_id, id FROM address WHERE id = 1")[0]
    tell(
        engine,
        f"UPDATE petition SET person_id = {person}, address_id = {address} WHERE id = {PETITION}",
        f"UPDATE staff SET person_id = {person} WHERE id = {OFFICER}",
    )
    return dump(engine)


def tell(engine: Engine, *statements: str) -> None:
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def told(engine: Engine, question: str) -> Sequence[Any]:
    with engine.connect() as connection:
        return connection.execute(text(question)).all()


def test_what_pointed_into_another_commune_has_copies_in_its_own(
    engine: Engine, then: DataSet
) -> None:
    """One for each person and address, whatever points at them; nothing else is changed."""
    schema.upgrade(engine, NUMBER)
    rows = told(
        engine,
        "SELECT p.commune_id, person.commune_id, address.commune_id, address.person_id = person.id,"
        " staff.person_id = person.id FROM petition p JOIN person ON person.id = p.person_id "
        f"JOIN address ON address.id = p.address_id JOIN staff ON staff.id = {OFFICER} "
        f"WHERE p.id = {PETITION}",
    )
    now = dump(engine).tables

    assert [tuple(map(int, row)) for row in rows] == [(2, 2, 2, 1, 1)]
    for table in ("person", "address"):
        count = len(then.tables[table])
        assert now[table][:count] == then.tables[table]
        assert len(now[table]) == count + 1


def test_a_village_of_another_commune_is_no_longer_where_somebody_lives(engine: Engine) -> None:
    """Asked again, they name one of their own."""
    build(engine, BEFORE)
    strange = told(engine, "SELECT id FROM village WHERE commune_id = 2 ORDER BY id")[0][0]
    kept = told(
        engine, "SELECT id, village_id FROM person WHERE village_id > 0 AND id <> 3 ORDER BY id"
    )
    tell(engine, f"UPDATE person SET village_id = {strange} WHERE id = 3 AND commune_id = 1")
    schema.upgrade(engine, NUMBER)

    assert told(engine, "SELECT village_id FROM person WHERE id = 3") == [(None,)]
    assert (
        told(engine, "SELECT id, village_id FROM person WHERE village_id > 0 ORDER BY id") == kept
    )


def test_on_the_way_down_the_newer_address_has_the_place(engine: Engine, then: DataSet) -> None:
    """The schema before has room for one; the other takes no messages any more."""
    schema.upgrade(engine, NUMBER)
    copied = told(engine, f"SELECT address_id FROM petition WHERE id = {PETITION}")[0][0]
    schema.downgrade(engine, BEFORE)
    externals = dict(
        told(
            engine,
            "SELECT id, external FROM address WHERE external IN "
            f"(SELECT external FROM address WHERE id = {copied}) OR external LIKE '%#1'",
        )
    )
    (left,) = set(externals) - {copied}

    assert externals[left] == f"{externals[copied]}#1"
    assert told(engine, f"SELECT unreachable_reason FROM address WHERE id = {left}") == [("moved",)]


def test_an_event_that_two_communes_have_taken_is_kept_once_on_the_way_down(
    engine: Engine,
) -> None:
    build(engine, BEFORE)
    schema.upgrade(engine, NUMBER)
    columns = "account_id, event_id, received_at, failed, trail"
    tell(
        engine,
        f"INSERT INTO inbox (commune_id, {columns}) SELECT 3 - commune_id, {columns} "
        "FROM inbox WHERE commune_id < 3",
    )
    events = told(engine, "SELECT DISTINCT account_id, event_id FROM inbox")
    schema.downgrade(engine, BEFORE)

    assert len(told(engine, "SELECT 1 FROM inbox")) == len(events)
