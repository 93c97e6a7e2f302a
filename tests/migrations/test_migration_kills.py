"""A program that is killed while it migrates: all of it is there afterwards, or nothing is."""

import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from migrations import renamed
from migrations.data_set import build, dump, kept, reflected
from migrations.revisions import OURS, add_next, described, known, next_one
from sqlalchemy import Engine, text

from storage import schema

# Migrates in a process that kills itself at the given failpoint: one line asks, one answers.
KILLED = """
import os, signal, sys
from pathlib import Path
import storage.tables
from storage import failpoints, schema
from storage.engine import open_engine

def die():
    os.kill(os.getpid(), signal.SIGKILL)

for line in sys.stdin:
    url, folder, hit = line.split()
    child = os.fork()
    if not child:
        schema.FOLDER = Path(folder)
        failpoints.arm(failpoints.Failpoint.IN_MIGRATION, die, hit=int(hit))
        schema.upgrade(open_engine(url))
        os._exit(0)
    print("status", os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""
# A column, rows changed one by one with a failpoint in their middle, a table made anew.
REWRITE = """
connection = op.get_bind()
op.add_column("petition", sa.Column("spoken", sa.String(), nullable=True))
for number, key in enumerate(connection.scalars(sa.text("SELECT id FROM petition")).all()):
    change = "UPDATE petition SET spoken = 'x', name = '' WHERE id = :id"
    connection.execute(sa.text(change), {"id": key})
    if number == 4:
        reach(Failpoint.IN_MIGRATION)
with op.batch_alter_table("petition", recreate="auto") as table:
    table.alter_column("seat_clause", type_=sa.Text(), existing_type=sa.String())
reach(Failpoint.IN_MIGRATION)
"""
IN_REWRITE = 2

Migrate = Callable[[Engine, int], int]


@pytest.fixture(scope="module")
def _killed() -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-c", KILLED]
    root = OURS.parent.parent
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
    ) as process:
        yield process
        process.stdin.close()


@pytest.fixture
def migrate(_killed: "subprocess.Popen[str]") -> Migrate:
    """Migrates in another process that dies at the failpoint's so manyth hit; its exit code."""

    def migrated(engine: Engine, hit: int) -> int:
        url = engine.url.set(drivername=engine.dialect.name)
        shown = url.render_as_string(hide_password=False)
        _killed.stdin.write(f"{shown} {schema.FOLDER} {hit}\n")
        _killed.stdin.flush()
        answers = (line.split() for line in _killed.stdout)
        return next(int(words[1]) for words in answers if words[0] == "status")

    return migrated


def spoken(engine: Engine) -> set[str]:
    """What the newest revision has written."""
    with engine.connect() as connection:
        return set(connection.scalars(text("SELECT spoken FROM petition")))


@pytest.mark.parametrize("revision", described())
def test_killed_at_every_step_it_stands_as_before_and_a_second_run_finishes(
    engine: Engine,
    revision: str,
    migrate: Migrate,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> None:
    """After each revision, among the rows of one, after the last before the commit. Who begins with
    the rows of a later one passes the same steps: there it is the first of them, and the last."""
    then = build(engine, revision)
    add_next(monkeypatch, tmp_path, REWRITE)
    columns = {table.name: table.c.keys() for table in reflected(engine)}
    steps = range(1, len(known()) - known().index(revision) + IN_REWRITE)

    for hit in steps if revision == known()[0] else {steps[0], *steps[-IN_REWRITE:]}:
        engine.dispose()
        assert migrate(engine, hit) == -signal.SIGKILL
        assert dump(engine, then.secrets) == then
        assert {table.name: table.c.keys() for table in reflected(engine)} == columns

    engine.dispose()
    assert migrate(engine, steps[-1] + 1) == 0
    assert schema.current(engine) == next_one()
    assert spoken(engine) == {"x"}
    assert _but_for_names(kept(then, dump(engine))) == _but_for_names(renamed.upgraded(then))


def test_a_first_start_that_is_killed_leaves_no_table(engine: Engine, migrate: Migrate) -> None:
    """After any revision of a server's; an embedded one is made at once."""
    steps = 1 if engine.dialect.name == "sqlite" else len(known())
    for hit in range(1, steps + 1):
        assert migrate(engine, hit) == -signal.SIGKILL
        assert reflected(engine) == []

    assert migrate(engine, steps + 1) == 0
    assert schema.is_current(engine)


def test_a_kill_would_be_seen(
    engine: Engine, migrate: Migrate, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A revision that commits in its middle does leave a half behind."""
    then = build(engine, "0001")
    half = 'op.get_bind().execute(sa.text("COMMIT"))\nreach(Failpoint.IN_MIGRATION)'
    add_next(monkeypatch, tmp_path, f"op.execute(\"UPDATE person SET name = ''\")\n{half}")

    assert migrate(engine, len(known())) == -signal.SIGKILL
    assert dump(engine, then.secrets) != then


def _but_for_names(tables: dict[str, list[dict[str, object]]]) -> object:
    return {
        name: [{**row, "name": ""} if name == "petition" else row for row in rows]
        for name, rows in tables.items()
    }
