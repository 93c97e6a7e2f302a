"""What concerns hundreds is told piece by piece: nobody twice, nobody forgotten, whoever dies."""

import asyncio
from datetime import date
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col, select
from stage import Actor, Program
from stage.answers import enrol_agency, give, group
from stage.conclusion import CODE, hold
from stage.crowd import codes_of, crowd
from stage.dates import bring_in_line, restart
from stage.mornings import at, ring
from stage.news import tell, worker_of
from stage.steps import issue
from stage.walks import enrol
from states.invariants import check

from bot.jobs_again import GOES_ON
from dialogue.conference_life import ConferenceState
from handlers.conclusion.issue import ISSUE
from handlers.conclusion.recipients import meet_if_sent
from handlers.conference.news import NEWS
from handlers.piecewise import Piece, go_on
from handlers.publish.publishing import SEND
from handlers.reminders.meeting import REMIND
from handlers.voice import Voice
from scheduler.worker import TRIES
from storage import jobs
from storage.database import Database
from storage.jobs import ClaimedJob
from storage.tables import ConclusionMatter, ConclusionRecipient, Deadline, Job, Petition, Staff
from storage.work import Work

PEOPLE, PIECE = 5, 2
NUMBER = "12-TB/ĐU"


class Died(BaseException):
    """What a killed process leaves behind: nothing of the transaction, and a job under lease."""


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Five people are many."""
    for module in (
        "conclusion.issue",
        "publish.publishing",
        "publish.commands",
        "conference.news",
        "reminders.meeting",
    ):
        monkeypatch.setattr(f"handlers.{module}.PIECE", PIECE)


def noted(program: Program) -> tuple[Actor, list[Actor]]:
    """Everything was concluded on and noted; Chi is about to write the notice."""
    people = crowd(program, PEOPLE)
    chi = enrol(Actor(program=program, name="chi"))
    hold(program, ConferenceState.IN_SESSION)
    for code in codes_of(program):
        chi.say(f"/ketluan {CODE} muc {code}").press("Ghi nhận, báo cáo cấp trên")
    chi.say(f"/ketluan {CODE}").press("Kết thúc hội nghị")
    return chi, people


def answered(program: Program) -> tuple[Actor, Actor, list[Actor]]:
    """Dũng has written an answer to a matter that all of them raised; Hoa may publish it."""
    people = crowd(program, PEOPLE)
    dung = enrol_agency(Actor(program=program, name="dung"))
    hoa = enrol(Actor(program=program, name="hoa"), "Trần Thị Hoa")
    codes = codes_of(program)
    for code in codes:
        give(program, code)
    group(program, *codes)
    draft(dung, codes[0], "Đường sẽ được sửa.")
    return dung, hoa, people


def draft(dung: Actor, code: str, words: str) -> None:
    dung.say(f"/traloi {code}").press("Soạn câu trả lời").say(words)
    dung.press("Xong phần nội dung").press("Không có số").press("Không ghi ngày")
    dung.press("Không ghi người ký").press("Gửi duyệt")


def heard(people: list[Actor], words: str) -> list[int]:
    """How many messages with these words each of them has got."""
    return [sum(words in reply.lines for reply in actor.read().seen) for actor in people]


def die_in_piece(
    program: Program,
    files: Path,
    monkeypatch: pytest.MonkeyPatch,
    nth: int,
    *,
    kinds: tuple[str, ...] = (ISSUE, SEND),
) -> None:
    """The program dies in the nth piece of work of these kinds, before its commit; the lease runs
    out."""
    calls = count(1)

    def dying(voice: Voice, job: ClaimedJob, piece: Piece) -> Any:
        done = go_on(voice, job, piece)
        # Work that failed beside other work is tried once more by itself.
        if job.kind in kinds and next(calls) >= nth:
            raise Died
        return done

    with monkeypatch.context() as there:
        there.setattr("bot.piecewise.go_on", dying)
        with pytest.raises(Died):
            asyncio.run(worker_of(program, files).step())
    program.wait(minutes=6)


def test_a_long_notice_is_sent_to_everybody_once(program: Program, tmp_path: Path) -> None:
    chi, people = noted(program)
    issue(chi, CODE, NUMBER)

    assert f"Đã ban hành thông báo {NUMBER} với {PEOPLE} việc. Đang gửi dần" in chi.text
    assert heard(people, NUMBER) == [1] * PIECE + [0] * (PEOPLE - PIECE)
    tell(program, tmp_path)
    assert heard(people, NUMBER) == [1] * PEOPLE
    assert f"Đã ban hành thông báo {NUMBER} với {PEOPLE} việc. Còn" in chi.read().text
    assert {one.state for one in program.all_of(Petition)} == {"noted"}
    assert program.database.read_now(check) == []


def test_a_notice_goes_on_where_the_program_died(
    sqlite_program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = sqlite_program
    chi, people = noted(program)
    issue(chi, CODE, NUMBER)
    die_in_piece(program, tmp_path, monkeypatch, 2)
    assert heard(people, NUMBER) == [1] * 2 * PIECE + [0] * (PEOPLE - 2 * PIECE)
    tell(program, tmp_path)

    assert heard(people, NUMBER) == [1] * PEOPLE
    raisers = [row for row in program.all_of(ConclusionRecipient) if row.petition_id]
    assert len(raisers) in (0, PEOPLE)
    assert program.database.read_now(check) == []


def test_a_notice_is_not_met_while_it_goes_out(sqlite_program: Program, tmp_path: Path) -> None:
    """13-HD V.3.1(1): it is met once all have it, also those of whom no row says so yet."""
    program = sqlite_program
    chi, _ = noted(program)
    issue(chi, CODE, NUMBER)
    chi.say(f"/ketluan {CODE} noinhan")

    assert notice_limit(program) == "open"
    tell(program, tmp_path)
    chi.say(f"/ketluan {CODE} noinhan tatca").press("Trao tận tay").press("Hôm nay")
    assert notice_limit(program) == "met"


def test_a_notice_that_stops_half_way_is_not_met_is_said_and_goes_on(
    sqlite_program: Program, tmp_path: Path
) -> None:
    program = sqlite_program
    chi, people = noted(program)
    issue(chi, CODE, NUMBER)
    tried = update(Job).where(col(Job.kind) == ISSUE).values(attempts=TRIES)
    program.change(lambda work: work.session.execute(tried))
    tell(program, tmp_path)
    assert f"{CODE}: việc báo cho nhiều người dừng giữa chừng" in chi.read().text

    assert not program.database.write_now(lambda work: is_met(program, work))
    program.change(lambda work: jobs.go_on_again(work, GOES_ON, program.now))
    tell(program, tmp_path)
    assert heard(people, NUMBER) == [1] * PEOPLE


def test_what_is_withdrawn_before_its_turn_is_not_named(
    sqlite_program: Program, tmp_path: Path
) -> None:
    program = sqlite_program
    chi, people = noted(program)
    last = codes_of(program)[-1]
    issue(chi, CODE, NUMBER)
    people[-1].say(f"/rut {last}").press("Rút")
    tell(program, tmp_path)

    assert heard(people[-1:], NUMBER) == [0]
    assert len(program.all_of(ConclusionMatter)) == PEOPLE - 1


def test_an_answer_to_many_is_sent_to_everybody_once(program: Program, tmp_path: Path) -> None:
    _, hoa, people = answered(program)
    hoa.say(f"/duyet {codes_of(program)[0]}").press("Công bố")

    assert f"Đã báo {PIECE} người, đang báo dần" in hoa.text
    assert heard(people, "Đường sẽ được sửa.") == [1] * PIECE + [0] * (PEOPLE - PIECE)
    tell(program, tmp_path)
    assert heard(people, "Đường sẽ được sửa.") == [1] * PEOPLE
    assert f"Số người được báo: {PEOPLE}" in hoa.read().text
    assert {one.state for one in program.all_of(Petition)} == {"replied"}
    assert program.database.read_now(check) == []


def test_an_answer_goes_on_where_the_program_died(
    sqlite_program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = sqlite_program
    _, hoa, people = answered(program)
    hoa.say(f"/duyet {codes_of(program)[0]}").press("Công bố")
    die_in_piece(program, tmp_path, monkeypatch, 1)
    tell(program, tmp_path)

    assert heard(people, "Đường sẽ được sửa.") == [1] * PEOPLE


def test_news_go_on_where_the_program_died(
    sqlite_program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody's limits are looked at again, and nobody who has heard."""
    program = sqlite_program
    people = crowd(program, PEOPLE)
    chi = enrol(Actor(program=program, name="chi"))
    restart(program)
    bring_in_line(program)  # each has a limit now, and three pieces of these come first
    chi.say(f"/hoinghi {CODE} sua").press("Địa điểm").say("Nhà văn hóa").press("Lưu thay đổi")
    die_in_piece(program, tmp_path, monkeypatch, 5, kinds=(NEWS,))
    assert heard(people, "Nhà văn hóa") == [1] * PIECE + [0] * (PEOPLE - PIECE)
    [job] = [job for job in program.all_of(Job) if job.kind == NEWS]
    tell(program, tmp_path)

    assert job.payload["followed"] is True
    assert job.payload["after"] == program.all_of(Petition)[PIECE - 1].person_id
    assert heard(people, "Nhà văn hóa") == [1] * PEOPLE


