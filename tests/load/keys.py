"""What keys that begin with the commune cost and spare: PYTHONPATH=tests .venv/bin/python -m load
keys [PETITIONS].

On PostgreSQL, with so many petitions, before and after revision 0007, and after it without the
indexes of numbers alone: rows that are inserted, and drafts that are deleted. Milliseconds of the
server's processor for a row, the median of some rounds in turns; and how long the revision itself
takes.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from time import monotonic

import postgresql
from migrations import revisions
from migrations.data_set import build, continue_numbers, reflected
from migrations.large import fill
from sqlalchemy import Engine, text

from storage import schema
from storage.engine import open_engine
from storage.server import unhurried

BEFORE, AFTER = "0006", "0007"
ROUNDS = 5
ROWS = 10_000
DRAFTS = 100
TICKS = 100  # of a second, in which Linux counts a process's time
OF_SOMEBODY = (
    "(SELECT a.commune_id, a.id, a.account_id, a.person_id, p.id AS petition_id FROM address a "
    "JOIN petition p ON p.commune_id = a.commune_id AND p.address_id = a.id "
    "ORDER BY a.id LIMIT 1000) a"
)
MESSAGES = (
    "INSERT INTO outbox (commune_id, account_id, address_id, lane, key, body, state, created_at, "
    "due_at, attempts, lease, external_id, reason) SELECT a.commune_id, a.account_id, a.id, "
    "'reply', 'measured:{round}:' || n || ':' || a.id, '{{}}', 'sent', now(), now(), 1, '', '', '' "
    f"FROM {OF_SOMEBODY}, generate_series(1, {ROWS // 1000}) n"
)
PARTS = (
    "INSERT INTO petition_part (commune_id, petition_id, address_id, source_message, text, "
    "is_supplement, created_at) SELECT a.commune_id, a.petition_id, a.id, '', 'Đường lầy lội.', "
    f"false, now() FROM {OF_SOMEBODY}, generate_series(1, {ROWS // 1000}) n"
)
BEGIN_DRAFTS = (
    "INSERT INTO petition (commune_id, person_id, address_id, state, version, want, seat, "
    "seat_rule, seat_clause, seat_decided_by, seat_review_asked, answers, name, phone, position, "
    "behalf, behalf_name, regulation_id, regulation_version, question, created_at, changed_at) "
    "SELECT a.commune_id, a.person_id, a.id, 'draft', 1, 'send', 'not_wanted', '', '', '', false, "
    f"'{{}}', '', '', '', 'self', '', '', '', 'measured', now(), now() FROM {OF_SOMEBODY} "
    f"LIMIT {DRAFTS}"
)
END_DRAFTS = "DELETE FROM petition WHERE question = 'measured'"


def measure(petitions: int) -> Iterator[str]:
    """A line for each act, and one for the revision."""
    with postgresql.served() as server, ExitStack() as opened:
        template = opened.enter_context(postgresql.created(server))
        _fill(template, petitions)
        name = template.partition("?")[0].rpartition("/")[2]
        engines = {}
        for what in (f"before {AFTER}", f"after {AFTER}", "without indexes of numbers"):
            url = opened.enter_context(postgresql.created(server, name))
            engines[what] = open_engine(url)
            opened.callback(engines[what].dispose)
        _, after, bare = engines.values()
        since = monotonic()
        schema.upgrade(after, AFTER)
        yield f"{AFTER} with {petitions} petitions: {monotonic() - since:.1f} s by the clock"
        schema.upgrade(bare, AFTER)
        _drop_number_indexes(bare)
        for engine in engines.values():
            _run(engine, "ANALYZE")
        yield from _acts(engines)
        for what, engine in engines.items():
            yield f"{what}: {_megabytes(engine):.0f} MB"


def _fill(url: str, petitions: int) -> None:
    engine = open_engine(url)
    fill(engine, build(engine, revisions.described()[0]), petitions)
    schema.upgrade(engine, BEFORE)
    with engine.begin() as connection:
        for table in reflected(engine):
            continue_numbers(connection, table)
    engine.dispose()


def _acts(engines: dict[str, Engine]) -> Iterator[str]:
    told: dict[tuple[str, str], list[float]] = {}
    for number in range(ROUNDS):
        for what, engine in engines.items():
            for act, spent in (
                ("a message of the outbox", _run(engine, MESSAGES.format(round=number)) / ROWS),
                ("a part of a petition", _run(engine, PARTS) / ROWS),
                ("a draft that is deleted", _delete_drafts(engine)),
            ):
                told.setdefault((act, what), []).append(spent)
    for (act, what), spans in sorted(told.items()):
        low, middle, high = min(spans), median(spans), max(spans)
        yield f"{act}, {what}: {middle:.3f} ms ({low:.3f} to {high:.3f})"


def _delete_drafts(engine: Engine) -> float:
    _run(engine, BEGIN_DRAFTS)
    return _run(engine, END_DRAFTS) / DRAFTS


def _run(engine: Engine, statement: str) -> float:
    """Milliseconds of the processor that the server's process spent on it."""
    with engine.connect() as connection, unhurried(connection):
        process = int(connection.scalar(text("SELECT pg_backend_pid()")) or 0)
        before = _spent(process)
        connection.exec_driver_sql(statement)
        after = _spent(process)
        connection.commit()
    return (after - before) * 1000


def _spent(process: int) -> float:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _drop_number_indexes(engine: Engine) -> None:
    found = "indexdef LIKE '% USING btree (id)' AND indexname LIKE 'ix%'"
    with engine.begin() as connection:
        for name in connection.scalars(
            text(f"SELECT indexname FROM pg_indexes WHERE {found}")
        ).all():
            connection.exec_driver_sql(f"DROP INDEX {name}")


def _megabytes(engine: Engine) -> float:
    with engine.connect() as connection:
        size = connection.scalar(text("SELECT pg_database_size(current_database())"))
    return int(size or 0) / 1e6
