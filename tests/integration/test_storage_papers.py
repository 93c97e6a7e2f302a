"""What papers say of a conference's opinions, on both engines."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from papers.many import crowd
from papers.meeting import NOTICE
from sqlmodel import select

from dialogue.petition import PetitionState
from dialogue.task import TaskState
from storage.papers_notices import matters, notices, to_be_said
from storage.papers_opinions import opinions, taken_up_again
from storage.tables import (
    Answer,
    Conclusion,
    ConclusionMatter,
    Conference,
    OpinionGroup,
    Petition,
    Satisfaction,
    Task,
)
from storage.work import Work

Seen = TypeVar("Seen")


def seen(url: str, folder: Path, look: Callable[[Work, Conference], Seen]) -> Seen:
    """Eight opinions, every second of them answered; what is seen of them is taken back."""

    def do(work: Work) -> Seen:
        before = work.session.begin_nested()
        found = look(work, work.session.get_one(Conference, 1))
        work.session.expunge_all()
        before.rollback()
        return found

    with crowd(url, folder, 8) as there:
        return there.place.database.write_now(do)


def petition(work: Work, number: int) -> Petition:
    return work.session.get_one(Petition, number)


def test_opinions_stand_by_field_with_words_village_and_answer(
    database_url: str, tmp_path: Path
) -> None:
    found = seen(database_url, tmp_path, opinions)

    assert [one.field_place for one in found] == sorted(one.field_place for one in found)
    first = next(one for one in found if one.code == "AB25-0001")
    assert first.words.startswith("Đường liên thôn")
    assert first.village == "Tổ dân phố Một"
    assert first.reply is not None and first.reply.is_published


def test_what_is_no_opinion_of_the_conference_is_left_out(
    database_url: str, tmp_path: Path
) -> None:
    def look(work: Work, conference: Conference) -> list[str]:
        petition(work, 1).state = PetitionState.WITHDRAWN
        petition(work, 2).conference_id = None
        work.session.flush()
        return [one.code for one in opinions(work, conference)]

    codes = seen(database_url, tmp_path, look)

    assert sorted(codes) == [f"AB25-{number:04}" for number in range(3, 9)]


def test_what_was_answered_to_one_of_a_group_was_answered_to_all(
    database_url: str, tmp_path: Path
) -> None:
    def look(work: Work, conference: Conference) -> list[str]:
        group = OpinionGroup(commune_id=1, conference_id=1, title="Đường", created_at=NOTICE)
        work.session.add(group)
        work.session.flush()
        for number in (1, 2):
            petition(work, number).group_id = group.id
        work.session.flush()
        return [one.code for one in opinions(work, conference) if one.reply]

    assert "AB25-0002" in seen(database_url, tmp_path, look)


def test_a_task_that_was_given_back_is_nobodys(database_url: str, tmp_path: Path) -> None:
    def look(work: Work, conference: Conference) -> list[str]:
        for task in work.session.exec(select(Task).where(Task.petition_id == 1)):
            task.state = TaskState.GIVEN_BACK
        work.session.flush()
        return [one.code for one in opinions(work, conference) if one.prepared or one.reply]

    assert "AB25-0001" not in seen(database_url, tmp_path, look)


def test_the_published_answer_counts_also_while_a_newer_one_is_drafted(
    database_url: str, tmp_path: Path
) -> None:
    def look(work: Work, conference: Conference) -> str:
        (old, *_) = work.session.exec(select(Answer).where(Answer.petition_id == 1)).all()
        values = old.model_dump(exclude={"id", "version", "state", "text"})
        work.session.add(Answer(**values, version=2, state="drafted", text="Bản sửa"))
        work.session.flush()
        given = next(one.prepared for one in opinions(work, conference) if one.code == "AB25-0001")
        assert given is not None and given.answer is not None
        return given.answer.text

    assert seen(database_url, tmp_path, look) != "Bản sửa"


def test_a_petition_that_takes_another_up_stands_beside_it(
    database_url: str, tmp_path: Path
) -> None:
    def look(work: Work, conference: Conference) -> list[tuple[str, str, str]]:
        petition(work, 3).continues_id = 1
        petition(work, 3).conference_id = None
        grade = Satisfaction(petition_id=1, commune_id=1, grade="not", reason="Chậm", at=NOTICE)
        work.session.add(grade)
        work.session.flush()
        found = taken_up_again(work, conference)
        return [(one.opinion.code, one.anew.code, one.reason) for one in found]

    assert seen(database_url, tmp_path, look) == [("AB25-0001", "AB25-0003", "Chậm")]


def test_a_conference_without_notices_or_list_has_none(database_url: str, tmp_path: Path) -> None:
    def look(work: Work, conference: Conference) -> tuple[int, int, int]:
        found = notices(work, conference)
        return len(found), len(matters(work, found)), len(to_be_said(work, conference))

    assert seen(database_url, tmp_path, look) == (0, 0, 0)


def test_what_is_looked_at_again_is_not_concluded_on(database_url: str, tmp_path: Path) -> None:
    """Entered by mistake, or sent back by those to whom it went."""

    def look(work: Work, conference: Conference) -> list[str]:
        notice = Conclusion(
            commune_id=1, conference_id=1, state="issued", made_by=1, created_at=NOTICE
        )
        work.session.add(notice)
        work.session.flush()
        for number, state in ((1, PetitionState.SETTLED), (2, PetitionState.CLASSIFIED)):
            petition(work, number).state = state
            values = {"conclusion_id": notice.id, "petition_id": number, "outcome": "settled"}
            work.session.add(ConclusionMatter(commune_id=1, **values))
        work.session.flush()
        return [one.code for one in opinions(work, conference) if one.concluded]

    assert seen(database_url, tmp_path, look) == ["AB25-0001"]
