"""`doithoai report`: the report of a quarter or a year, written to a file of this machine."""

import io
from datetime import UTC, datetime
from pathlib import Path

import pytest
from docx import Document
from integration.cli_kit import Operator, Spoken
from openpyxl import load_workbook

from bot import clock
from bot.console import DONE, FAILED, WRONG_USE

COMMUNE = ("commune", "add", "anbinh", "--name", "Xã An Bình", "--regulation", "hai-phong-13-hd")


@pytest.fixture
def operator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> Operator:
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 9, 10, 2, tzinfo=UTC))
    operator = Operator.at(tmp_path, capsys, monkeypatch)
    assert operator.run(*COMMUNE).code == DONE
    return operator


def report(operator: Operator, *more: str, out: str = "q3.docx") -> Spoken:
    return operator.ask("report", "--commune", "anbinh", "--out", out, *more)


def test_a_quarters_report_is_written_up_to_today(operator: Operator) -> None:
    done = report(operator, "--quarter", "2026Q3")
    paper = Document(io.BytesIO((operator.folder / "q3.docx").read_bytes()))
    said = "\n".join(one.text for one in paper.paragraphs)

    assert done.code == DONE
    assert done.document["cut_off"] == "2026-09-10"
    assert done.document["bytes"] == (operator.folder / "q3.docx").stat().st_size
    assert "(Số liệu từ ngày 01/07/2026 đến hết ngày 10/09/2026)" in said


def test_its_ending_says_what_is_made(operator: Operator) -> None:
    report(operator, "--year", "2025", out="year.XLSX")
    book = load_workbook(operator.folder / "year.XLSX")

    assert book["Số liệu"]["A1"].value == "Số liệu công tác đối thoại năm 2025, xã An Bình"


def test_a_person_is_told_in_a_line(operator: Operator) -> None:
    told = operator.run("report", "--commune", "anbinh", "--year", "2026", "--out", "y.xlsx")

    assert told.out == "anbinh, 2026, figures to the end of 2026-09-10: y.xlsx\n"


def test_a_file_that_is_there_is_written_over_only_by_force(operator: Operator) -> None:
    (operator.folder / "q3.docx").write_text("mine")
    refused = report(operator, "--quarter", "2026Q3")

    assert (refused.code, (operator.folder / "q3.docx").read_text()) == (FAILED, "mine")
    assert "--force" in refused.error
    assert report(operator, "--quarter", "2026Q3", "--force").code == DONE
    assert (operator.folder / "q3.docx").read_bytes().startswith(b"PK")
    assert [one.name for one in operator.folder.glob(".*")] == []


WRONG = [
    ((), "a.docx", "--quarter 2026Q3 or --year 2026"),
    (("--quarter", "2026Q3", "--year", "2026"), "a.docx", "one of the two"),
    (("--quarter", "2026"), "a.docx", "write it as 2026Q3"),
    (("--year", "2026Q3"), "a.docx", "write it as 2026"),
    (("--quarter", "2026Q5"), "a.docx", "write it as 2026Q3"),
    (("--quarter", "2026Q4"), "a.docx", "has not begun"),
    (("--year", "2026"), "a.pdf", ".docx or .xlsx"),
    (("--year", "2026", "--commune", "xa"), "a.docx", "known: anbinh"),
]


def test_what_cannot_be_meant_is_said_with_what_can(operator: Operator) -> None:
    for given, out, says in WRONG:
        refused = report(operator, *given, out=out)

        assert refused.code == WRONG_USE, given
        assert says in refused.error, given
        assert not (operator.folder / out).exists(), given


def test_a_folder_that_is_not_there_is_named(operator: Operator) -> None:
    refused = report(operator, "--year", "2026", out="nowhere/a.docx")

    assert refused.code == FAILED
    assert "nowhere/a.docx: cannot be written (No such file or directory)" in refused.error
