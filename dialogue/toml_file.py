"""Reads a TOML file of law into frozen dataclasses, naming every fault with its line."""

import re
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

from dialogue.errors import InvalidLawFile, LawFileError
from dialogue.expectations import RESERVED, KeyPath, expected, place, unknown
from dialogue.shape import Misfit, build

Shape = TypeVar("Shape")
Fault = tuple[KeyPath, str]

HEADER = re.compile(r"^\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
ASSIGNMENT = re.compile(r"^\s*([\w.\-\"']+)\s*=")
AT_LINE = re.compile(r"at line (\d+)")
A_DAY = "a day is written as 2025-09-26"


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
    faults = [(path, unknown(shape, path)) for path in _reserved(raw)]
    if not faults:
        with suppress(Misfit):
            return build(shape, raw)
    return _explained(raw, faults, text=text, file=file, shape=shape, error=error)


def _explained(
    raw: object,
    faults: list[Fault],
    *,
    text: str,
    file: str,
    shape: type[Shape],
    error: type[LawFileError],
) -> Shape:
    """What does not fit as it stands: bent where pydantic bends it, else refused in words."""
    from pydantic import TypeAdapter, ValidationError

    value: Shape | None = None
    try:
        value = TypeAdapter(shape).validate_python(raw)
    except ValidationError as invalid:
        faults += [(place(fault), expected(fault, shape)) for fault in invalid.errors()]
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
        lines = text.splitlines()
        line = int(found[1]) if found else max(len(lines), 1)
        assignment = ASSIGNMENT.match(lines[line - 1]) if lines else None
        key = assignment[1] if assignment else "(TOML)"
        raise InvalidLawFile(
            [error(file=file, line=line, key=key, expected=_unreadable(broken))]
        ) from broken


def _unreadable(broken: tomllib.TOMLDecodeError) -> str:
    told = f"is not valid TOML: {broken}"
    return f"{told}; {A_DAY}" if "date" in told else told


def _reserved(value: object, path: KeyPath = ()) -> Iterator[KeyPath]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in RESERVED:
                yield (*path, key)
            yield from _reserved(inner, (*path, key))
