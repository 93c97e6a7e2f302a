"""`doithoai export`: the papers as files of this machine, whole or not at all."""

import hashlib
import stat
import zipfile
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest
from docx import Document
from integration.cli_kit import Operator, Spoken
from stage.program import START

from bot import clock
from bot.cli import app
from bot.console import DONE, FAILED, WRONG_USE, fold_global_options, run_reporting
from bot.exporting_file import BY_ENDING
from bot.sample import add_conference
from dialogue.regulation import shipped
from dialogue.working_days import calendar
from handlers.papers.listed import PAPERS
from storage import communes
from storage.database import Database
from storage.work import Work

PAPERS_ASKED = [
    (what, ending, key) for what, endings in BY_ENDING.items() for ending, key in endings.items()
]


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commune with a conference; made once, copied for each test."""
    folder = tmp_path_factory.mktemp("commune")
    add = ("commune", "add", "anbinh", "--name", "Xã An Bình", "--regulation", "hai-phong-13-hd")
    with pytest.MonkeyPatch.context() as there:
        there.chdir(folder)
        for command in (("migrate",), add):
            assert run_reporting(app, fold_global_options(command)) == DONE
    with closing(Database(f"sqlite:///{folder / 'data' / 'doithoai.db'}")) as database:
        database.write_now(_plan_a_conference)
    return folder


def _plan_a_conference(work: Work) -> None:
    commune = communes.by_code(work, "anbinh")
    assert commune is not None
    add_conference(work, commune, shipped()[commune.regulation_id], calendar(), START)


@pytest.fixture
def operator(
    prepared: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Operator:
    """An operator of that commune, in a folder of their own, on the day of its plan."""
    copytree(prepared / "data", tmp_path / "data")
    monkeypatch.setattr(clock, "now", lambda: START)
    return Operator.at(tmp_path, capsys, monkeypatch)


def export(operator: Operator, what: str, out: str, *more: str) -> Spoken:
    return operator.ask("export", what, "--conference", "DT2510", "--out", out, *more)


def test_the_dossier_is_a_zip_whose_sums_are_right(operator: Operator) -> None:
    spoken = export(operator, "dossier", "ho-so.zip")
    path = operator.folder / "ho-so.zip"

    assert spoken.code == DONE
    assert spoken.document["bytes"] == path.stat().st_size
    with zipfile.ZipFile(path) as opened:
        for line in opened.read("SHA256SUMS.txt").decode().splitlines():
            told, _, name = line.partition("  ")
            assert hashlib.sha256(opened.read(name)).hexdigest() == told


def test_what_is_missing_is_told_with_who_owes_it_and_is_no_failure(operator: Operator) -> None:
    missing = export(operator, "dossier", "ho-so.zip").document["missing"]
    spoken = operator.run("export", "dossier", "--conference", "dt2510", "--out", "2.zip")

    assert {"key", "title", "owed_by"} == set(missing[0])
    assert "plan" in {one["key"] for one in missing}
    assert "petition_upward" not in {one["key"] for one in missing}
    assert spoken.code == DONE
    assert "missing: Kế hoạch tổ chức hội nghị (" in spoken.err


def test_only_its_owner_reads_it(operator: Operator) -> None:
    export(operator, "dossier", "ho-so.zip")

    assert stat.S_IMODE((operator.folder / "ho-so.zip").stat().st_mode) == 0o600


def test_a_file_that_is_there_is_not_written_over(operator: Operator) -> None:
    path = operator.folder / "ho-so.zip"
    path.write_text("of somebody else")
    spoken = export(operator, "dossier", "ho-so.zip")

    assert spoken.code == WRONG_USE and "--force" in spoken.error
    assert path.read_text() == "of somebody else"
    assert export(operator, "dossier", "ho-so.zip", "--force").code == DONE
    assert zipfile.is_zipfile(path)


def test_what_fails_half_way_leaves_nothing(
    operator: Operator, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("documents.archive.Archive.put", fail)

    assert export(operator, "dossier", "ho-so.zip").code == FAILED
    assert [one.name for one in operator.folder.iterdir()] == ["data"]


@pytest.mark.parametrize(
    ("what", "out"),
    [
        ("dossier", "ho-so.docx"),
        ("dossier", "nowhere/ho-so.zip"),
        ("speakers", "ds.pdf"),
        ("synthesis", "bao-cao"),
    ],
)
def test_what_cannot_be_meant_is_wrong_use(operator: Operator, what: str, out: str) -> None:
    assert export(operator, what, out).code == WRONG_USE


def test_a_conference_that_is_not_there_is_wrong_use(operator: Operator) -> None:
    spoken = operator.ask("export", "dossier", "--conference", "DT9999", "--out", "x.zip")

    assert spoken.code == WRONG_USE and "DT9999" in spoken.error
    assert not (operator.folder / "x.zip").exists()


@pytest.mark.parametrize(("what", "ending", "key"), PAPERS_ASKED)
def test_a_paper_is_what_its_ending_says_where_this_version_makes_it(
    operator: Operator, what: str, ending: str, key: str
) -> None:
    spoken = export(operator, what, f"out{ending}")
    path = operator.folder / f"out{ending}"
    if key not in PAPERS:
        assert (spoken.code, path.exists()) == (WRONG_USE, False)
        return
    inside = "word/document.xml" if ending == ".docx" else "xl/workbook.xml"

    assert spoken.code == DONE
    assert inside in zipfile.ZipFile(path).namelist()


def test_the_list_of_the_dossier_opens_in_word(operator: Operator) -> None:
    export(operator, "dossier", "ho-so.zip")
    with zipfile.ZipFile(operator.folder / "ho-so.zip") as opened:
        document = Document(opened.open("00. Mục lục hồ sơ.docx"))  # type: ignore[arg-type]
    said = "\n".join(paragraph.text for paragraph in document.paragraphs)

    assert "Nơi lưu hồ sơ" in said and "MỤC LỤC HỒ SƠ" in said
