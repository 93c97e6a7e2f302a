"""Prints papers as people do: LibreOffice makes a PDF of each, poppler pictures and texts."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

SOFFICE, PDFTOPPM, PDFTOTEXT = "/usr/bin/soffice", "/usr/bin/pdftoppm", "/usr/bin/pdftotext"
TOOLS = (SOFFICE, PDFTOPPM, PDFTOTEXT)
WORD = ".docx"
# Its start alone takes seconds on a busy machine.
LONGEST = 300


def missing() -> list[str]:
    """Which of the tools this machine lacks."""
    return [tool for tool in TOOLS if not Path(tool).exists()]


def print_all(files: Mapping[str, bytes], folder: Path) -> dict[str, Path]:
    """A PDF for each Word file, by its name ("public_notice.docx"); one start for all of them.

    Files of other kinds are only kept.
    """
    folder = folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    for name, data in files.items():
        (folder / name).write_bytes(data)
    printed = [name for name in files if name.endswith(WORD)]
    profile = (folder / "profile").as_uri()
    subprocess.run(
        [
            *(SOFFICE, f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf"),
            *("--outdir", str(folder)),
            *(str(folder / name) for name in printed),
        ],
        check=True,
        capture_output=True,
        timeout=LONGEST,
    )
    return {name: (folder / name).with_suffix(".pdf") for name in printed}


def text_of(pdf: Path) -> str:
    """What stands there, as it lies on the pages; a form feed ends each page."""
    done = subprocess.run(
        [PDFTOTEXT, "-layout", str(pdf), "-"], check=True, capture_output=True, timeout=LONGEST
    )
    return done.stdout.decode()


def pages_of(pdf: Path) -> int:
    """How many pages it has."""
    return text_of(pdf).count("\f")


def pictures_of(pdf: Path, folder: Path) -> list[Path]:
    """A PNG of each page."""
    folder.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        [PDFTOPPM, "-r", "70", "-png", str(pdf), str(folder / pdf.stem)],
        check=True,
        capture_output=True,
        timeout=LONGEST,
    )
    return sorted(folder.glob(f"{pdf.stem}-*.png"))
