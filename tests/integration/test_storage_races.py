"""Races for a key, a number, a row: one wins, nobody loses what he wrote."""

import threading
from datetime import timedelta

import pytest
from integration.storage_kit import (
    COMMUNE,
    MINUTE,
    NOW,
    PATIENCE,
    address_of,
    at_once,
    count,
    people,
    submitted,
)
from sqlmodel import SQLModel
from stage import Program

from dialogue.petition import PetitionState
from dialogue.roles import Role
from storage import addresses, communes, conversations, counters, inbox, petitions, staff
from storage.attachments import announce
from storage.database import Database
from storage.errors import Outdated
from storage.once import insert_once
from storage.tables import (
    Address,
    Agency,
    Attachment,
    Conversation,
    Inbox,
    Invitation,
    Person,
    Petition,
    Staff,
    Village,
)
from storage.work import Work


@pytest.fixture
def both(program: Program, twin: Database) -> list[Database]:
    """The databases of two programs over the same data."""
    return [program.database, twin]


def take_event(work: Work) -> bool:
    account = addresses.account(work, "telegram", "main")
    return inbox.take(work, account, "update-7", NOW)


def invited(work: Work, code: str, agency_id: int | None = None) -> None:
    staff.invite(
        work,
        Invitation(
            commune_id=COMMUNE,
            role=Role.AGENCY if agency_id else Role.OFFICE,
            agency_id=agency_id,
            code_hash=code,
            created_at=NOW,
            expires_at=NOW + timedelta(days=1),
        ),
    )


def join(work: Work, code: str) -> Staff:
    invitation = staff.redeem(work, COMMUNE, code, NOW)
    assert invitation is not None
    person = work.session.get_one(Person, address_of(work).person_id)
    return staff.join(work, person, invitation, NOW)


def test_of_fifty_deliveries_of_one_event_one_is_taken(both: list[Database]) -> None:
    """A redelivery meets the unique key, even while the first is still being handled."""
    taken = at_once(both, 50, take_event)

    assert taken.count(True) == 1
    assert taken.count(False) == 49
    assert count(both[0], Inbox) == 1


def test_an_event_whose_handling_failed_may_come_again(program: Program) -> None:
    """The key goes with the transaction that took it."""

    def take_and_fail(work: Work) -> None:
        take_event(work)
        raise LookupError

    with pytest.raises(LookupError):
        program.database.write_now(take_and_fail)

    assert program.database.write_now(take_event) is True


def test_a_key_that_is_there_leaves_the_transaction_usable(program: Program) -> None:
    """Work goes on after it met a key, and what it writes then is saved."""

    def meet_and_go_on(work: Work) -> list[int | None]:
        row = {"commune_id": COMMUNE, "name": "Thôn mới", "position": 1}
        ids = [insert_once(work, Village, **row), insert_once(work, Village, **row)]
        work.session.add(Village(commune_id=COMMUNE, name="Thôn sau", position=2))
        return ids

    first, second = program.database.write_now(meet_and_go_on)

    assert first is not None
    assert second is None
    assert count(program.database, Village, Village.name == "Thôn sau") == 1


def test_two_hundred_numbers_have_no_gap_and_no_double(both: list[Database]) -> None:
    """A petition's number is given once."""
    taken = at_once(both, 200, lambda work: counters.take_number(work, COMMUNE, "petition:2025"))

    assert sorted(taken) == list(range(1, 201))


def test_a_number_whose_work_failed_is_given_again(program: Program) -> None:
    """No gap where a submission was rolled back."""

    def take_and_fail(work: Work) -> None:
        counters.take_number(work, COMMUNE, "petition:2025")
        raise LookupError

    with pytest.raises(LookupError):
        program.database.write_now(take_and_fail)

    assert program.database.write_now(lambda w: counters.take_number(w, COMMUNE, "petition:2025"))
    assert count(program.database, Petition) == 0


def test_first_contact_from_many_sides_makes_one_person(both: list[Database]) -> None:
    """Somebody's first messages come all at once: one address, one person."""
    found = at_once(both, 30, lambda work: address_of(work, "Bình").person_id)

    assert len(set(found)) == 1
    assert count(both[0], Address) == 1
    assert people(both[0]) == 1


def test_a_conversation_takes_one_turn_at_a_time(both: list[Database]) -> None:
    """Read, change, write: of forty turns on one address none is lost and none overlap."""
    inside = threading.Semaphore(1)
    overlaps: list[bool] = []

    def turn(work: Work) -> None:
        conversation = conversations.open_at(work, address_of(work), NOW)
        overlaps.append(not inside.acquire(blocking=False))
        conversation.data = {"turns": conversation.data.get("turns", 0) + 1}
        conversation.turn += 1
        work.session.flush()
        inside.release()

    at_once(both[:1], 40, turn)

    def state(work: Work) -> tuple[int, int]:
        row = work.session.get_one(Conversation, address_of(work).id)
        return row.turn, row.data["turns"]

    assert both[0].write_now(state) == (40, 40)
    assert not any(overlaps)


def test_turns_of_two_programs_on_one_address_lose_nothing(both: list[Database]) -> None:
    """Two workers behind one bot."""

    def turn(work: Work) -> None:
        conversation = conversations.open_at(work, address_of(work), NOW)
        conversation.data = {**conversation.data, str(len(conversation.data)): "x"}

    at_once(both, 40, turn)

    data = both[0].write_now(lambda w: conversations.open_at(w, address_of(w), NOW).data)
    assert len(data) == 40


