"""Reads a TOML file of law into frozen dataclasses, naming every fault with its line."""

import re
import tomllib
from collections.abc import Hashable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from dialogue.errors import InvalidLawFile, LawFileError

Shape = TypeVar("Shape")
KeyPath = tuple[str | int, ...]
Fault = tuple[KeyPath, str]

# Filled in by the loader; a file that states them would lie about its own origin.
RESERVED = frozenset({"key", "regulation", "overrides"})
HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
ASSIGNMENT = re.compile(r"^\s*([\w.\-\"']+)\s*=")
AT_LINE = re.compile(r"at line (\d+)")
EXPECTED = {
    "missing": "is required",
    "unexpected_keyword_argument": "is not a known key",
    "extra_forbidden": "is not a known key",
}


@cache
def adapter(shape: Hashable) -> TypeAdapter[Any]:
    return TypeAdapter(shape)


def read(file: Path, *, error: type[LawFileError]) -> str:
    """The text of one's own file, with or without the mark that Windows puts first."""
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as broken:
        line = file.read_bytes()[: broken.start].count(b"\n") + 1
        fault = error(file=str(file), line=line, key="(file)", expected="must be UTF-8")
        raise InvalidLawFile([fault]) from broken


def parse(text: str, *, file: str, shape: type[Shape], error: type[LawFileError]) -> Shape:
    raw = _decode(text, file=file, error=error)
    faults = [(path, "is not a known key") for path in _reserved(raw)]
    value: Shape | None = None
    try:
        value = adapter(shape).validate_python(raw)  # type: ignore[arg-type]  # a class hashes
    except ValidationError as invalid:
        faults += [(fault["loc"], _expected(fault)) for fault in invalid.errors()]
    refuse(faults, text=text, file=file, error=error)
    assert value is not None
    return value


def refuse(faults: Sequence[Fault], *, text: str, file: str, error: type[LawFileError]) -> None:
    """Raises every fault at once, each at the line of its key; none, and nothing is raised."""
    if not faults:
        return
    lines = line_index(text)
    errors = [
        error(file=file, line=line_of(path, lines), key=_dotted(path), expected=expected)
        for path, expected in faults
    ]
    raise InvalidLawFile(sorted(errors, key=lambda fault: fault.line))


def line_of(path: KeyPath, lines: dict[KeyPath, int]) -> int:
    """The line of the key, or of the nearest table that holds it."""
    while path and path not in lines:
        path = path[:-1]
    return lines.get(path, 1)


def line_index(text: str) -> dict[KeyPath, int]:
    """tomllib keeps no positions: the text is scanned for headers and assignments."""
    lines: dict[KeyPath, int] = {}
    table: KeyPath = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := HEADER.match(line):
            table = _table(header, lines)
            lines[table] = number
        elif assignment := ASSIGNMENT.match(line):
            lines.setdefault(table + _keys(assignment[1]), number)
    return lines


def _table(header: re.Match[str], lines: dict[KeyPath, int]) -> KeyPath:
    path = _keys(header[2])
    if header[1] == "[":
        return path
    index = 0
    while (*path, index) in lines:
        index += 1
    return (*path, index)


def _keys(dotted: str) -> KeyPath:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))


def _dotted(path: KeyPath) -> str:
    return ".".join(str(part) for part in path) or "(file)"


def _decode(text: str, *, file: str, error: type[LawFileError]) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as broken:
        found = AT_LINE.search(str(broken))
        line = int(found[1]) if found else len(text.splitlines())
        fault = error(file=file, line=line, key="(TOML)", expected=str(broken))
        raise InvalidLawFile([fault]) from broken


def _reserved(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in RESERVED:
                yield (*path, key)
            yield from _reserved(inner, (*path, key))


def _expected(fault: Any) -> str:
    return EXPECTED.get(fault["type"]) or str(fault["msg"])
