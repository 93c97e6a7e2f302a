"""What the law's commands may load: they answer at once because they load next to nothing."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from bot.console import command_of

ROOT = Path(__file__).parents[2]
# None of them knows anything of the law, and most cost a tenth of a second or more.
HEAVY = (
    "aiogram",
    "alembic",
    "apscheduler",
    "asyncio",
    "babel",
    "bot.cli",
    "bot.settings",
    "dialogue.regulation_json",
    "fluent",
    "httpx",
    "pydantic",
    "pydantic_settings",
    "rich",
    "sqlalchemy",
    "sqlmodel",
    "starlette",
    "statemachine",
    "structlog",
    "telegram",
)
# The package on holidays loads every country of the world; of these years every day is on record.
RECORDED = ("deadlines", "--regulation", "vinh-hoa-2025", "--conference", "2025-09-26")
QUESTIONS = [
    RECORDED,
    ("deadlines", "--regulation", "hai-phong-13-hd", "--reports", "2026"),
    ("deadlines", "--regulation", "nobody", "--conference", "2025-09-26"),
    ("calendar", "2026"),
    ("regulations",),
]
SCRIPT = """
import atexit, json, sys
atexit.register(lambda: print(json.dumps(sorted(sys.modules)), file=sys.stderr))
from bot.__main__ import main
sys.argv = ["doithoai", *sys.argv[1:]]
main()
"""


def loaded(folder: Path, *arguments: str) -> set[str]:
    """The modules of a process of its own that answered in JSON."""
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT, *arguments, "--json"],
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        check=False,
    )
    json.loads(told.stdout)
    return set(json.loads(told.stderr.splitlines()[-1]))


@pytest.mark.parametrize("question", QUESTIONS, ids=" ".join)
def test_a_command_of_the_law_loads_no_database_and_no_network(
    tmp_path: Path, question: tuple[str, ...]
) -> None:
    assert loaded(tmp_path, *question) & set(HEAVY) == set()


def test_a_year_on_record_does_not_load_the_holidays_package(tmp_path: Path) -> None:
    assert "holidays" not in loaded(tmp_path, *RECORDED)


def test_a_year_that_is_not_on_record_is_asked_of_the_package(tmp_path: Path) -> None:
    assert "holidays" in loaded(tmp_path, "calendar", "2027")


def test_a_configuration_of_other_things_is_not_even_read(tmp_path: Path) -> None:
    """Every installation has one."""
    (tmp_path / "config.toml").write_text("[web]\nport = 8080\n", encoding="utf-8")

    assert loaded(tmp_path, *RECORDED) & set(HEAVY) == set()


@pytest.mark.parametrize("stated", ["[calendar]\n", "[regulations]\nfiles = []\n"])
def test_what_is_configured_of_the_law_loads_its_reader_and_still_no_database(
    tmp_path: Path, stated: str
) -> None:
    (tmp_path / "config.toml").write_text(stated, encoding="utf-8")
    modules = loaded(tmp_path, *RECORDED)

    assert "bot.settings" in modules
    assert modules & {"sqlalchemy", "starlette", "telegram", "structlog"} == set()


@pytest.mark.parametrize(
    ("arguments", "command"),
    [
        (["--json", "deadlines", "--reports", "2026"], "deadlines"),
        (["--config", "calendar", "doctor"], "doctor"),
        (["--config=calendar", "doctor"], "doctor"),
        (["--json"], ""),
        ([], ""),
    ],
)
def test_a_command_is_told_from_the_options_before_it(arguments: list[str], command: str) -> None:
    """By it `main` knows whether there is anything to log."""

    assert command_of(arguments) == command
