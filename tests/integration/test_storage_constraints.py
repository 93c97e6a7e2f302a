"""What the database itself refuses, and what comes back exactly as it went in."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest
from integration.storage_kit import COMMUNE, NOW, address_of, submitted
from sqlalchemy import func, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError
from sqlmodel import SQLModel, col
from stage import Actor, Program

from dialogue.petition import PetitionState
from dialogue.roles import Role
from storage import audit, communes, petitions
from storage.errors import Unavailable
from storage.tables import (
    Address,
    Attachment,
    Audit,
    Conference,
    Invitation,
    Job,
    Outbox,
    Person,
    Petition,
    PetitionPart,
    Staff,
    Village,
)
from storage.work import Work

WORDS = (
    "Mương thôn Đông bị lấp: \"nước ngập\", 'cứu' 🏘️👨‍👩‍👧 ệ e\u0302\u0323"
    "; DROP TABLE petition; -- \\ % _ {x} :name %(name)s ? \n\t"
)
VIETNAM = timezone(timedelta(hours=7))


def fill(work: Work) -> dict[str, Any]:
    """A row of each kind, all as they should be."""
    address = address_of(work)
    petition = submitted(work)
    moment = {"created_at": NOW}
    due = {"due_at": NOW, "key": "k", "body": {}, "account_id": address.account_id}
    rows: list[SQLModel] = [
        Outbox(commune_id=COMMUNE, address_id=address.id, lane="reply", **due, **moment),
        Job(commune_id=COMMUNE, key="k", kind="k", payload={}, due_at=NOW, **moment),
        Attachment(
            commune_id=COMMUNE, address_id=address.id, upload_key="u", kind="photo", **moment
        ),
        Staff(
            commune_id=COMMUNE,
            person_id=address.person_id,
            role=Role.OFFICE,
            joined_at=NOW,
            seen_at=NOW,
        ),
        Invitation(commune_id=COMMUNE, role=Role.OFFICE, code_hash="h", expires_at=NOW, **moment),
        PetitionPart(commune_id=COMMUNE, petition_id=petition.id, address_id=address.id, **moment),
    ]
    work.session.add_all(rows)
    work.session.flush()
    return {}


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (Petition, "state"),
        (Petition, "seat"),
        (Petition, "want"),
        (Petition, "behalf"),
        (Attachment, "state"),
        (Outbox, "state"),
        (Outbox, "lane"),
        (Job, "state"),
        (Conference, "state"),
        (Conference, "kind"),
        (Conference, "form"),
        (Conference, "chair"),
        (Staff, "role"),
        (Invitation, "role"),
    ],
)
def test_a_value_that_was_never_published_is_refused(
    program: Program, model: Any, column: str
) -> None:
    """A misspelt state cannot be stored, by whatever way it comes."""
    program.database.write_now(fill)

    with pytest.raises(IntegrityError, match=f"ck_{model.__tablename__}_{column}"):
        program.database.write_now(
            lambda work: work.session.execute(update(model).values({column: "nowhere"}))
        )


@pytest.mark.parametrize(
    "values", [{"code": None}, {"state": PetitionState.DRAFT}, {"group_size": 1}]
)
def test_a_petition_that_cannot_be_is_refused(program: Program, values: dict[str, Any]) -> None:
    """Submitted without a code, a draft with one, a group of one."""
    program.database.write_now(submitted)

    with pytest.raises(IntegrityError):
        program.database.write_now(
            lambda work: work.session.execute(update(Petition).values(values))
        )


def test_a_code_belongs_to_one_petition_of_a_commune(program: Program) -> None:
    """Whatever the counter says."""
    program.database.write_now(submitted)

    with pytest.raises(IntegrityError):
        program.database.write_now(submitted)


@pytest.mark.parametrize(
    ("model", "column"),
    [
        (Village, "commune_id"),
        (Address, "person_id"),
        (Address, "account_id"),
        (Petition, "address_id"),
        (Petition, "village_id"),
        (PetitionPart, "attachment_id"),
        (Outbox, "address_id"),
        (Staff, "agency_id"),
    ],
)
def test_a_row_cannot_point_at_nothing(program: Program, model: Any, column: str) -> None:
    """References hold in the database."""
    program.database.write_now(fill)

    with pytest.raises(IntegrityError):
        program.database.write_now(
            lambda work: work.session.execute(update(model).values({column: 404_404}))
        )


def test_what_is_referred_to_cannot_be_deleted(program: Program) -> None:
    """A person who has an address stays."""
    program.database.write_now(fill)

    def delete(work: Work) -> None:
        work.session.delete(work.session.get_one(Person, address_of(work).person_id))

    with pytest.raises(IntegrityError):
        program.database.write_now(delete)


def test_a_draft_that_is_given_up_goes_with_its_words(program: Program) -> None:
    """The petition and its parts are gone."""

    def write_and_discard(work: Work) -> None:
        address = address_of(work)
        draft = submitted(work, "VH25-0002")
        draft.code, draft.state = None, PetitionState.DRAFT
        petitions.add_part(work, draft, address_id=address.id or 0, text="x", created_at=NOW)
        petitions.discard(work, draft)

    program.database.write_now(write_and_discard)

    for model in (Petition, PetitionPart):
        counted = select(func.count()).select_from(model)
        assert (
            program.database.read_now(lambda w, c=counted: w.session.execute(c).scalar_one()) == 0
        )


def test_a_moment_comes_back_as_the_same_moment_in_utc(program: Program) -> None:
    """17:00 in Viet Nam is 10:00 UTC, and it is never a time without a zone."""
    evening = datetime(2025, 10, 1, 17, 0, 0, 123456, tzinfo=VIETNAM)
    petition = program.database.write_now(lambda work: submitted(work, opened_at=evening).id)

    read = program.database.read_now(lambda w: w.session.get_one(Petition, petition).opened_at)

    assert read == evening
    assert read is not None and read.tzinfo is not None
    assert (read.utcoffset(), read.hour) == (timedelta(0), 10)


def test_moments_are_compared_as_moments(program: Program) -> None:
    """Whatever zone a question is asked in."""
    program.database.write_now(lambda w: submitted(w, opened_at=NOW))

    def opened_before(work: Work, moment: datetime) -> int:
        found = select(func.count()).where(col(Petition.opened_at) < moment)
        return work.session.execute(found).scalar_one()

    for zone in (UTC, VIETNAM, timezone(timedelta(hours=-11))):
        later = (NOW + timedelta(seconds=1)).astimezone(zone)
        assert program.database.read_now(lambda w, m=later: opened_before(w, m)) == 1
        assert program.database.read_now(lambda w, z=zone: opened_before(w, NOW.astimezone(z))) == 0


def test_a_time_without_a_zone_is_refused(program: Program) -> None:
    """Nobody can say which moment it was; neither stored nor asked for."""
    naive = NOW.replace(tzinfo=None)

    with pytest.raises(StatementError, match=r"(?i)naive|aware|timezone|tzinfo"):
        program.database.write_now(lambda work: submitted(work, opened_at=naive))
    with pytest.raises(StatementError, match=r"(?i)naive|aware|timezone|tzinfo"):
        program.database.read_now(
            lambda w: w.session.execute(select(Petition).where(col(Petition.opened_at) < naive))
        )


def test_words_come_back_as_they_were_written(program: Program) -> None:
    """Vietnamese, emoji, quotes and what looks like a command, in columns and in JSON."""
    answers = {"phường": WORDS, WORDS: [1, 2.5, None, True, {"ệ": "ộ"}], "": ""}
    petition_id = program.database.write_now(
        lambda work: submitted(work, name=WORDS, answers=answers).id
    )

    read = program.database.read_now(lambda w: w.session.get_one(Petition, petition_id))

    assert (read.name, read.answers) == (WORDS, answers)


def test_a_long_text_is_kept_whole(program: Program) -> None:
    """No column cuts."""
    text = "Kính gửi Ủy ban. " * 20_000
    petition_id = program.database.write_now(lambda work: submitted(work, name=text).id)

    name = program.database.read_now(lambda w: w.session.get_one(Petition, petition_id).name)
    assert name == text


def test_nul_is_refused_by_postgresql_as_wrong_work(postgresql_program: Program) -> None:
    """It would fail as often as it is tried, so it is not `Unavailable`; the next test says why
    no message ever comes so far."""
    with pytest.raises(DBAPIError, match="NUL") as caught:
        postgresql_program.database.write_now(lambda work: submitted(work, name="a\0b"))

    assert not isinstance(caught.value, Unavailable)


def test_nul_and_half_an_emoji_never_reach_a_row(program: Program) -> None:
    """Text is cleaned before it is handled, and the person is answered as always."""
    an = Actor(program=program, name="An")
    an.open()
    an.say("Đ\0ường \ud83d hỏng\x1b[2J")
    an.open(payload="\0\udfff")

    assert "chưa lưu được" not in an.text
    assert an.seen


def test_who_did_what_is_kept_with_ids_beyond_two_thousand_million(program: Program) -> None:
    """Ids grow for as long as the program is used."""
    large = 2**40
    program.database.write_now(
        lambda work: audit.record(
            work,
            commune_id=COMMUNE,
            at=NOW,
            action="decide",
            subject="petition",
            subject_id=large,
            person_id=large,
            staff_id=large,
            state="received",
        )
    )

    line = program.database.read_now(lambda work: work.session.get_one(Audit, 1))
    assert (line.subject_id, line.person_id, line.staff_id) == (large, large, large)
    assert line.detail == {"state": "received"}


def test_a_list_is_kept_in_the_order_in_which_it_is_stated(program: Program) -> None:
    """A village added in the middle stands in the middle; one that is dropped stays, at the end."""

    def restate(work: Work) -> list[str]:
        first = [village.id for village in communes.villages(work, COMMUNE)]
        names = [village.name for village in communes.villages(work, COMMUNE)]
        communes.set_villages(work, COMMUNE, [names[1], "Thôn giữa", names[0]])
        work.session.flush()
        rows = communes.villages(work, COMMUNE)
        assert {row.id for row in rows} > set(first)
        assert [row.position for row in rows] == list(range(1, len(rows) + 1))
        return [names[1], "Thôn giữa", names[0], *names[2:]] + [row.name for row in rows]

    both = program.database.write_now(restate)

    assert both[: len(both) // 2] == both[len(both) // 2 :]
