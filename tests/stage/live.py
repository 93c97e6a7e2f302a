"""Steps of an online session: opened, asked in; and its jobs done at once."""

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook

from stage.conclusion import CODE
from stage.news import tell
from stage.online import begin
from stage.people import Actor
from stage.program import Program
from storage.blobs import Blobs
from storage.tables import Attachment

ASK = "Gửi câu hỏi cho phiên trực tuyến"


def open_session(officer: Actor) -> Actor:
    """The office takes questions from now on."""
    begin(officer.program)
    return officer.say(f"/phien {CODE}").press("Bắt đầu nhận câu hỏi")


def introduce(actor: Actor, name: str) -> Actor:
    """Open the page of the session for the first time, up to the question itself."""
    actor.open().press(ASK).press("Tôi đồng ý").say(name).press("Thôn Đông")
    return actor


def ask(actor: Actor, text: str) -> Actor:
    """A question of somebody who has introduced themselves."""
    return actor.say("/hoi").say(text)


def work(program: Program, files: Path) -> None:
    """Do the jobs of the session that wait; files lie in `files`."""
    tell(program, files)


def sheet_of(program: Program, files: Path) -> list[tuple[object, ...]]:
    """The rows of the Excel file that came last."""
    row = program.all_of(Attachment)[-1]
    sheet = load_workbook(BytesIO(Blobs(files).read(row.sha256))).active
    assert sheet is not None
    return list(sheet.iter_rows(values_only=True))
