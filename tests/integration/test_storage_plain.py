"""The common way past the ORM: prepared statements and plain rows mean what they mean with it."""

import subprocess
import sys

import pytest
from integration.storage_kit import COMMUNE, NOW, address_of, submitted
from sqlalchemy import bindparam, event, select
from sqlalchemy.exc import IntegrityError
from stage import Program

from storage import addresses, conversations, petitions
from storage.once import insert_once
from storage.plain import columns_of, plain, table_of, write
from storage.prepared import Prepared
from storage.tables import Address, Commune, Conversation, Person, Village
from storage.work import Work

PERSON = Prepared(
    select(*columns_of(Person)).where(table_of(Person).c.id == bindparam("person_id"))
)


def read(work: Work, person_id: int) -> Person:
    row = PERSON.first(work, person_id=person_id)
    assert row is not None
    return plain(Person, row)


def test_a_plain_row_holds_what_a_watched_one_holds(program: Program) -> None:
    def both(work: Work) -> None:
        address = address_of(work)
        watched = work.session.get_one(Person, address.person_id)
        watched.name, watched.consented_at = "Nguyễn Văn An", NOW
        row = read(work, address.person_id)
        for column in columns_of(Person):
            assert getattr(row, column.key) == getattr(watched, column.key), column.key
        assert row.created_at.tzinfo is not None

    program.database.write_now(both)


def test_a_plain_row_can_be_read_before_the_orm_was_asked_for_anything() -> None:
    """As the first that a process does; in a process of its own, since others have asked here."""
    code = (
        "from storage.plain import plain; from storage.tables import Village; "
        "print(plain(Village, [7, 1, 'Thôn Đông', 1]).name)"
    )
    said = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert said.stdout.strip() == "Thôn Đông"


def test_json_comes_back_as_it_was_put(program: Program) -> None:
    data = {"trail": ["asking_name"], "held": [{"text": "Đường hỏng"}], "none": None}

    def there_and_back(work: Work) -> None:
        borrowed = conversations.borrow(work, address_of(work), NOW)
        borrowed.data, borrowed.offered, borrowed.turn = data, [["Gửi", "1.send"]], 7
        conversations.keep(work, borrowed)
        again = conversations.borrow(work, address_of(work), NOW)
        watched = work.session.get_one(Conversation, borrowed.address_id)
        assert again.data == watched.data == data
        assert again.offered == watched.offered == [["Gửi", "1.send"]]
        assert again.changed_at == watched.changed_at == NOW

    program.database.write_now(there_and_back)


def test_who_sets_a_plain_row_is_stopped(program: Program) -> None:
    """A change that nobody writes down would be lost without a word."""

    def change(work: Work) -> None:
        row = read(work, address_of(work).person_id)
        with pytest.raises(AttributeError):
            row.name = "Bình"
        assert row.name == ""

    program.database.write_now(change)


@pytest.mark.parametrize("watched", [True, False])
def test_writing_changes_the_row_and_the_table(program: Program, watched: bool) -> None:
    def change(work: Work) -> int:
        number = address_of(work).person_id
        row = work.session.get_one(Person, number) if watched else read(work, number)
        write(work, row, name="Bình", consented_at=NOW)
        assert (row.name, row.consented_at) == ("Bình", NOW)
        return number

    number = program.database.write_now(change)

    assert program.database.read_now(lambda work: read(work, number).name) == "Bình"


def test_what_the_session_holds_back_is_there_for_a_prepared_statement(program: Program) -> None:
    def change(work: Work) -> None:
        number = address_of(work).person_id
        work.session.get_one(Person, number).name = "An"
        assert read(work, number).name == "An"

    program.database.write_now(change)


def test_columns_that_are_not_named_get_what_the_table_says(program: Program) -> None:
    def add(work: Work) -> None:
        petition = submitted(work)
        petitions.add_part(work, petition, address_id=petition.address_id, created_at=NOW)
        ((part, _),) = petitions.parts(work, petition)
        assert (part.text, part.source_message, part.is_supplement) == ("", "", False)
        assert (part.attachment_id, part.replaced_at) == (None, None)

    program.database.write_now(add)


def test_a_fault_has_the_name_that_it_has_everywhere(program: Program) -> None:
    """A broken rule of the database is told from a database that is away."""

    def break_a_rule(work: Work) -> None:
        insert_once(work, Village, commune_id=10**9, name="Nowhere", position=1)

    with pytest.raises(IntegrityError):
        program.database.write_now(break_a_rule)
    assert program.database.trouble is None


def test_a_value_that_is_missing_is_a_mistake_of_ours(program: Program) -> None:
    with pytest.raises(KeyError, match="person_id"):
        program.database.read_now(lambda work: PERSON.first(work))


def test_work_that_raises_alone_leaves_nothing_even_without_a_session(program: Program) -> None:
    """No object was asked for, so nothing but the database itself could undo it."""
    database = program.database
    number = database.write_now(lambda work: address_of(work).person_id)

    def write_and_fail(work: Work) -> None:
        write(work, read(work, number), name="Bình")
        raise LookupError

    with pytest.raises(LookupError):
        database.write_now(write_and_fail)

    assert database.read_now(lambda work: read(work, number).name) == ""


def test_who_counts_statements_is_told_of_prepared_ones(program: Program) -> None:
    seen: list[str] = []

    def note(*call: object) -> None:
        seen.append(str(call[2]))

    engine = program.database.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        program.database.read_now(lambda work: petitions.draft_of(work, COMMUNE, 1))
    finally:
        event.remove(engine, "before_cursor_execute", note)

    assert any("FROM petition" in text for text in seen)


def test_rows_beside_each_other_are_told_apart(program: Program) -> None:
    """Somebody who writes for the first time has neither an address nor a person."""

    def look(work: Work) -> None:
        known = addresses.arrival(work, "telegram", "main", address_of(work).external)
        stranger = addresses.arrival(work, "telegram", "main", "nobody")
        assert isinstance(known.commune, Commune) and isinstance(known.address, Address)
        assert known.person is not None and known.person.id == known.address.person_id
        assert (stranger.address, stranger.person) == (None, None)
        assert stranger.account.id == known.account.id

    program.database.write_now(look)
