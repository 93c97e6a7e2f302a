"""What a person said before the right question was asked: held, so that it need not be repeated.

Either content (they wrote before anything was asked) or an answer (they came back to an old
question and are first asked whether to go on).
"""

from typing import Any

from handlers.files import keep_files
from handlers.messages import FileRef
from handlers.turn import Answer, Turn

CONTENT, ANSWER = "held_content", "held_answer"


def hold(turn: Turn, answer: Answer, *, content: bool) -> None:
    """Keep what was said until the next answer decides where it belongs."""
    turn.data[CONTENT if content else ANSWER] = {
        "text": answer.text,
        "message_id": answer.message_id,
        "files": [[file.id, file.kind] for file in keep_files(turn, answer.files)],
    }


def kept_held(turn: Turn) -> dict[str, Any]:
    """What is held, for the conversation that begins now."""
    return {key: turn.data[key] for key in (CONTENT, ANSWER) if key in turn.data}


def take_held_answer(turn: Turn) -> Answer | None:
    """The held answer, once."""
    return _take(turn, ANSWER)


def take_held_content(turn: Turn) -> Answer | None:
    """The held content, once."""
    return _take(turn, CONTENT)


def _take(turn: Turn, key: str) -> Answer | None:
    held = turn.data.pop(key, None)
    if held is None:
        return None
    files = tuple(FileRef(kind=kind, attachment=row) for row, kind in held["files"])
    return Answer(text=held["text"], message_id=held["message_id"], files=files)
