"""What the clock says to citizens: the day before, a draft that was left, a question afterwards."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from sqlmodel import select
from stage import Actor, Program
from stage.conclusion import petition_of
from stage.mornings import at, ring
from stage.walks import lead_to, register

from dialogue.petition import PetitionState
from handlers.messages import Kind
from handlers.reminders.meeting import REMIND
from locales.dates import LOCAL
from storage import petitions
from storage.still_true import StillTrue
from storage.tables import ByHand, Job, Outbox, Petition
from storage.work import Work

# The sample's conference is on Wednesday 29 October 2025.
EVE = date(2025, 10, 28)


def rows(program: Program, beginning: str) -> list[Outbox]:
    """The messages whose keys begin so."""
    return [row for row in program.all_of(Outbox) if row.key.startswith(beginning)]


def still_holds(program: Program, row: Outbox) -> bool:
    """Whether it may still leave."""
    return program.database.read_now(
        lambda work: StillTrue(work=work, now=program.now).holds(row.commune_id, row.about)
    )


def change_conference(program: Program, **values: object) -> None:
    def change(work: Work) -> None:
        conference = program.conference(work)
        for name, value in values.items():
            setattr(conference, name, value)

    program.change(change)


def grant_seat(program: Program) -> None:
    def grant(work: Work) -> None:
        work.session.exec(select(Petition)).one().seat = "granted"

    program.change(grant)


def test_the_day_before_who_has_a_seat_is_reminded_of_hour_and_place(
    an: Actor, tmp_path: Path
) -> None:
    register(an)
    grant_seat(an.program)
    at(an.program, EVE)
    ring(an.program, tmp_path)

    assert "Nhắc lịch: Hội nghị đối thoại năm 2025 (mẫu)" in an.read().text
    assert "thứ Tư, 29/10/2025" in an.text
    assert "có chỗ dự hội nghị này" in an.text


def test_who_has_no_seat_is_not_asked_to_come(an: Actor, tmp_path: Path) -> None:
    register(an)
    at(an.program, EVE)
    ring(an.program, tmp_path)

    assert "đã được gửi tới hội nghị này" in an.read().text
    assert "có chỗ" not in an.text


def test_nobody_is_reminded_twice_or_on_another_day(an: Actor, tmp_path: Path) -> None:
    register(an)
    for day in (26, 27, 28, 28, 29, 30):
        at(an.program, date(2025, 10, day), 7 if day == 28 else 9)
        ring(an.program, tmp_path)
    at(an.program, EVE, 23)
    ring(an.program, tmp_path)

    assert len(rows(an.program, REMIND)) <= 1


def test_what_was_to_be_said_of_the_old_day_is_dropped(an: Actor, tmp_path: Path) -> None:
    """It is moved after the reminder was queued and before it left."""
    register(an)
    at(an.program, EVE)
    ring(an.program, tmp_path)
    change_conference(an.program, starts_at=datetime(2025, 10, 30, 8, tzinfo=LOCAL))

    [row] = rows(an.program, REMIND)
    assert not still_holds(an.program, row)


def test_of_a_conference_that_was_moved_people_are_reminded_anew(an: Actor, tmp_path: Path) -> None:
    register(an)
    at(an.program, EVE)
    ring(an.program, tmp_path)
    change_conference(an.program, starts_at=datetime(2025, 10, 30, 8, tzinfo=LOCAL))
    at(an.program, EVE + timedelta(days=1))
    ring(an.program, tmp_path)

    first, second = rows(an.program, REMIND)
    assert first.key != second.key
    assert still_holds(an.program, second)


def test_whom_no_channel_reaches_the_office_is_asked_to_tell(an: Actor, tmp_path: Path) -> None:
    register(an)
    an.do(Kind.BLOCKED)
    at(an.program, EVE)
    ring(an.program, tmp_path)

    [entry] = [row for row in an.program.all_of(ByHand) if row.key.startswith(REMIND)]
    assert "29/10/2025" in str(entry.body["facts"])


@pytest.mark.parametrize("state", ["postponed", "cancelled", "draft"])
def test_of_what_is_not_held_nobody_is_reminded(an: Actor, tmp_path: Path, state: str) -> None:
    register(an)
    change_conference(an.program, state=state)
    at(an.program, EVE)
    ring(an.program, tmp_path)

    assert [job for job in an.program.all_of(Job) if job.kind == REMIND] == []


def test_what_was_taken_back_needs_no_reminder(an: Actor, tmp_path: Path) -> None:
    code = register(an)
    at(an.program, EVE)
    ring(an.program, tmp_path)
    an.program.change(lambda work: set_state(work, code, PetitionState.WITHDRAWN))

    [row] = rows(an.program, REMIND)
    assert not still_holds(an.program, row)


def set_state(work: Work, code: str, state: PetitionState) -> None:
    petition = work.session.exec(select(Petition).where(Petition.code == code)).one()
    now = petition.changed_at
    petitions.change(work, petition, petition.version, now, state=state)


def test_a_draft_that_was_left_for_days_is_spoken_of_once(an: Actor) -> None:
    lead_to(an, "writing")
    heard = []
    for day in range(2, 12):
        at(an.program, date(2025, 10, day), 9)
        ring(an.program)
        if "Kiến nghị viết dở" in an.read().text:
            heard.append(day)

    assert heard == [4]
    assert an.labels == ["Viết tiếp"]


def test_a_draft_that_was_sent_meanwhile_is_not_spoken_of(an: Actor) -> None:
    lead_to(an, "reviewing")
    at(an.program, date(2025, 10, 4), 9)
    ring(an.program)
    an.program.wait(minutes=1)
    [row] = rows(an.program, "draft:")
    an.read().press("Viết tiếp").press("Viết tiếp").press("Gửi")

    assert not still_holds(an.program, row)


def test_a_draft_of_long_ago_is_left_in_peace(an: Actor) -> None:
    """A program that is brought up to date does not write to everybody who ever left one."""
    lead_to(an, "writing")
    at(an.program, date(2025, 11, 20), 9)
    ring(an.program)

    assert rows(an.program, "draft:") == []


def test_some_days_after_the_reply_its_author_is_asked_once(an: Actor) -> None:
    code = register(an)
    an.program.change(lambda work: set_state(work, code, PetitionState.REPLIED))
    an.read()
    heard = []
    for day in range(2, 25):
        at(an.program, date(2025, 10, day), 9)
        ring(an.program)
        if "Xin ý kiến về câu trả lời" in an.read().text:
            heard.append(day)

    assert heard == [8]
    assert an.labels[:3] == ["Hài lòng", "Hài lòng một phần", "Chưa hài lòng"]


def test_who_has_said_what_they_think_is_not_asked(an: Actor) -> None:
    code = register(an)
    an.program.change(lambda work: set_state(work, code, PetitionState.REPLIED))
    an.say(f"/danhgia {code} hailong")
    at(an.program, date(2025, 10, 9), 9)
    ring(an.program)

    assert rows(an.program, f"petition:{petition_of(an.program, code).id}:grade") == []
