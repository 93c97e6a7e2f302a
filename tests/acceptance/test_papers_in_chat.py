"""Papers in the chat: a button where an officer looks, and the file arrives by itself."""

import io
from pathlib import Path

import pytest
from docx import Document
from stage import Actor, Program
from stage.conclusion import CODE, classified, hold
from stage.news import tell
from stage.walks import enrol

from dialogue.conference_life import ConferenceState
from dialogue.roles import Role
from storage.blobs import Blobs
from storage.tables import Attachment

NOTICE, SYNTHESIS = "Lập thông báo (Word)", "Báo cáo tổng hợp (Word)"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Where files lie."""
    return tmp_path / "files"


@pytest.fixture
def chair(sqlite_program: Program) -> Actor:
    """The Secretary."""
    return enrol(Actor(program=sqlite_program, name="chair"), "Ông Bí thư", Role.CHAIR)


def words_of(program: Program, files: Path) -> str:
    """What stands in the only file that was made."""
    tell(program, files)
    (file,) = program.all_of(Attachment)
    page = Document(io.BytesIO(Blobs(files).path(file.sha256).read_bytes()))
    cells = [cell.text for table in page.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in page.paragraphs), *cells])


def test_the_notice_says_what_is_chosen_so_far_and_leaves_room_for_its_number(
    sqlite_program: Program, an: Actor, chi: Actor, files: Path
) -> None:
    code = classified(an, "tra_loi_tai_hoi_nghi")
    hold(sqlite_program)
    chi.say(f"/ketluan {CODE} muc {code}").press("Đã giải quyết tại hội nghị")

    assert "Đang lập tệp" in chi.say(f"/ketluan {CODE}").press(NOTICE).text
    told = words_of(sqlite_program, files)

    assert chi.read().last.files
    assert "1. Nội dung đã được giải quyết, trả lời tại hội nghị" in told
    assert code in told
    assert "-TB/" in told


def test_the_chair_takes_the_synthesis_report_from_the_pack(
    sqlite_program: Program, an: Actor, chair: Actor, files: Path
) -> None:
    code = classified(an, "tra_loi_tai_hoi_nghi")

    assert "Đang lập tệp" in chair.say("/tonghop").press(SYNTHESIS).text
    assert code in words_of(sqlite_program, files)
    assert chair.read().last.files


def test_whoever_may_not_conclude_gets_no_notice(
    sqlite_program: Program, an: Actor, chair: Actor
) -> None:
    classified(an, "tra_loi_tai_hoi_nghi")
    hold(sqlite_program, ConferenceState.CONCLUDED)

    assert "không làm việc này được" in chair.say(f"/ketluan {CODE} vanban").text
