"""Measures on both databases: PYTHONPATH=tests .venv/bin/python -m load [PEOPLE], `outbox
[NOTICES]` for `load/outbox.py`, `message [PEOPLE]` for `load/message.py`, `keys [PETITIONS]` for
`load/keys.py` (PostgreSQL only).

For each act: what the officer's own message took, how many transactions followed, the longest of
them, and all together; in milliseconds of the processor, which do not depend on who else uses it.
"""

import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from time import thread_time
from typing import Any

import postgresql
from stage import Actor, Program
from stage.answers import enrol_agency, give, group
from stage.conclusion import CODE, hold
from stage.crowd import codes_of, crowd
from stage.dates import days_off, restart
from stage.news import tell
from stage.steps import issue
from stage.walks import enrol

from dialogue.conference_life import ConferenceState
from load import keys, message, outbox
from storage import conclusions, schema
from storage.awaited import Waiting
from storage.database import Database
from storage.engine import open_engine
from storage.tables.conclusion import Outcome
from storage.work import Work


class Watched(Database):
    """Notes how long each transaction that writes has kept its thread busy."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.spans: list[float] = []

    def _hand_in(self, work: Callable[[Work], Any], waiting: Waiting) -> None:
        def timed(given: Work) -> Any:
            since = thread_time()
            try:
                return work(given)
            finally:
                given.session.flush()
                self.spans.append((thread_time() - since) * 1000)

        super()._hand_in(timed, waiting)


@contextmanager
def databases(folder: Path) -> Iterator[dict[str, Callable[[], str]]]:
    """A way to a new database on each engine."""
    with postgresql.served() as server, postgresql.created(server) as url:
        yield {"sqlite": lambda: f"sqlite:///{folder / 'load.db'}", "postgresql": lambda: url}


def measure(name: str, program: Program, act: Callable[[], object], folder: Path) -> None:
    """One act, and all the jobs that it leaves."""
    database = program.database
    assert isinstance(database, Watched)
    database.spans.clear()
    act()
    own = max(database.spans, default=0.0)
    database.spans.clear()
    tell(program, folder)
    after = database.spans or [0.0]
    numbers = f"{own:8.0f} {len(after):8} {max(after):8.0f} {sum(after):8.0f}"
    print(f"{database.engine.dialect.name:10} {name:32} {numbers}", flush=True)


def play(program: Program, people: int, folder: Path) -> None:
    """Days that move, a conference that is put off and held, its notice, one answer to all."""
    crowd(program, people)
    chi = enrol(Actor(program=program, name="chi"))
    hoa = enrol(Actor(program=program, name="hoa"), "Trần Thị Hoa")
    dung = enrol_agency(Actor(program=program, name="dung"))
    days_off(program, date(2025, 11, 3))
    measure("the calendar changes", program, lambda: restart(program), folder)
    chi.say(f"/hoinghi {CODE} hoan")
    measure("the conference is postponed", program, lambda: chi.say("Bão số 10"), folder)
    program.change(lambda work: _hold(program, work))
    hold(program, ConferenceState.CONCLUDED)
    program.change(lambda work: _note_all(program, work))
    measure("a notice is issued", program, lambda: issue(chi, CODE, "12-TB/ĐU"), folder)
    _write(program, dung)
    code = codes_of(program)[0]
    hoa.say(f"/duyet {code}")
    measure("an answer is published", program, lambda: hoa.press("Công bố"), folder)


def _hold(program: Program, work: Work) -> None:
    program.conference(work).state = ConferenceState.ANNOUNCED


def _note_all(program: Program, work: Work) -> None:
    conference = program.conference(work)
    duty = 1
    notice = conclusions.in_hand(work, conference, duty, program.now)
    for petition, _ in conclusions.matters(work, notice):
        conclusions.choose(work, notice, petition, seen="", outcome=Outcome.NOTED)


def _write(program: Program, dung: Actor) -> None:
    codes = codes_of(program)
    give(program, codes[0])
    group(program, *codes)
    dung.say(f"/traloi {codes[0]}").press("Soạn câu trả lời").say("Đường sẽ được sửa.")
    dung.press("Xong phần nội dung").press("Không có số").press("Không ghi ngày")
    dung.press("Không ghi người ký").press("Gửi duyệt")


def each(measured: Callable[[Watched, Path], None]) -> None:
    """On each engine, in a database of its own."""
    with tempfile.TemporaryDirectory() as folder, databases(Path(folder)) as ways:
        for way in ways.values():
            engine = open_engine(way())
            schema.upgrade(engine)
            engine.dispose()
            database = Watched(way())
            try:
                measured(database, Path(folder) / "files")
            finally:
                database.close()


def _print_all(lines: Iterable[str]) -> None:
    for line in lines:
        print(line, flush=True)


def main(arguments: list[str]) -> None:
    """Print a line for each act on each engine."""
    if arguments[:1] == ["outbox"]:
        notices = int(arguments[1]) if arguments[1:] else 50_000
        print(f"{notices} notices and a tenth more to one chat, on one account")
        each(lambda database, _: print(*outbox.measure(database, notices), sep="\n", flush=True))
        return
    if arguments[:1] == ["keys"]:
        _print_all(keys.measure(int(arguments[1]) if arguments[1:] else 20_000))
        return
    if arguments[:1] == ["message"]:
        people = int(arguments[1]) if arguments[1:] else 40
        each(lambda database, _: _print_all(message.measure(database, database.spans, people)))
        return
    people = int(arguments[0]) if arguments else 500
    print(f"{people} people; ms of the processor: own message, transactions after it, longest, all")
    each(lambda database, files: play(Program(database=database).set_up(), people, files))


if __name__ == "__main__":
    main(sys.argv[1:])
