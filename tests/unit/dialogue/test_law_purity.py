"""The law is pure: no clock, nothing of ours imported, nothing slow imported early."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import dialogue

FOLDER = Path(dialogue.__file__).parent
SOURCES = sorted(FOLDER.glob("*.py"))
OURS = {"bot", "handlers", "notifications", "scheduler", "documents", "storage", "locales"}
CLOCKS = {"now", "utcnow", "today", "time", "monotonic"}


def imported(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.split(".")[0]


def called(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            yield node.func.attr


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_the_law_imports_nothing_of_ours_and_reads_no_clock(source: Path) -> None:
    """`now` is always given."""
    tree = ast.parse(source.read_text(encoding="utf-8"))

    assert OURS.isdisjoint(imported(tree))
    assert CLOCKS.isdisjoint(called(tree))


@pytest.mark.parametrize("source", SOURCES, ids=lambda path: path.name)
def test_every_file_says_in_its_first_line_what_it_is_for(source: Path) -> None:
    """A file has one reason to exist."""

    assert source.read_text(encoding="utf-8").startswith('"""')


def test_importing_the_law_does_not_import_the_holidays_package() -> None:
    """Every command would pay for it."""
    script = "import sys, dialogue.milestones; print('holidays' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        cwd=FOLDER.parent,
        check=True,
    )

    assert told.stdout.strip() == "False"
