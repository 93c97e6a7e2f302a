"""What the running program may load: nothing before it is used.

aiogram is kept away from it by an import contract (pyproject.toml).
"""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from handlers.who_answers import COMMANDS, CONVERSATIONS

ROOT = Path(__file__).parents[2]
# Each is a tenth of a second or several megabytes, for a paper, a picture, a chart, another
# database, a schema that is already there, or a text as none of ours is written.
NEVER = (
    "PIL",
    "alembic",
    "babel",
    "docx",
    "docxtpl",
    "fluent",
    "icalendar",
    "jinja2",
    "lxml",
    "matplotlib",
    "numpy",
    "openpyxl",
    "psycopg",
    "segno",
)
PLACES = (*CONVERSATIONS.places(), *(way.place for way in COMMANDS.values()))
# What answers people, but for the menu and the way back to it.
ANSWERS = {f"handlers.{place.partition(':')[0]}" for place in PLACES} - {
    "handlers.citizen.channels",
    "handlers.citizen.menu",
}
# More than half of our own code.
AFTERWARDS = {"apscheduler", "bot.backup", "bot.tasks", *ANSWERS}
# Everything of `doithoai run` on a database of its own, with a bot, but what waits for the network.
SCRIPT = """
import json, sys
from pathlib import Path
import bot.running
from bot.app import build, web_application
from bot.settings import Settings
from bot.warming import load_the_rest
from locales.dates import local_date

app = build(Settings(data={"dir": Path(sys.argv[1])}, telegram={"main": {"token": "123:bench"}}))
served = web_application(app)
print(json.dumps(sorted(sys.modules)))
from bot.beside import ticks_of
parts = app.relay(), ticks_of(app)
load_the_rest(app.house.calendar, local_date(app.clock()))
print(json.dumps(sorted(sys.modules)))
app.database.close()
"""


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> list[set[str]]:
    """The modules of a program that serves from now on, and those that it has a moment later."""
    folder = tmp_path_factory.mktemp("run")
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(folder)],
        capture_output=True,
        text=True,
        cwd=folder,
        env={"PYTHONPATH": str(ROOT)},
        check=False,
    )
    assert not told.returncode, told.stderr
    return [set(json.loads(line)) for line in told.stdout.splitlines()]


def test_a_program_that_serves_has_loaded_nothing_that_it_may_never_need(
    loaded: list[set[str]],
) -> None:
    """Nor its first start, which makes the database."""
    assert all("telegram" in modules for modules in loaded)
    assert [modules & set(NEVER) for modules in loaded] == [set(), set()]


def test_what_answers_people_is_loaded_once_the_program_serves(loaded: list[set[str]]) -> None:
    """A start waits for none of it, and nobody who writes waits for all of it."""
    before, after = loaded

    assert before & AFTERWARDS == set()
    assert after >= AFTERWARDS