def test_other_addresses_do_not_wait_for_a_conversation(postgresql_database: Database) -> None:
    """The lock is on one conversation, not on all."""
    Program(database=postgresql_database).set_up()
    both_inside = threading.Barrier(2)
    names = iter(("An", "Bình"))

    def turn(work: Work) -> None:
        conversations.open_at(work, address_of(work, next(names)), NOW)
        both_inside.wait(PATIENCE)

    assert at_once([postgresql_database], 2, turn) == [None, None]


def test_an_invitation_is_used_up_by_the_first(both: list[Database]) -> None:
    """Of ten who type the same one-time code at once, one becomes staff."""
    both[0].write_now(lambda work: invited(work, "hash"))
    found = at_once(both, 10, lambda work: staff.redeem(work, COMMUNE, "hash", NOW))

    assert len([one for one in found if one is not None]) == 1


@pytest.mark.parametrize(
    ("code", "after"),
    [("another", timedelta(0)), ("hash", timedelta(days=1)), ("hash", timedelta(days=2))],
)
def test_an_unknown_or_expired_invitation_is_not_taken(
    program: Program, code: str, after: timedelta
) -> None:
    """An invitation ends at its very moment, not after it."""
    program.database.write_now(lambda work: invited(work, "hash"))

    assert program.database.write_now(lambda w: staff.redeem(w, COMMUNE, code, NOW + after)) is None


def test_joining_twice_at_once_gives_one_role(both: list[Database]) -> None:
    """Two codes for the same role, typed at the same moment by one person."""
    for code in ("a", "b"):
        both[0].write_now(lambda work, code=code: invited(work, code))
    both[0].write_now(address_of)
    codes = iter(("a", "b"))
    duties = at_once(both, 2, lambda work: join(work, next(codes)).id)

    assert len(set(duties)) == 1
    assert count(both[0], Staff) == 1


def test_somebody_may_answer_for_two_agencies(program: Program) -> None:
    """The same role for another agency is another duty."""

    def join_both(work: Work) -> set[int | None]:
        communes.set_agencies(work, COMMUNE, ["Công an", "Điện lực"])
        work.session.flush()
        agencies = [communes.agency_by_name(work, COMMUNE, n) for n in ("Công an", "Điện lực")]
        for agency in agencies:
            assert agency is not None
            invited(work, f"hash {agency.id}", agency.id)
        return {join(work, f"hash {agency.id}").agency_id for agency in agencies if agency}

    assert len(program.database.write_now(join_both)) == 2
    assert count(program.database, Staff) == 2


def test_who_left_may_join_again(program: Program) -> None:
    """The old duty stays as history."""

    def leave_and_return(work: Work) -> int:
        invited(work, "a")
        invited(work, "b")
        duty = join(work, "a")
        left = staff.leave(work, COMMUNE, duty.person_id, NOW + MINUTE)
        join(work, "b")
        return left

    assert program.database.write_now(leave_and_return) == 1
    assert count(program.database, Staff) == 2


def test_a_change_of_what_was_changed_meanwhile_is_outdated(program: Program) -> None:
    """An officer acts on what he saw, or is told that it is no longer so."""

    def change_twice(work: Work) -> None:
        petition = submitted(work)
        petitions.change(work, petition, 1, NOW + MINUTE, state=PetitionState.WITHDRAWN)
        assert (petition.version, petition.changed_at) == (2, NOW + MINUTE)
        petitions.change(work, petition, 1, NOW + 2 * MINUTE, state=PetitionState.RECEIVED)

    with pytest.raises(Outdated):
        program.database.write_now(change_twice)

    assert count(program.database, Petition) == 0


def test_of_many_officers_who_act_at_once_one_wins(both: list[Database]) -> None:
    """All saw the same version; the others are told, and nothing of theirs is left."""
    petition_id = both[0].write_now(lambda work: submitted(work).id)

    def decide(work: Work) -> int:
        petition = work.session.get_one(Petition, petition_id)
        petitions.note(work, petition, "decided", NOW)
        petitions.change(work, petition, 1, NOW, question="x")
        return petition.version

    found = at_once(both, 12, decide)

    assert [one for one in found if not isinstance(one, Exception)] == [2]
    assert [type(one) for one in found if isinstance(one, Exception)] == [Outdated] * 11
    history = both[0].read_now(
        lambda w: len(petitions.history(w, w.session.get_one(Petition, petition_id)))
    )
    assert history == 1


def test_an_upload_that_is_repeated_is_one_row(both: list[Database]) -> None:
    """A page that sends its file again after a broken connection."""
    both[0].write_now(address_of)

    def upload(work: Work) -> int | None:
        address = address_of(work)
        assert address.id is not None
        return announce(
            work,
            commune_id=COMMUNE,
            address_id=address.id,
            upload_key="một",
            kind="photo",
            name="mương.jpg",
            source={},
            now=NOW,
        ).id

    assert len(set(at_once(both, 10, upload))) == 1
    assert count(both[0], Attachment) == 1


@pytest.mark.parametrize(
    ("model", "state"),
    [
        (Village, communes.set_villages),
        (Agency, communes.set_agencies),
    ],
)
def test_two_programs_that_start_at_once_make_each_list_once(
    both: list[Database], model: type[SQLModel], state: object
) -> None:
    """`run` and `tick` read the same configuration at the same moment."""
    before = count(both[0], model)
    names = [f"Mới {number}" for number in range(5)]

    assert at_once(both, 6, lambda work: state(work, COMMUNE, names)) == [None] * 6  # type: ignore[operator]
    assert count(both[0], model) == before + 5
