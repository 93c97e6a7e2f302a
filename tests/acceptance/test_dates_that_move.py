"""Promised dates: why they are what they are, and who is told when they move."""

from datetime import date

import pytest
from sqlalchemy import delete
from stage import Actor, Program
from stage.answers import enrol_agency, give
from stage.dates import bring_in_line, change_regulation, days_off, restart
from stage.walks import everywhere, register
from states.invariants import check

from dialogue.matter import EventKind
from storage.tables import Deadline, DeadlineEvent, Outbox, Task
from storage.work import Work

# Of the sample conference on 29/10/2025: 5 working days are 5/11, 15 after them 26/11.
WHY = "Vì sao là ngày này?"
STORM = date(2025, 11, 4)


def dates_of(program: Program) -> dict[str, date | None]:
    return {one.key: one.legal_due for one in program.all_of(Deadline)}


@pytest.fixture
def an_with_petition(an: Actor) -> Actor:
    register(an)
    return an


def forget_dates(work: Work) -> None:
    """As a database is whose petitions are older than time limits."""
    for table in (DeadlineEvent, Deadline):
        work.session.execute(delete(table))


def notices(actor: Actor) -> list[str]:
    """What has come to somebody unasked since the last look."""
    return [reply.title for reply in actor.read().fresh]


def test_the_dates_of_a_conference_and_of_a_petition_are_kept(an_with_petition: Actor) -> None:
    """mau V.4: 5 working days; hai-phong-13-hd V.3.2: 15 after the notice."""
    found = dates_of(an_with_petition.program)

    assert found["conclusion_notice"] == date(2025, 11, 5)
    assert found["written_reply"] == date(2025, 11, 26)


def test_in_the_general_box_no_date_runs(an: Actor) -> None:
    register(an, conference=False)

    assert an.program.all_of(Deadline) == []
    assert WHY not in an.say("/xem XM25-0001").labels
    assert "không có thời hạn nào" in an.say("/visao XM25-0001").text


@everywhere
def test_a_citizen_reads_why_each_date_is_what_it_is(an: Actor) -> None:
    """Wording, clause, the day from which it is counted."""
    code = register(an)

    told = an.say(f"/xem {code}").press(WHY).text

    assert "chậm nhất thứ Tư, 5/11/2025" in told
    assert "chậm nhất thứ Tư, 26/11/2025" in told
    assert "ngày hội nghị (thứ Tư, 29/10/2025)" in told


def test_an_officer_reads_the_same(an_with_petition: Actor, chi: Actor) -> None:
    told = chi.say("/xet XM25-0001").press(WHY).text

    assert "chậm nhất thứ Tư, 5/11/2025" in told


def test_the_dates_of_somebody_else_are_not_told(an_with_petition: Actor, binh: Actor) -> None:
    assert "5/11/2025" not in binh.say("/visao XM25-0001").text


@pytest.mark.parametrize(
    ("given", "moved"),
    [
        (date(2025, 11, 26), date(2025, 11, 27)),
        (date(2025, 11, 20), date(2025, 11, 20)),  # earlier than the limit: the office's own day
    ],
)
def test_an_agencys_task_that_was_given_the_limits_day_moves_with_it(
    an_with_petition: Actor, given: date, moved: date
) -> None:
    program = an_with_petition.program
    give(program, "XM25-0001", due=given)
    days_off(program, STORM)
    restart(program)
    bring_in_line(program)

    assert [task.due_on for task in program.all_of(Task)] == [moved]


def test_the_agency_whose_day_has_moved_is_told_once(an_with_petition: Actor) -> None:
    program = an_with_petition.program
    dung = enrol_agency(Actor(program=program, name="dung"))
    give(program, "XM25-0001", due=date(2025, 11, 26))
    days_off(program, STORM)
    for _ in range(2):
        restart(program)
        bring_in_line(program)

    assert notices(dung) == ["Hạn thay đổi"]
    assert "XM25-0001: 26/11/2025 → 27/11/2025" in dung.last.text


def test_an_agency_that_was_given_an_earlier_day_is_not_told(an_with_petition: Actor) -> None:
    program = an_with_petition.program
    dung = enrol_agency(Actor(program=program, name="dung"))
    give(program, "XM25-0001", due=date(2025, 11, 20))
    days_off(program, STORM)
    restart(program)
    bring_in_line(program)

    assert notices(dung) == []


def test_a_day_off_more_is_told_to_author_and_office_once(
    an_with_petition: Actor, chi: Actor
) -> None:
    """Before → after, in one message each."""
    program = an_with_petition.program
    days_off(program, STORM)

    restart(program)
    bring_in_line(program)

    assert notices(an_with_petition) == ["Ngày hẹn thay đổi"]
    assert "Thông báo kết luận: thứ Tư, 5/11/2025 → thứ Năm, 6/11/2025" in an_with_petition.text
    assert "Trả lời bằng văn bản: thứ Tư, 26/11/2025 → thứ Năm, 27/11/2025" in an_with_petition.text
    assert notices(chi) == ["Hạn thay đổi"]
    assert "5/11/2025 → 6/11/2025" in chi.text


def test_nobody_is_told_twice(an_with_petition: Actor, chi: Actor) -> None:
    """Neither by a job that comes again nor by another start."""
    program = an_with_petition.program
    days_off(program, STORM)
    restart(program)
    bring_in_line(program)
    told = len(program.all_of(Outbox))

    bring_in_line(program)
    restart(program)
    bring_in_line(program)

    assert len(program.all_of(Outbox)) == told


