"""The archive is written piece by piece, and its sums are those that `sha256sum -c` accepts."""

import hashlib
import io
import subprocess
import zipfile
from datetime import datetime
from pathlib import Path

import pytest

from documents.archive import SUMS, Archive, Damaged

AT = datetime(2025, 11, 12, 9, 30)  # noqa: DTZ001 - a zip knows no zones


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def kept(folder: Path, data: bytes) -> Path:
    path = folder / sha(data)
    path.write_bytes(data)
    return path


def test_its_sums_are_accepted_by_sha256sum(tmp_path: Path) -> None:
    out = io.BytesIO()
    with Archive(out, AT) as archive:
        archive.put("00. Mục lục.docx", b"list")
        archive.copy("1. Trước/01. Kế hoạch/bản ký.pdf", kept(tmp_path, b"plan"), sha(b"plan"))
    zipfile.ZipFile(out).extractall(tmp_path / "out")

    done = subprocess.run(
        ["/usr/bin/sha256sum", "-c", "--strict", SUMS], cwd=tmp_path / "out", check=False
    )
    assert done.returncode == 0


def test_a_damaged_file_is_refused_before_a_byte_of_it_is_in(tmp_path: Path) -> None:
    path = kept(tmp_path, b"plan")
    path.write_bytes(b"plam")
    out = io.BytesIO()
    with Archive(out, AT) as archive:
        with pytest.raises(Damaged):
            archive.copy("a.pdf", path, sha(b"plan"))
        with pytest.raises(Damaged):
            archive.copy("b.pdf", tmp_path / "nowhere", sha(b"gone"))
        archive.put("c.txt", b"c")

    assert zipfile.ZipFile(out).namelist() == ["c.txt", SUMS]


def test_every_file_has_the_day_on_which_it_was_made(tmp_path: Path) -> None:
    out = io.BytesIO()
    with Archive(out, AT) as archive:
        archive.put("a.txt", b"a")

    assert zipfile.ZipFile(out).getinfo("a.txt").date_time == (2025, 11, 12, 9, 30, 0)
