"""Where a matter stands in the result report: in one place, and late only on the day after."""

from datetime import date, datetime

import pytest

from dialogue.petition import PetitionState
from dialogue.task import Part, Purpose, TaskState
from handlers.papers.settling import Standing, standing
from locales.dates import LOCAL
from storage.papers_given import Given
from storage.papers_opinions import Concluded, Opinion
from storage.tables import Answer, Conclusion, ConclusionMatter, Petition, Task
from storage.tables.conclusion import Outcome
from storage.tables.task import AnswerState

DUE = date(2025, 12, 3)
MORNING = datetime(2025, 11, 12, 9, tzinfo=LOCAL)
LAST_MINUTE = datetime(2025, 12, 3, 23, 59, tzinfo=LOCAL)
MIDNIGHT = datetime(2025, 12, 4, 0, 0, tzinfo=LOCAL)


def petition(state: PetitionState) -> Petition:
    return Petition(
        id=1,
        commune_id=1,
        person_id=1,
        address_id=1,
        state=state,
        created_at=MORNING,
        changed_at=MORNING,
    )


def reply(published_at: datetime | None = None) -> Given:
    """What an agency has to answer in writing, and when it was published."""
    task = Task(
        id=1,
        commune_id=1,
        petition_id=1,
        agency_id=1,
        purpose=Purpose.REPLY,
        part=Part.LEAD,
        state=TaskState.ANSWERED if published_at else TaskState.GIVEN,
        given_at=MORNING,
        changed_at=MORNING,
    )
    answer = Answer(
        commune_id=1,
        task_id=1,
        petition_id=1,
        state=AnswerState.PUBLISHED,
        text="Đã sửa.",
        drafted_by=1,
        drafted_at=MORNING,
        decided_at=published_at,
    )
    return Given(task=task, agency="Phòng Kinh tế", answer=answer if published_at else None)


def concluded(outcome: Outcome) -> Concluded:
    matter = ConclusionMatter(commune_id=1, conclusion_id=1, petition_id=1, outcome=outcome)
    notice = Conclusion(commune_id=1, conference_id=1, made_by=1, created_at=MORNING)
    return Concluded(matter=matter, notice=notice, agency="")


OPEN = Opinion(petition=petition(PetitionState.LEFT_OPEN), reply=reply(), due=DUE)


@pytest.mark.parametrize(
    ("published_at", "where"),
    [(LAST_MINUTE, Standing.REPLIED), (MIDNIGHT, Standing.REPLIED_LATE)],
)
def test_a_reply_is_in_time_until_the_last_minute_in_viet_nam(
    published_at: datetime, where: Standing
) -> None:
    """BLDS 148.6."""
    opinion = Opinion(petition=petition(PetitionState.REPLIED), reply=reply(published_at), due=DUE)

    assert standing(opinion, date(2025, 12, 31)) is where


def test_what_is_owed_is_late_only_on_the_day_after() -> None:
    assert standing(OPEN, DUE) is Standing.OPEN
    assert standing(OPEN, date(2025, 12, 4)) is Standing.LATE


def test_what_was_settled_may_be_owed_a_reply_all_the_same() -> None:
    """tinh-1573-qd 9.3."""
    settled = petition(PetitionState.SETTLED)
    said = concluded(Outcome.SETTLED)
    owed = Opinion(petition=settled, concluded=said, due=DUE, is_owed=True)

    assert standing(Opinion(petition=settled, concluded=said), DUE) is Standing.SETTLED
    assert standing(owed, DUE) is Standing.OPEN


@pytest.mark.parametrize("outcome", [Outcome.NOTED, Outcome.SUBMITTED_UPWARD])
def test_what_went_upward_is_nobodys_debt_here(outcome: Outcome) -> None:
    opinion = Opinion(petition=petition(PetitionState.NOTED), concluded=concluded(outcome), due=DUE)

    assert standing(opinion, date(2026, 1, 1)) is Standing.UPWARD


def test_what_was_passed_on_is_with_others() -> None:
    opinion = Opinion(petition=petition(PetitionState.PASSED_ON))

    assert standing(opinion, DUE) is Standing.UPWARD


def test_what_no_notice_named_is_not_concluded_on() -> None:
    assert standing(Opinion(petition=petition(PetitionState.CLASSIFIED)), DUE) is (
        Standing.NOT_CONCLUDED
    )