def test_a_day_off_that_moves_nothing_is_told_to_nobody(
    an_with_petition: Actor, chi: Actor
) -> None:
    program = an_with_petition.program
    chi.read()
    days_off(program, date(2026, 5, 4))
    restart(program)
    bring_in_line(program)

    assert notices(an_with_petition) == notices(chi) == []
    assert EventKind.RECOUNTED not in {row.kind for row in program.all_of(DeadlineEvent)}


def test_what_has_moved_stays_to_be_read(an_with_petition: Actor) -> None:
    """The history of a date: before → after, and which days have changed."""
    program = an_with_petition.program
    days_off(program, STORM)
    restart(program)
    bring_in_line(program)

    told = an_with_petition.say("/visao XM25-0001").text

    assert "tính lại vì lịch ngày nghỉ thay đổi: 5/11/2025 → 6/11/2025" in told
    assert "Ngày thay đổi: 4/11/2025" in told
    assert "Nghỉ bão" in told


@pytest.mark.parametrize("leave", ["rút", "không nhận"])
def test_who_is_owed_no_answer_is_told_of_no_date(
    an_with_petition: Actor, chi: Actor, leave: str
) -> None:
    program = an_with_petition.program
    if leave == "rút":
        an_with_petition.say("/rut XM25-0001").press("Rút")
    else:
        chi.say("/xet XM25-0001 khongnhan").say("1").say("Không thuộc nội dung.")
    an_with_petition.read()
    days_off(program, STORM)
    restart(program)
    bring_in_line(program)

    assert notices(an_with_petition) == []
    assert [one.state for one in program.all_of(Deadline) if one.petition_id] == ["void"]


def test_what_is_looked_at_again_runs_again(an_with_petition: Actor, chi: Actor) -> None:
    """And it has followed what has changed meanwhile."""
    program = an_with_petition.program
    chi.say("/xet XM25-0001 khongnhan").say("1").say("Không thuộc nội dung.")
    days_off(program, STORM)
    restart(program)
    bring_in_line(program)
    chi.say("/xet XM25-0001 xetlai")

    (reply,) = [one for one in program.all_of(Deadline) if one.petition_id]

    assert (reply.state, reply.legal_due) == ("open", date(2025, 11, 27))


def test_a_petition_older_than_its_dates_gets_them_when_the_program_starts(
    an_with_petition: Actor,
) -> None:
    """Rows of an earlier version have no time limits."""
    program = an_with_petition.program
    program.change(forget_dates)
    restart(program)
    bring_in_line(program)

    assert dates_of(program)["written_reply"] == date(2025, 11, 26)


def test_a_petition_older_than_its_dates_gets_them_when_it_is_looked_at(
    an_with_petition: Actor,
) -> None:
    program = an_with_petition.program
    program.change(forget_dates)

    assert "5/11/2025" in an_with_petition.say("/xem XM25-0001").text


def test_a_changed_regulation_moves_nothing_until_it_is_adopted(
    an_with_petition: Actor, chi: Actor
) -> None:
    """Neither the conference nor the petition, nor what is sent to it afterwards."""
    program = an_with_petition.program
    before = dates_of(program)
    change_regulation(program)
    restart(program)
    bring_in_line(program)
    register(Actor(program=program, name="binh"))

    assert dates_of(program) == before
    assert notices(an_with_petition) == []


def test_the_office_sees_what_adopting_would_move_and_adopts(
    an_with_petition: Actor, chi: Actor
) -> None:
    program = an_with_petition.program
    change_regulation(program)

    shown = chi.say("/viec").press("Quy định đã thay đổi: DT2510").text
    chi.press("Áp dụng bản mới")
    bring_in_line(program)

    assert "5/11/2025 → 3/11/2025" in shown
    assert dates_of(program)["conclusion_notice"] == date(2025, 11, 3)
    assert notices(an_with_petition) == ["Ngày hẹn thay đổi"]
    assert "Văn phòng áp dụng quy định" in an_with_petition.text
    assert "5/11/2025 → 3/11/2025" in chi.read().text
    assert "Quy định đã thay đổi: DT2510" not in chi.say("/viec").labels


def test_of_two_officers_one_adopts(an_with_petition: Actor, chi: Actor) -> None:
    """The second learns that it is done."""
    program = an_with_petition.program
    change_regulation(program)
    chi.say("/quydinh DT2510")
    chi.press("Áp dụng bản mới")
    chi.press("Áp dụng bản mới")
    bring_in_line(program)

    adopted = [row for row in program.all_of(DeadlineEvent) if row.kind == EventKind.ADOPTED]

    assert "Không có quy định nào chờ áp dụng" in chi.text
    assert len(adopted) == len({row.deadline_id for row in adopted})


def test_an_agency_adopts_nothing(an_with_petition: Actor, dung: Actor) -> None:
    change_regulation(an_with_petition.program)

    assert "không làm việc này được" in dung.say("/quydinh DT2510").text
    assert "Quy định đã thay đổi: DT2510" not in dung.say("/viec").labels


def test_everything_holds_after_dates_have_moved(an_with_petition: Actor, chi: Actor) -> None:
    program = an_with_petition.program
    days_off(program, STORM)
    change_regulation(program)
    restart(program)
    chi.say("/quydinh DT2510").press("Áp dụng bản mới")
    bring_in_line(program)

    assert program.database.write_now(check) == []
