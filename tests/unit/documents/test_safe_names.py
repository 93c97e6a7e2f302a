"""Names that every system takes, whatever a file was called by who sent it."""

import unicodedata
from pathlib import PurePosixPath, PureWindowsPath

import pytest

from documents.safe_names import LONGEST, Paths, safe_name, with_ending

HOSTILE = (
    "../../etc/passwd",
    "..\\..\\Windows\\system.ini",
    "/etc/shadow",
    "C:\\boot.ini",
    "con",
    "NUL.pdf",
    "com¹.txt",
    'a:b*c?d"e<f>g|h.pdf',
    "tên\nhai\tdòng\x00.pdf",
    "gnp.\u202efdp.exe",
    "...",
    "   ",
    "",
    "dấu chấm cuối. . .",
    "=cmd().pdf",
    "😀" * 300 + ".pdf",
    "ế" * 300 + ".pdf",
    "x." + "y" * 300,
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_becomes_one_that_leads_nowhere(name: str) -> None:
    safe = safe_name(name)

    assert not set(safe) & set('\\/:*?"<>|\n\t\0\u202e')
    assert 0 < len(safe) <= LONGEST and len(safe.encode()) <= 255
    assert safe == safe.strip(" .") and safe not in (".", "..")
    assert not PureWindowsPath(safe).is_reserved()
    assert PurePosixPath(safe).parts == (safe,)


def test_the_ending_stays_whatever_is_cut() -> None:
    assert safe_name("a" * 500 + ".pdf").endswith("a.pdf")


def test_letters_are_composed_as_windows_has_them() -> None:
    apart = unicodedata.normalize("NFD", "Kế hoạch.pdf")

    assert safe_name(apart) == "Kế hoạch.pdf"


def test_a_name_is_taken_once_also_where_capitals_do_not_count() -> None:
    paths = Paths(["SHA256SUMS.txt"])
    taken = [paths.of("1. A", name) for name in ("đơn.pdf", "Đơn.pdf", "ĐƠN.PDF")]

    assert taken == ["1. A/đơn.pdf", "1. A/Đơn (2).pdf", "1. A/ĐƠN (3).PDF"]
    assert paths.of("sha256sums.TXT") == "sha256sums (2).TXT"


def test_long_names_that_are_alike_stay_apart_and_short() -> None:
    paths = Paths()
    taken = {paths.of("A", "ế" * 200 + ".pdf") for _ in range(2_000)}

    assert len(taken) == 2_000
    assert max(len(path) for path in taken) <= LONGEST + 2


@pytest.mark.parametrize(
    ("name", "mime", "becomes"),
    [
        ("x.exe", "image/jpeg", "x.exe.jpg"),
        ("x.JPEG", "image/jpeg", "x.JPEG"),
        ("đơn", "application/pdf", "đơn.pdf"),
        ("gì đó.bin", "application/octet-stream", "gì đó.bin"),
    ],
)
def test_a_file_ends_as_its_kind_does(name: str, mime: str, becomes: str) -> None:
    assert with_ending(name, mime) == becomes


def test_a_long_name_is_cut_after_a_word() -> None:
    assert safe_name("một hai ba bốn năm", 13) == "một hai ba"
