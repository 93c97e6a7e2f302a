"""Word and Excel files are told from their bytes; none that brings a program with it is taken."""

import io
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook

from storage.files import Unusable, clean
from storage.office_files import SHEET, WORD


def word() -> bytes:
    out = io.BytesIO()
    Document().save(out)
    return out.getvalue()


def sheet() -> bytes:
    out = io.BytesIO()
    Workbook().save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The archive with one part more, or with this one instead of its own."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.namelist():
            if part != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()


@pytest.mark.parametrize(("data", "mime"), [(word(), WORD), (sheet(), SHEET)], ids=["word", "xlsx"])
def test_both_kinds_are_taken_as_lists(data: bytes, mime: str) -> None:
    assert clean(data, lists=True).mime == mime


@pytest.mark.parametrize("data", [word(), sheet()], ids=["word", "xlsx"])
def test_neither_is_a_part_of_a_petition(data: bytes) -> None:
    with pytest.raises(Unusable, match="file-unknown-kind"):
        clean(data)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("word/vbaProject.bin", b"x"),
        ("word/VBAPROJECT.BIN", b"x"),
        ("[Content_Types].xml", b"application/vnd.ms-word.document.macroEnabled.main+xml"),
        ("[Content_Types].xml", b" " * 1_000_001),
    ],
    ids=["macros", "in capitals", "by another name", "a list of parts that is none"],
)
def test_a_file_with_macros_is_refused(name: str, content: bytes) -> None:
    with pytest.raises(Unusable, match="file-macros"):
        clean(with_part(word(), name, content), lists=True)


def test_an_old_or_locked_file_is_told_what_to_do_instead() -> None:
    with pytest.raises(Unusable, match="file-old-office"):
        clean(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), lists=True)


def test_a_damaged_archive_is_no_list() -> None:
    with pytest.raises(Unusable, match="file-unknown-kind"):
        clean(word()[:-200], lists=True)
