"""A list of delegates as the front has it in Excel, sent in the chat and read by the worker."""

import asyncio
import io
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from bot.fetching import Fetching
from bot.importing import Importing
from handlers.files import FETCH
from handlers.messages import FileRef
from handlers.seats.file import IMPORT
from scheduler.worker import Worker
from stage.people import Actor
from storage import addresses
from storage.blobs import Blobs

# vinh-hoa-2025, the form attached to the plan.
HEADER = ("STT", "Họ và tên", "Chức vụ, đơn vị", "Nội dung và câu hỏi đăng ký đối thoại")
Row = tuple[str, str, str]


def send_list(actor: Actor, conference: str, rows: list[Row], folder: Path) -> Actor:
    """Send the list; the worker fetches and reads it; the answer is there."""
    actor.say(f"/moi {conference} tep")
    file = FileRef(kind="document", name="danh-sach.xlsx", source={"file_id": "list"})
    actor.say("", files=(file,))
    _work(actor, _book(rows), folder)
    return actor.read()


def _book(rows: list[Row]) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.append(list(HEADER))
    for number, row in enumerate(rows, start=1):
        sheet.append([number, *row])
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _work(actor: Actor, data: bytes, folder: Path) -> None:
    program = actor.program
    account = program.database.read_now(
        lambda work: addresses.account(work, actor.channel, actor.account)
    )
    assert account.id is not None

    async def fetch(source: dict[str, Any], limit: int) -> bytes:
        return data

    parts: Any = {
        "database": program.database,
        "house": program.house,
        "blobs": Blobs(folder),
        "clock": lambda: program.now,
    }
    fetching = Fetching(**parts, fetchers={account.id: fetch})
    importing = Importing(**parts, fetching=fetching)
    worker = Worker(
        database=program.database,
        tasks={FETCH: fetching.task(), IMPORT: importing.task()},
        clock=lambda: program.now,
    )

    async def work() -> None:
        while await worker.step():
            pass

    asyncio.run(work())
