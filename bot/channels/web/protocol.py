"""The frames of the socket, read strictly and written plainly; `docs/web-chat.md` tells of them."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from storage.web_rows import WebRow

VERSION = 1
LONGEST_VALUE = 512
MOST_ROWS = 500
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_LARGEST_ROW = 2**63 - 1

Frame = dict[str, Any]


@dataclass(frozen=True, kw_only=True, slots=True)
class Hello:
    version: int


@dataclass(frozen=True, kw_only=True, slots=True)
class Say:
    """A text with files, or a pressed button: then `choice` is its value."""

    id: str
    text: str = ""
    choice: str | None = None
    files: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True, slots=True)
class Start:
    id: str
    payload: str


@dataclass(frozen=True, kw_only=True, slots=True)
class Ack:
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Ping:
    pass


@dataclass(frozen=True, kw_only=True, slots=True)
class Unknown:
    """A type that this server does not know: the client may be newer."""

    id: str | None


@dataclass(frozen=True, kw_only=True, slots=True)
class Broken:
    """A frame that follows no version of the protocol."""

    id: str | None


Heard = Hello | Say | Start | Ack | Ping | Unknown | Broken


class _FrameError(Exception):
    """A field is missing or of another kind."""


def read(raw: str) -> Heard:
    """The frame, or what is wrong with it; never raises."""
    try:
        frame = json.loads(raw)
    except (ValueError, RecursionError):
        return Broken(id=None)
    if not isinstance(frame, dict):
        return Broken(id=None)
    named = _name(frame)
    reader = _READERS.get(kind) if isinstance(kind := frame.get("type"), str) else None
    if reader is None:
        return Unknown(id=named) if isinstance(kind, str) else Broken(id=named)
    try:
        return reader(frame)
    except _FrameError:
        return Broken(id=named)


def is_uuid(value: object) -> bool:
    """Whether it is a UUID as clients make them."""
    return isinstance(value, str) and _UUID.fullmatch(value) is not None


def ready(*, code: str, name: str, text: int, file_bytes: int, files: int) -> Frame:
    """The answer to hello."""
    return {
        "type": "ready",
        "v": VERSION,
        "commune": {"code": code, "name": name},
        "limits": {"text": text, "file_bytes": file_bytes, "files": files},
    }


def confirmed(frame_id: str) -> Frame:
    """It is committed: the client may let go of it."""
    return {"type": "confirmed", "id": frame_id}


def refused(frame_id: str | None, reason: str) -> Frame:
    """It will never be taken."""
    return {"type": "refused", "id": frame_id, "reason": reason}


def later(frame_id: str, after: int) -> Frame:
    """It was not saved now."""
    return {"type": "later", "id": frame_id, "after": after}


def pong() -> Frame:
    """We are here."""
    return {"type": "pong"}


def bye(reason: str) -> Frame:
    """We close now, on purpose."""
    return {"type": "bye", "reason": reason}


def row(message: WebRow, code: str) -> Frame:
    """A message of the outbox."""
    body = message.body
    shown: Frame = {
        "type": "row",
        "row": message.id,
        "lane": message.lane,
        "at": message.created_at.isoformat(),
        "text": body["text"],
        "facts": body.get("facts", []),
        "choices": [_choice(choice) for choice in body.get("choices", ())],
        "files": [_file(file, code) for file in body.get("files", ())],
        "sensitive": bool(body.get("sensitive")),
    }
    if body.get("title"):
        shown["title"] = body["title"]
    return shown


def _choice(choice: Mapping[str, str]) -> Frame:
    key = "url" if choice.get("url") else "value"
    return {"label": choice["label"], key: choice.get(key, "")}


def _file(file: Mapping[str, Any], code: str) -> Frame:
    url = f"/c/{code}/files/{file['attachment']}"
    return {"name": file["name"], "mime": file["mime"], "size": file["size"], "url": url}


def _hello(frame: Frame) -> Hello:
    return Hello(version=_whole(frame.get("v")))


def _say(frame: Frame) -> Say:
    named = _id(frame)
    if "choice" in frame:
        return Say(id=named, choice=_text(frame["choice"], LONGEST_VALUE))
    files = tuple(_uuid(one).lower() for one in _items(frame.get("files", [])))
    return Say(id=named, text=_text(frame.get("text")), files=tuple(dict.fromkeys(files)))


def _start(frame: Frame) -> Start:
    return Start(id=_id(frame), payload=_text(frame.get("payload", ""), LONGEST_VALUE))


def _ack(frame: Frame) -> Ack:
    rows = tuple(_whole(one) for one in _items(frame.get("rows")))
    if len(rows) > MOST_ROWS:
        raise _FrameError
    return Ack(rows=rows)


def _ping(_frame: Frame) -> Ping:
    return Ping()


_READERS: Mapping[str, Callable[[Frame], Heard]] = {
    "hello": _hello,
    "say": _say,
    "start": _start,
    "ack": _ack,
    "ping": _ping,
}


def _name(frame: Frame) -> str | None:
    return frame["id"] if is_uuid(frame.get("id")) else None


def _id(frame: Frame) -> str:
    return _uuid(frame.get("id"))


def _uuid(value: object) -> str:
    if not isinstance(value, str) or not is_uuid(value):
        raise _FrameError
    return value


def _text(value: object, longest: int | None = None) -> str:
    if not isinstance(value, str) or "\0" in value:
        raise _FrameError
    # A lone surrogate, half of a broken emoji, cannot be stored; the rest can.
    whole = value.encode("utf-8", "ignore").decode("utf-8")
    if longest is not None and len(whole) > longest:
        raise _FrameError
    return whole


def _whole(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= _LARGEST_ROW:
        raise _FrameError
    return value


def _items(value: object) -> Sequence[object]:
    if not isinstance(value, list):
        raise _FrameError
    return value
