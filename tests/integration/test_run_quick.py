"""What the running program may load: nothing before it is used.

aiogram is kept away from it by an import contract (pyproject.toml).
"""

import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
# Each is a tenth of a second or several megabytes, for a paper, a picture, a chart, another
# database, or a schema that is already there.
LATER = (
    "PIL",
    "alembic",
    "docx",
    "docxtpl",
    "icalendar",
    "jinja2",
    "lxml",
    "matplotlib",
    "numpy",
    "openpyxl",
    "psycopg",
    "segno",
)
# Everything of `doithoai run` on a database of its own, with a bot, but what waits for the network.
SCRIPT = """
import json, sys
from pathlib import Path
import bot.running
from bot.app import build, means_of, ticks_of, web_application
from bot.settings import Settings
from bot.tasks import worker_of

app = build(Settings(data={"dir": Path(sys.argv[1])}, telegram={"main": {"token": "123:bench"}}))
parts = web_application(app), app.relay(), worker_of(means_of(app)), ticks_of(app)
app.database.close()
print(json.dumps(sorted(sys.modules)))
"""


def test_a_program_that_serves_has_loaded_nothing_that_it_may_never_need(
    sqlite_url: str, tmp_path: Path
) -> None:
    told = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path)],
        capture_output=True,
        text=True,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT)},
        check=False,
    )
    loaded = set(json.loads(told.stdout or told.stderr))

    assert "telegram" in loaded
    assert loaded & set(LATER) == set()
