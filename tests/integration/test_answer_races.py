"""Races at the publish gate, on both databases: one decides, and people are told once."""

from integration.storage_kit import at_once
from stage import Actor, Program
from stage.answers import enrol_agency, give
from stage.walks import enrol, register
from states.invariants import check

from handlers.messages import Kind
from handlers.receive import receive
from storage.database import Database
from storage.tables import Answer, Outbox, Task

OFFICERS = 4


def hand_in(program: Program) -> str:
    """An answer to An's petition waits for approval; the petition's code."""
    code = register(Actor(program=program, name="an"))
    give(program, code)
    dung = enrol_agency(Actor(program=program, name="dung"))
    dung.say(f"/traloi {code}").press("Soạn câu trả lời").say("Sẽ sửa trong tháng 11.")
    dung.press("Xong phần nội dung").say("12/KT").press("Hôm nay").press("Không ghi người ký")
    dung.press("Gửi duyệt")
    return code


def test_of_four_who_publish_at_once_one_does_and_people_are_told_once(
    program: Program, twin: Database
) -> None:
    """The version of the task decides, whoever came first."""
    code = hand_in(program)
    officers = [
        enrol(Actor(program=program, name=f"officer-{number}"), "Bà Hoa")
        for number in range(OFFICERS)
    ]
    command = f"/duyet {code} congbo 1 {program.all_of(Task)[0].version}"
    events = iter([one.incoming(kind=Kind.CHOICE, choice=command) for one in officers])
    at_once(
        [program.database, twin],
        OFFICERS,
        lambda work: receive(work, program.house, next(events)),
    )
    said = [officer.read().text for officer in officers]

    assert [answer.state for answer in program.all_of(Answer)] == ["published"]
    assert len([text for text in said if "Số người được báo: 1" in text]) == 1
    assert len([row for row in program.all_of(Outbox) if _is_answer(row)]) == 1
    assert program.database.write_now(check) == []


def _is_answer(row: Outbox) -> bool:
    return row.key.startswith("petition:") and "Có trả lời" in str(row.body.get("title"))
