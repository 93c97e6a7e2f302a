"""What a person said before the right question was asked: held, so that it need not be repeated.

Either content (they wrote before anything was asked) or answers (they came back to an old
question and are first asked whether to go on).
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from handlers.files import keep_files
from handlers.messages import FileRef
from handlers.turn import Answer, Turn
from storage.attachments import drop_unused

CONTENT, ANSWERS = "held_content", "held_answers"


def hold(turn: Turn, answer: Answer, *, content: bool) -> None:
    """Keep what was said, after what is held already, until it is known where it belongs."""
    entry = {
        "text": answer.text,
        "value": answer.value,
        "message_id": answer.message_id,
        "files": [[file.id, file.kind] for file in keep_files(turn, answer.files)],
    }
    key = CONTENT if content else ANSWERS
    turn.data[key] = [*turn.data.get(key, []), entry]


def kept_held(turn: Turn) -> dict[str, Any]:
    """The content that is held, whatever conversation ends or begins meanwhile."""
    return {CONTENT: turn.data[CONTENT]} if CONTENT in turn.data else {}


def count_held(turn: Turn) -> int:
    """How many texts and files are held as content."""
    return sum(
        len(entry["files"]) + bool(entry["text"].strip()) for entry in turn.data.get(CONTENT, [])
    )


def reword_held(turn: Turn, message_id: str, text: str) -> bool:
    """Put an edited text in the place of the held one; False where none came from it."""
    entries = turn.data.get(CONTENT, [])
    turn.data[CONTENT] = [
        {**entry, "text": text} if entry["message_id"] == message_id else entry for entry in entries
    ]
    return any(entry["message_id"] == message_id for entry in entries)


@contextmanager
def taking_held_answers(turn: Turn) -> Iterator[list[Answer]]:
    """The held answers, once; of their files those stay that have become content meanwhile."""
    answers = [_answer(entry) for entry in turn.data.pop(ANSWERS, [])]
    yield answers
    _drop_files(turn, answers)


def drop_held_answers(turn: Turn) -> None:
    """Let go of the held answers, with the files that came with them."""
    with taking_held_answers(turn):
        pass


def held_content(turn: Turn) -> list[Answer]:
    """The held content, which stays held."""
    return [_answer(entry) for entry in turn.data.get(CONTENT, [])]


def take_held_content(turn: Turn) -> list[Answer]:
    """The held content, once."""
    return [_answer(entry) for entry in turn.data.pop(CONTENT, [])]


def drop_held_content(turn: Turn) -> None:
    """Let go of the held content, with the files that came with it."""
    _drop_files(turn, take_held_content(turn))


def _drop_files(turn: Turn, answers: Sequence[Answer]) -> None:
    drop_unused(turn.work, [file.attachment for answer in answers for file in answer.files])


def _answer(held: dict[str, Any]) -> Answer:
    files = tuple(FileRef(kind=kind, attachment=row) for row, kind in held["files"])
    return Answer(
        text=held["text"], value=held["value"], message_id=held["message_id"], files=files
    )
