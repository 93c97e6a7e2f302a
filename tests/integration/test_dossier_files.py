"""Signed papers as rows and files: kept, taken away, removed for good; on both engines."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from sqlalchemy import event
from sqlmodel import select
from stage import Actor, Program
from stage.conclusion import at_work, by_rule
from stage.dossier import CODE, PDF, add_signed, take_all
from stage.lists import work as do_jobs
from stage.walks import enrol, register
from structlog.testing import capture_logs

from dialogue.task import Part, Purpose
from documents.stationery import Stationery
from documents.templates import Templates
from handlers import ordered
from handlers.ordered import Poured
from handlers.papers.dossier import dossier_of
from handlers.papers.dossier_zip import DossierZip
from handlers.papers.listed import PAPERS
from handlers.papers.writing import Writing
from handlers.voice import Voice
from storage import dossier, petitions, retention, tasks
from storage.attachments import drop_unused
from storage.blobs import Blobs
from storage.database import Database
from storage.failpoints import Failpoint, arm, disarm
from storage.tables import (
    Answer,
    Attachment,
    Conclusion,
    Conference,
    DossierPaper,
    Job,
    Petition,
)
from storage.tables.conclusion import ConclusionState
from storage.tables.petition import FileState
from storage.tables.task import AnswerState
from storage.work import Work

FILES = next(rule for rule in retention.RULES if rule.name == "files")


@pytest.fixture
def program(database: Database) -> Program:
    return Program(database=database).set_up()


@pytest.fixture
def chi(program: Program) -> Actor:
    """An officer, on a conference by hai-phong-13-hd."""
    by_rule(program, "hai-phong-13-hd")
    return enrol(Actor(program=program, name="chi"))


@pytest.fixture(autouse=True)
def _nothing_armed() -> Iterator[None]:
    yield
    disarm()


def purge(program: Program) -> None:
    """A month later, when files that belong to nothing go."""
    program.wait(days=40)
    at = program.now - timedelta(days=30)
    program.change(lambda work: retention.remove_some(work, FILES, at, program.now))


def test_a_signed_paper_stays_however_old_it_is(chi: Actor, tmp_path: Path) -> None:
    add_signed(chi, "plan", tmp_path).say("/viec")
    purge(chi.program)

    assert len(chi.program.all_of(Attachment)) == 1


def test_one_that_was_taken_away_goes_with_the_others_and_its_row_stays(
    chi: Actor, tmp_path: Path
) -> None:
    add_signed(chi, "plan", tmp_path).say(f"/hoso {CODE} go 1")
    purge(chi.program)

    assert chi.program.all_of(Attachment) == []
    (row,) = chi.program.all_of(DossierPaper)
    assert (row.attachment_id, row.number) == (None, "12-KH/ĐU")
    at_work(chi.program)
    assert "xóa hẳn" in chi.say(f"/hoso {CODE} lai 1").text


def test_a_file_of_a_dossier_is_not_dropped_with_a_draft(chi: Actor, tmp_path: Path) -> None:
    add_signed(chi, "plan", tmp_path)
    (file,) = chi.program.all_of(Attachment)
    chi.program.change(lambda work: drop_unused(work, [file.id]))

    assert len(chi.program.all_of(Attachment)) == 1


def test_the_same_file_twice_is_one_paper(chi: Actor, tmp_path: Path) -> None:
    add_signed(chi, "plan", tmp_path)

    def again(work: Work) -> None:
        conference = work.session.exec(select(Conference)).one()
        for _ in range(2):
            dossier.add(work, conference, key="plan", attachment_id=1, by=1, now=chi.program.now)

    chi.program.change(again)

    assert len(chi.program.all_of(DossierPaper)) == 1


def test_a_dossier_takes_as_many_statements_for_fifty_files_as_for_one(
    chi: Actor, program: Program
) -> None:
    register(Actor(program=program, name="an"), conference=False)

    def count() -> int:
        seen: list[str] = []

        def read(work: Work) -> int:
            connection = work.session.connection()
            event.listen(connection, "before_cursor_execute", lambda *a: seen.append(a[2]))
            conference = work.session.exec(select(Conference)).one()
            commune = program.commune(work)
            voice = Voice(work=work, house=program.house, now=program.now, commune=commune)
            writing = Writing(voice=voice, conference=conference)
            found = dossier_of(writing, tuple(PAPERS), files=True)
            return len(found.petition_files)

        found.append(program.database.read_now(read))
        return len(seen)

    found: list[int] = []
    program.change(lambda work: _files(work, 1))
    few = count()
    program.change(lambda work: _files(work, 49))

    assert count() == few
    assert found == [1, 50]


def test_a_process_that_dies_over_the_archive_hands_it_over_once(
    chi: Actor, tmp_path: Path
) -> None:
    """The file is kept already and its row is not there yet: the job is done again."""

    def die() -> None:
        raise RuntimeError("killed")

    arm(Failpoint.IN_JOB, die)
    take = chi.say(f"/hoso {CODE} tai")
    with capture_logs():
        do_jobs(take, tmp_path)
    assert not chi.files
    chi.program.wait(minutes=10)
    do_jobs(chi, tmp_path)
    assert len(chi.files) == 1
    chi.program.wait(minutes=10)
    do_jobs(chi, tmp_path)

    assert not chi.files
    assert len(chi.program.all_of(Attachment)) == 1


def test_while_an_archive_is_written_nobody_else_begins_it(
    chi: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its lease is renewed; `patience` ends a test that would wait for ever."""
    program, pour = chi.program, DossierZip.pour

    def leased_until() -> datetime | None:
        return program.all_of(Job)[-1].leased_until

    def slowly(self: DossierZip, *args: Any) -> Poured:
        first, patience = leased_until(), monotonic() + 20
        program.wait(minutes=4)
        while leased_until() == first and monotonic() < patience:
            sleep(0.01)
        assert leased_until() != first
        return pour(self, *args)

    monkeypatch.setattr("bot.exporting.AGAIN", 0.01)
    monkeypatch.setattr(DossierZip, "pour", slowly)
    do_jobs(chi.say(f"/hoso {CODE} tai"), tmp_path)

    assert len(chi.files) == 1


