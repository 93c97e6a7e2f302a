"""Lists as people have them in Excel: sent in the chat, read by the worker, and written by it."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from handlers.messages import FileRef
from stage.news import finish, worker_of
from stage.people import Actor
from storage import addresses

# vinh-hoa-2025, the form attached to the plan.
HEADER = ("STT", "Họ và tên", "Chức vụ, đơn vị", "Nội dung và câu hỏi đăng ký đối thoại")
Row = tuple[str, str, str]
MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def send_list(actor: Actor, conference: str, rows: list[Row], folder: Path) -> Actor:
    """Send the list; the worker fetches and reads it; the answer is there.

    Where a channel carries no files it is typed, a person in each line.
    """
    if not actor.sends_files:
        typed = "\n".join("; ".join(cell for cell in row if cell) for row in rows)
        return actor.say(f"/moi {conference}").press("Thêm đại biểu").say(typed)
    numbered = [(number, *row) for number, row in enumerate(rows, start=1)]
    return send_file(actor, f"/moi {conference} tep", book([HEADER, *numbered]), folder)


def send_file(actor: Actor, command: str, data: bytes, folder: Path) -> Actor:
    """Send a file where it is asked for, and let the worker read it."""
    actor.say(command)
    if actor.sends_bytes:
        return actor.send_document(data, "ds.xlsx", MIME)
    actor.say("", files=(FileRef(kind="document", name="ds.xlsx", source={"file_id": "list"}),))
    return work(actor, folder, data)


def book(rows: Sequence[Sequence[Any]]) -> bytes:
    """An Excel file with these rows."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(list(row))
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def work(actor: Actor, folder: Path, data: bytes = b"") -> Actor:
    """Do the jobs that wait; `data` is what lies with the platform."""
    program = actor.program
    account = program.database.read_now(
        lambda work: addresses.account(work, actor.channel, actor.account)
    )
    assert account.id is not None

    async def fetch(source: dict[str, Any], limit: int) -> bytes:
        return data

    finish(worker_of(program, folder, {account.id: fetch}))
    return actor.read()