def test_the_day_before_goes_on_where_the_program_died(
    sqlite_program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = sqlite_program
    people = crowd(program, PEOPLE)
    at(program, date(2025, 10, 28))
    ring(program)
    die_in_piece(program, tmp_path, monkeypatch, 2, kinds=(REMIND,))
    assert heard(people, "Hội trường") == [1] * PIECE + [0] * (PEOPLE - PIECE)
    tell(program, tmp_path)

    assert heard(people, "Hội trường") == [1] * PEOPLE


def test_a_correction_waits_until_all_have_the_answer(
    sqlite_program: Program, tmp_path: Path
) -> None:
    """Else somebody would be told of a correction to what they have never read."""
    program = sqlite_program
    dung, hoa, people = answered(program)
    code = codes_of(program)[0]
    hoa.say(f"/duyet {code}").press("Công bố")
    dung.say(f"/traloi {code}").press("Soạn bản đính chính").say("Sửa xong trước Tết.")
    dung.press("Xong phần nội dung").press("Không có số").press("Không ghi ngày")
    dung.press("Không ghi người ký").press("Gửi duyệt")
    hoa.say(f"/duyet {code}").press("Công bố")
    assert "đang được gửi dần" in hoa.text
    tell(program, tmp_path)
    hoa.say(f"/duyet {code}").press("Công bố")
    tell(program, tmp_path)

    assert heard(people, "Sửa xong trước Tết.") == [1] * PEOPLE


def test_two_workers_with_one_job_tell_nobody_twice(
    program: Program, twin: Database, tmp_path: Path
) -> None:
    """One has slept through its lease: its piece is the other's by now."""
    chi, people = noted(program)
    issue(chi, CODE, NUMBER)
    late = program.database.write_now(lambda work: jobs.claim(work, program.now, 1))[0]
    program.wait(minutes=6)
    tell(program, tmp_path)

    worker = worker_of(program, tmp_path)
    settle = asyncio.run(worker._try(late))
    program.database.write_now(settle)
    assert heard(people, NUMBER) == [1] * PEOPLE
    assert {job.state for job in program.all_of(Job)} == {"done"}


def is_met(program: Program, work: Work) -> bool:
    """Whether the limit of the notice is met where somebody looks whether it is."""
    commune, conference = program.commune(work), program.conference(work)
    voice = Voice(work=work, house=program.house, now=program.now, commune=commune)
    return meet_if_sent(voice, conference, work.session.exec(select(Staff)).one())


def notice_limit(program: Program) -> str:
    def read(work: Work) -> str:
        found = select(Deadline).where(Deadline.key == "conclusion_notice")
        return work.session.exec(found).one().state

    return program.database.read_now(read)
