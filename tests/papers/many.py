"""A conference with as many opinions as are wanted, put into the database as rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

from sqlmodel import select

from dialogue.conference_life import ConferenceState
from dialogue.petition import PetitionState
from dialogue.task import Part, Purpose, TaskState
from papers.meeting import NOTICE, START, Meeting, opened
from storage.tables import (
    Account,
    Address,
    Agency,
    Answer,
    Conference,
    Field,
    OpinionGroup,
    Person,
    Petition,
    PetitionPart,
    Staff,
    Task,
    Village,
)
from storage.tables.petition import Disposition
from storage.tables.task import AnswerState
from storage.work import Work

WORDS = "Đường liên thôn hỏng nặng, mưa là ngập, xe không đi được; đề nghị sửa trong năm nay."
ANSWER = "Phòng đã kiểm tra. Đường được đưa vào kế hoạch sửa chữa của quý I, vốn đã bố trí đủ."
COMMUNE = 1


@contextmanager
def crowd(
    url: str, folder: Path, how_many: int, *, words: str = WORDS, name: str = ""
) -> Iterator[Meeting]:
    """In a migrated database: a conference with opinions, every fifth of them in a group of ten,
    every second answered; without any it is as it was planned."""
    with opened(url, folder) as place:
        place.now = START
        place.set_up()
        place.change(_conference)
        place.change(lambda work: _opinions(work, how_many, words, name))
        place.now = NOTICE
        yield Meeting(place=place, codes={})


def _conference(work: Work) -> None:
    work.session.add(
        Conference(
            commune_id=COMMUNE,
            code="H1",
            title="Hội nghị đối thoại định kỳ năm 2025",
            kind="dinh_ky",
            form="truc_tiep",
            chair="bi_thu",
            place="Hội trường",
            content="Đời sống",
            starts_at=NOTICE - timedelta(days=8),
            registration_closes_at=NOTICE - timedelta(days=8),
            regulation_id="hai-phong-13-hd",
            regulation_version="",
            state=ConferenceState.CONCLUDED,
            created_at=START,
        )
    )


def _opinions(work: Work, how_many: int, words: str, name: str) -> None:
    numbers = {
        table: [row.id for row in work.session.exec(select(table)).all()]
        for table in (Account, Agency, Field, Village)
    }
    officer = _officer(work)
    groups = [_group(work, number) for number in range(how_many // 50)]
    for number in range(how_many):
        person = Person(commune_id=COMMUNE, name=name, created_at=START)
        work.session.add(person)
        work.session.flush()
        address = Address(
            commune_id=COMMUNE,
            account_id=numbers[Account][0],
            person_id=person.id,
            external=f"many-{number}",
            created_at=START,
            last_seen_at=START,
        )
        work.session.add(address)
        work.session.flush()
        petition = Petition(
            commune_id=COMMUNE,
            person_id=person.id,
            address_id=address.id,
            conference_id=1,
            code=f"AB25-{number + 1:04}",
            state=PetitionState.ASSIGNED,
            name=name or f"Nguyễn Văn {number}",
            village_id=numbers[Village][number % len(numbers[Village])],
            field_id=numbers[Field][number % len(numbers[Field])],
            disposition=list(Disposition)[number % 3],
            group_id=groups[number % len(groups)] if groups and number % 5 == 0 else None,
            created_at=START,
            changed_at=START,
            submitted_at=START,
        )
        work.session.add(petition)
        work.session.flush()
        work.session.add(
            PetitionPart(
                commune_id=COMMUNE,
                petition_id=petition.id,
                address_id=address.id,
                text=words,
                created_at=START,
            )
        )
        if number % 2 == 0:
            _answered(
                work, petition, numbers[Agency][number % len(numbers[Agency])], officer, words
            )


def _answered(work: Work, petition: Petition, agency: int, officer: int, words: str) -> None:
    for purpose in Purpose:
        task = Task(
            commune_id=COMMUNE,
            petition_id=petition.id,
            agency_id=agency,
            purpose=purpose,
            part=Part.LEAD,
            state=TaskState.ANSWERED,
            given_at=START,
            changed_at=START,
        )
        work.session.add(task)
        work.session.flush()
        work.session.add(
            Answer(
                commune_id=COMMUNE,
                task_id=task.id,
                petition_id=petition.id,
                state=AnswerState.PUBLISHED,
                text=ANSWER if words == WORDS else words,
                number="12/KT",
                signed_on=NOTICE.date(),
                drafted_by=officer,
                drafted_at=START,
                decided_at=NOTICE,
            )
        )


def _officer(work: Work) -> int:
    person = Person(commune_id=COMMUNE, created_at=START)
    work.session.add(person)
    work.session.flush()
    staff = Staff(
        commune_id=COMMUNE, person_id=person.id, role="office", joined_at=START, seen_at=START
    )
    work.session.add(staff)
    work.session.flush()
    assert staff.id is not None
    return staff.id


def _group(work: Work, number: int) -> int:
    group = OpinionGroup(
        commune_id=COMMUNE, conference_id=1, title=f"Sửa đường số {number}", created_at=START
    )
    work.session.add(group)
    work.session.flush()
    assert group.id is not None
    return group.id
