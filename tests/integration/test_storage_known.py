"""Rows that are added and read past the ORM, beside what a session has changed."""

import pytest
from integration.storage_kit import COMMUNE, NOW, address_of, submitted
from sqlalchemy.exc import IntegrityError
from stage import Program

from storage import conferences, deadlines
from storage.added import add
from storage.known import known
from storage.tables import Conference, Petition, PetitionEvent, Village
from storage.work import Work


def test_an_added_row_holds_what_the_table_holds(program: Program) -> None:
    def both(work: Work) -> None:
        an = address_of(work)
        values = {"person_id": an.person_id, "address_id": an.id, "answers": {"dân": True}}
        made = add(work, Petition, commune_id=COMMUNE, created_at=NOW, changed_at=NOW, **values)
        watched = work.session.get_one(Petition, made.id)
        for column in Petition.__table__.columns:  # type: ignore[attr-defined]
            assert getattr(made, column.key) == getattr(watched, column.key), column.key

    program.database.write_now(both)


def test_a_row_that_breaks_a_rule_is_not_added(program: Program) -> None:
    def break_a_rule(work: Work) -> None:
        add(work, Village, commune_id=10**9, name="Nowhere", position=1)

    with pytest.raises(IntegrityError):
        program.database.write_now(break_a_rule)


def test_what_a_session_holds_back_comes_before_what_is_added(program: Program) -> None:
    """The line of history refers to a petition that the session has not written yet."""

    def change(work: Work) -> None:
        petition = submitted(work)
        petition.code = "VH25-0002"
        line = add(
            work, PetitionEvent, commune_id=COMMUNE, petition_id=petition.id, at=NOW, kind="x"
        )
        assert line.petition_id == petition.id
        assert not work.session.dirty

    program.database.write_now(change)


def test_a_row_is_asked_for_once_while_there_is_no_session(program: Program) -> None:
    number = program.database.read_now(program.conference).id

    def look(work: Work) -> None:
        first = known(work, Conference, COMMUNE, number or 0)
        assert known(work, Conference, COMMUNE, number or 0) is first
        assert not work.is_watched

    program.database.write_now(look)


def test_whoever_has_changed_a_row_reads_their_own(program: Program) -> None:
    def change(work: Work) -> None:
        watched = program.conference(work)
        watched.title = "Another"
        assert known(work, Conference, COMMUNE, watched.id or 0) is watched
        (opened,) = conferences.open_for_registration(work, COMMUNE, program.now)
        assert opened.title == "Another"
        watched.title = "Yet another"
        (again,) = conferences.open_for_registration(work, COMMUNE, program.now)
        assert again.title == "Yet another"

    program.database.write_now(change)


def test_who_may_change_a_limit_has_it_of_the_session(program: Program) -> None:
    """A plain one beside it would go on saying what it was before."""

    def look(work: Work) -> None:
        conference = program.conference(work)
        for lock in (False, True):
            own = deadlines.of_conference(work, conference, lock=lock)
            assert all(one in work.session for one in own)

    program.database.write_now(look)


def test_a_row_that_is_missing_is_said_to_be(program: Program) -> None:
    with pytest.raises(LookupError, match="Village"):
        program.database.read_now(lambda work: known(work, Village, COMMUNE, 10**6))
