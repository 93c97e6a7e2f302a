"""The papers of one played conference: played and printed once for all processes of a run."""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from handlers.papers.listed import PAPERS
from papers.meeting import REPORTS, Meeting, meeting, play
from papers.printing import missing, print_all

# Lists are looked at as workbooks, not on pages.
PRINTED = [key for key in (*PAPERS, *REPORTS) if not key.endswith("_sheet")]


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run see."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "papers"
    folder.mkdir(exist_ok=True)
    return folder


@pytest.fixture(scope="session")
def held(
    shared: Path, _sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Meeting]:
    """The conference; what a test changes of it, others do not see."""

    def once() -> None:
        shutil.copyfile(_sqlite_template, shared / "meeting.db")
        play(f"sqlite:///{shared / 'meeting.db'}", shared)

    by_the_first(shared / "played", once)
    own = tmp_path_factory.mktemp("meeting") / "meeting.db"
    shutil.copyfile(shared / "meeting.db", own)
    with meeting(f"sqlite:///{own}", shared) as there:
        yield there


@pytest.fixture(scope="session")
def printed(held: Meeting, shared: Path) -> dict[str, Path]:
    """A PDF of each paper, by its key."""
    if lacking := missing():
        assert "CI" not in os.environ, f"not there: {lacking}"
        pytest.skip(f"not there: {', '.join(lacking)}")

    def once() -> None:
        print_all(held.files(PRINTED), shared)

    by_the_first(shared / "printed", once)
    return {key: shared / f"{key}.pdf" for key in PRINTED}


def by_the_first(mark: Path, do: Callable[[], None]) -> None:
    """Whichever process comes first does it, and the others wait."""
    with mark.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not mark.exists():
            do()
            mark.touch()
