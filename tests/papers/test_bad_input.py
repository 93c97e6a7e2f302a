"""Papers stand whatever people wrote, and where nothing was written at all."""

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from handlers.papers.listed import PAPERS
from papers.many import crowd
from papers.meeting import HOSTILE, Meeting

LONG = "Đường hỏng nặng, xin sửa. " * 153 + "Hết lời."
# Longer than any name, and without a place where a line could break.
NAME = "Nguyễn" * 40
WORDS = f"{HOSTILE}\n{LONG}\n@cmd|' /C calc'!A0 </w:t> ]]> \u200f👩‍👩‍👧 \U0001f6a7"

QUOTING = {"synthesis_report", "answers", "answer_assignment", "reply_covers", "conclusion_notice"}
# Of a conference to which nobody wrote anything.
SAYS = {
    "synthesis_report": "Không có.",
    "answer_assignment": "Chưa giao ý kiến nào.",
    "answers": "Không có.",
    "conclusion_notice": "Không có.",
    "reply_covers": "Chưa có kiến nghị nào được trả lời bằng văn bản.",
    "result_reports": "Không có.",
    "petitioned_again": "Không có.",
    "petition_upward": "Không có.",
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("bad")


@pytest.fixture(scope="module")
def hostile(_sqlite_template: Path, folder: Path) -> Iterator[Meeting]:
    """Four opinions, each of more than 4 000 characters, of people with overlong names."""
    yield from opened(_sqlite_template, folder / "hostile.db", 4, words=WORDS, name=NAME)


@pytest.fixture(scope="module")
def empty(_sqlite_template: Path, folder: Path) -> Iterator[Meeting]:
    """A conference to which nobody wrote anything."""
    yield from opened(_sqlite_template, folder / "empty.db", 0)


def opened(template: Path, path: Path, how_many: int, **said: str) -> Iterator[Meeting]:
    path.write_bytes(template.read_bytes())
    with crowd(f"sqlite:///{path}", path.parent, how_many, **said) as there:
        yield there


def text_of(file: bytes) -> str:
    """All texts of a Word file, those in tables too."""
    body = Document(io.BytesIO(file)).element.body
    lines = {"t": lambda one: one.text or "", "br": lambda _: "\n", "p": lambda _: "\n"}
    found = ((one.tag.rpartition("}")[2], one) for one in body.iter())
    return "".join(lines[tag](one) for tag, one in found if tag in lines)


def kinds_of_cells(file: bytes) -> set[str]:
    """Of what kinds the filled cells of all sheets are; a formula is "f"."""
    sheets = load_workbook(io.BytesIO(file)).worksheets
    return {cell.data_type for sheet in sheets for row in sheet for cell in row if cell.value}


@pytest.mark.parametrize("key", PAPERS)
def test_whatever_people_wrote_stands_there_unchanged(hostile: Meeting, key: str) -> None:
    file = hostile.paper(key)
    if key.endswith("_sheet"):
        assert kinds_of_cells(file) == {"s"}
        return
    told = text_of(file)

    assert "{%" not in told.replace(HOSTILE, "")
    assert (WORDS in told) == (HOSTILE in told)
    assert WORDS in told or key not in QUOTING


@pytest.mark.parametrize("key", PAPERS)
def test_a_conference_without_anything_has_its_papers(empty: Meeting, key: str) -> None:
    file = empty.paper(key)
    if key.endswith("_sheet"):
        assert kinds_of_cells(file) <= {"s"}
        return
    told = text_of(file)

    assert "None" not in told
    assert "{{" not in told
    assert SAYS.get(key, "") in told
