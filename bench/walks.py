"""A whole intake as a citizen does it, and everybody's messages for it.

`python -m bench.walks prepare FOLDER DATABASE` makes a database of communes with a conference
ahead; `python -m bench.walks record FOLDER` writes down, for each commune, what is said and pressed
from greeting to receipt and what each button carries; `python -m bench.walks send FOLDER PEOPLE
CONNECTIONS CORE PORT…` does the same for so many people. What a button carries depends on the
commune and the question alone, so that nobody has to read what the program would send.
"""

import asyncio
import json
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zlib import crc32

from stage import Actor, Program

from bench.generator import Line, call, send
from bench.messages import TEXT, chats, press, update
from bench.ours import COMMUNES, settings_of_communes
from bot.app import App, build
from bot.sample import add_conference
from storage import communes, schema
from storage.database import Database
from storage.engine import open_engine
from storage.work import Work

WALKS = "walks.json"
# So many people do it all before anything is measured: what a program loads or puts together once,
# the last step too, is there then.
FIRST = 8
# What the generator says when these are done, and when a fourth of all others is answered.
BEGUN, QUARTER = "begun", "quarter"
Step = dict[str, Any]


@dataclass(kw_only=True)
class Recorded(Actor):
    """Somebody of whom is written down what they did, and what they saw then."""

    steps: list[Step] = field(default_factory=list)

    def _do(self, **values: Any) -> Actor:
        shown = self.seen[-1] if self.seen else None
        buttons = {choice.label: choice.value for choice in shown.choices} if shown else {}
        said = {"shown": shown.lines if shown else "", "buttons": buttons}
        text = "/start" if values["kind"] == "start" else values.get("text", "")
        self.steps.append({**said, "text": text, "choice": values.get("choice", "")})
        return super()._do(**values)


def prepare(folder: Path, url: str) -> None:
    """Communes with their bots, each with a conference that takes registrations."""
    engine = open_engine(url)
    schema.upgrade(engine)
    engine.dispose()
    app = build(settings_of_communes(folder, 0, url))
    try:
        app.database.write_now(lambda work: _announce(work, app))
    finally:
        app.database.close()


def _announce(work: Work, app: App) -> None:
    for code in COMMUNES:
        commune = communes.by_code(work, code)
        assert commune is not None
        regulation = app.house.regulations[commune.regulation_id]
        add_conference(work, commune, regulation, app.house.calendar, app.clock())


def record(folder: Path) -> None:
    """One person of each commune, in a database of its own that is like the others."""
    (folder / "copy").mkdir()
    url = f"sqlite:///{folder / 'copy' / 'doithoai.db'}"
    prepare(folder / "copy", url)
    database = Database(url)
    program = Program(database=database, now=datetime.now(UTC))
    walks = {code: _intake(program, code) for code in COMMUNES}
    database.close()
    (folder / WALKS).write_text(json.dumps(walks), encoding="utf-8")


def _intake(program: Program, code: str) -> list[Step]:
    person = Recorded(program=program, name="1", channel="telegram", account=code)
    person.open().press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý").press(person.offered[0])
    person.press("Chỉ gửi nội dung").say("Nguyễn Văn An").press("Thôn Đông").press("Người dân")
    person.press("Cho bản thân, gia đình").say("0912 345 678").press("Giao thông, thủy lợi")
    person.say(TEXT).press("Xong").press("Gửi")
    assert "Mật mã" in person.text, person.text
    return person.steps


def lines(
    walks: dict[str, list[Step]], people: Sequence[int], count: int, ports: Sequence[int]
) -> list[Line]:
    """The connections, a part of them to each port. A person's messages go to one port, by a hash
    as a balancer takes it; those who share a connection write in turn, so that all are in the
    middle of it at once."""
    made = []
    for place, port in enumerate(ports):
        own = [chat for chat in people if crc32(b"%d" % chat) % len(ports) == place]
        share = count // len(ports)
        made += [
            Line(port=port, calls=list(_calls(walks, own[start::share]))) for start in range(share)
        ]
    return made


def _calls(walks: dict[str, list[Step]], whose: Sequence[int]) -> Iterator[bytes]:
    longest = max(map(len, walks.values()))
    for number in range(longest):
        for chat in whose:
            code = COMMUNES[chat % len(COMMUNES)]
            yield call(f"/telegram/{code}", _body(walks[code][number], number, chat))


def _body(step: Step, number: int, chat: int) -> bytes:
    update_id, message = chat * 1_000 + number, number * 2 + 1
    if step["choice"]:
        return press(update_id, chat, message, step["shown"], step["buttons"], step["choice"])
    return update(update_id, chat, message, step["text"])


def main(folder: Path, people: int, connections: int, ports: Sequence[int]) -> None:
    """Send it all; a line when it begins, one when a fourth is answered, and one of figures."""
    walks = json.loads((folder / WALKS).read_text(encoding="utf-8"))
    everybody = chats(FIRST + people)
    asyncio.run(send(lines(walks, everybody[:FIRST], len(ports), ports)))
    planned = lines(walks, everybody[FIRST:], connections, ports)
    print(BEGUN, flush=True)
    print(json.dumps(asyncio.run(send(planned, lambda: print(QUARTER, flush=True)))), flush=True)


if __name__ == "__main__":
    what, where, *rest = sys.argv[1:]
    if what == "prepare":
        prepare(Path(where), rest[0])
    elif what == "record":
        record(Path(where))
    else:
        people, connections, core, *ports = rest
        if core != "any":
            os.sched_setaffinity(0, {int(core)})
        main(Path(where), int(people), int(connections), [int(port) for port in ports])