def test_what_a_channel_does_not_carry_is_said_with_another_way(
    program: Program, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ordered.CARRIED, "telegram", 1_000)
    chi = enrol(Actor(program=program, name="chi", channel="telegram"))
    do_jobs(chi.say(f"/hoso {CODE} tai"), tmp_path)

    assert not chi.files
    assert "kênh này không gửi được" in chi.text and "/c/mau" in chi.text


def test_a_broken_template_of_the_communes_own_keeps_no_dossier_back(
    program: Program, tmp_path: Path
) -> None:
    own = tmp_path / "templates" / "mau"
    own.mkdir(parents=True)
    (own / "public_notice.docx").write_bytes(b"no Word file")
    program.house = replace(
        program.house, stationery=Stationery(templates=Templates(own=own.parent))
    )
    chi = enrol(Actor(program=program, name="chi"))
    do_jobs(chi.say(f"/hoso {CODE} tai"), tmp_path)

    assert len(chi.files) == 1
    assert "Mẫu riêng của đơn vị có chỗ sai" in chi.text


def test_the_files_of_answers_and_of_the_notice_stand_where_they_belong(
    chi: Actor, tmp_path: Path
) -> None:
    program = chi.program
    code = register(Actor(program=program, name="an"), conference=False)
    kept = Blobs(tmp_path).keep(PDF)

    def settle(work: Work) -> None:
        petition = work.session.exec(select(Petition)).one()
        petition.conference_id = 1
        for purpose in (Purpose.PREPARED, Purpose.REPLY):
            task = tasks.give(
                work, petition, program.now, agency_id=1, part=Part.LEAD, purpose=purpose
            )
            assert task.id is not None and petition.id is not None
            answer = Answer(
                commune_id=1,
                task_id=task.id,
                petition_id=petition.id,
                state=AnswerState.PUBLISHED,
                text="Đã sửa.",
                number="12/KT",
                attachment_id=_file(work, petition, f"{purpose}.pdf", kept),
                drafted_by=1,
                drafted_at=program.now,
            )
            work.session.add(answer)
        notice = Conclusion(
            commune_id=1,
            conference_id=1,
            state=ConclusionState.ISSUED,
            number="125-TB/ĐU",
            issued_on=date(2025, 11, 5),
            attachment_id=_file(work, petition, "thong-bao.pdf", kept),
            made_by=1,
            created_at=program.now,
        )
        work.session.add(notice)

    program.change(settle)
    names = [name for name in take_all(chi, tmp_path).namelist() if name.endswith(".pdf")]

    assert [name.rpartition("/")[2] for name in names] == [
        f"{code} - Phòng Kinh tế - 12-KT - prepared.pdf",
        "Bản đã ký số 125-TB-ĐU, ngày 05-11-2025 - thong-bao.pdf",
        f"{code} - Phòng Kinh tế - 12-KT - reply.pdf",
    ]
    assert [name[0] for name in names] == ["1", "3", "3"]


def _file(work: Work, petition: Petition, name: str, sha256: str) -> int:
    row = Attachment(
        commune_id=1,
        address_id=petition.address_id,
        upload_key=name,
        kind="document",
        name=name,
        mime="application/pdf",
        size=len(PDF),
        sha256=sha256,
        state=FileState.STORED,
        created_at=petition.created_at,
    )
    work.session.add(row)
    work.session.flush()
    assert row.id is not None
    return row.id


def test_whatever_a_file_was_called_it_leads_nowhere_in_the_archive(
    chi: Actor, tmp_path: Path
) -> None:
    for name in ("../../etc/passwd", "C:\\con.pdf", 'a"<b>|?*.exe', "x" * 400):
        add_signed(chi, "plan", tmp_path, name=name)
    names = take_all(chi, tmp_path).namelist()

    assert len([name for name in names if name.endswith(".pdf")]) == 4
    assert not [name for name in names if ".." in name or set(name) & set('\\:*?"<>|')]


def _files(work: Work, number: int) -> None:
    petition = work.session.exec(select(Petition)).one()
    petition.conference_id = 1
    for _ in range(number):
        file = Attachment(
            commune_id=1,
            address_id=petition.address_id,
            upload_key=f"u-{number}-{_}",
            kind="photo",
            state=FileState.STORED,
            created_at=petition.created_at,
        )
        work.session.add(file)
        work.session.flush()
        assert petition.id is not None
        petitions.add_part(
            work,
            petition,
            address_id=petition.address_id,
            attachment_id=file.id,
            created_at=petition.created_at,
        )
