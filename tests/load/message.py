"""What one message of a citizen costs: its statements, and milliseconds of the processor in the
thread that writes.

Two kinds: the messages of a whole intake, from the greeting to the receipt, and one more piece of a
text that is being written, which is what `make bench` sends.
"""

from collections.abc import Callable, Iterator
from statistics import median

from sqlalchemy.event import listen
from stage import Actor, Program
from stage.walks import lead_to

from storage.database import Database

PIECES = 30


def measure(database: Database, spans: list[float], people: int) -> Iterator[str]:
    """A line for each kind of message; `spans` is where the database notes how long each of its
    transactions kept its thread busy, in ms."""
    program = Program(database=database).set_up()
    run: list[str] = []
    listen(database.engine, "before_cursor_execute", lambda *call: run.append(call[2]))
    writers = [Actor(program=program, name=f"{who}", channel="telegram") for who in range(people)]

    def told(name: str, act: Callable[[Actor], object]) -> str:
        act(writers[0])  # what is put together once is not counted
        run.clear()
        spans.clear()
        for writer in writers[1:]:
            act(writer)
        own = [one for one in run if not one.startswith(("BEGIN", "COMMIT"))]
        cost = f"{len(own) / len(spans):5.1f} statements {median(spans):6.2f} ms (median)"
        return f"{database.engine.dialect.name:10} {name:24} {len(spans):6} messages {cost}"

    yield told("an intake", lambda writer: lead_to(writer, "reviewing").press("Gửi"))
    for writer in writers:
        lead_to(writer, "writing")
    yield told("one more piece", _write_on)


def _write_on(writer: Actor) -> None:
    for piece in range(PIECES):
        writer.say(f"Đường liên thôn hỏng nặng, mưa là ngập ({piece}).")
