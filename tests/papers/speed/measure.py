"""How long papers of many opinions take, beside docxtpl's bare time for a table of that size."""

import io
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate

from handlers.papers.dossier_zip import made
from papers.many import ANSWER, WORDS, crowd
from papers.meeting import Meeting
from storage.blobs import Blobs
from storage.database import Database
from storage.schema import upgrade

OPINIONS = 1_000
COLUMNS = ("number", "who", "content", "answer", "result", "time", "level")
ROW = {
    "number": "1",
    "who": "Nguyễn Văn An, Tổ dân phố Một\n(AB25-0001)",
    "content": WORDS,
    "answer": ANSWER,
    "result": "Đã trả lời bằng văn bản",
    "time": "Ngày 12/11/2025",
    "level": "Cấp xã",
}
BARE, REPORT, DOSSIER = "docxtpl", "synthesis report", "dossier"


@contextmanager
def papers() -> Iterator[Mapping[str, Callable[[], object]]]:
    """What can be timed, by its name; each with all its queries, in memory."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/many.db"
        database = Database(url)
        upgrade(database.engine)
        database.close()
        template = plain_table()
        with crowd(url, Path(folder), OPINIONS) as there:
            yield {
                BARE: lambda: fill_bare(template),
                REPORT: lambda: there.paper("synthesis_report"),
                DOSSIER: lambda: dossier(there, Path(folder)),
            }


def seconds(do: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


def dossier(there: Meeting, folder: Path) -> bytes:
    """Every paper of the conference in one archive."""
    archive = there.place.database.read_now(lambda work: made(there.writing(work)))
    out = io.BytesIO()
    archive.pour(out, Blobs(folder / "kept").path)
    return out.getvalue()


def plain_table() -> bytes:
    """A template with nothing but such a table."""
    page = Document()
    grid = page.add_table(rows=3, cols=len(COLUMNS))
    grid.cell(0, 0).text = "{%tr for row in rows %}"
    for place, name in enumerate(COLUMNS):
        grid.cell(1, place).text = f"{{{{ row.{name} }}}}"
    grid.cell(2, 0).text = "{%tr endfor %}"
    out = io.BytesIO()
    page.save(out)
    return out.getvalue()


def fill_bare(template: bytes) -> bytes:
    """What docxtpl itself does, with values that are there already."""
    document = DocxTemplate(io.BytesIO(template))
    document.render({"rows": [ROW] * OPINIONS}, autoescape=True)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()
