"""How long a synthesis report of 1 000 opinions takes, beside docxtpl's bare time for a table of
that size: `PYTHONPATH=tests python -m papers.speed`."""

import io
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from docx import Document
from docxtpl import DocxTemplate

from papers.many import ANSWER, WORDS, crowd
from storage.database import Database
from storage.schema import upgrade

OPINIONS, RUNS = 1_000, 5
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


def main() -> None:
    """Both in turn; the medians, and how many times as long ours takes."""
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{folder}/many.db"
        database = Database(url)
        upgrade(database.engine)
        database.close()
        template = plain_table()
        paper, bare = [], []
        with crowd(url, Path(folder), OPINIONS) as there:
            for _ in range(RUNS):
                paper.append(seconds(lambda: there.paper("synthesis_report")))
                bare.append(seconds(lambda: fill_bare(template)))
    ours, theirs = statistics.median(paper), statistics.median(bare)
    print(f"synthesis report, {OPINIONS} opinions: {ours:.2f} s")
    print(f"docxtpl's bare time, {OPINIONS} rows of {len(COLUMNS)} columns: {theirs:.2f} s")
    print(f"times as long: {ours / theirs:.1f}")
    sys.exit(ours >= 20 * theirs)


def seconds(do: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.perf_counter()
    do()
    return time.perf_counter() - began


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


if __name__ == "__main__":
    main()
