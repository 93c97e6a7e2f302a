"""Texts of a Fluent file, each read when somebody first asks for it: most are never asked for."""

import re
from collections.abc import Iterator

from fluent.runtime import FluentBundle
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Term

# An entry begins at the margin with its name; whatever belongs to it is indented, or closes it.
_BEGINS = re.compile(r"^-?[a-zA-Z][\w-]*(?= *=)", re.ASCII)
_parser = FluentParser(with_spans=False)


class Entries(dict[str, Message | Term]):
    """Entries by name; one that was not asked for yet is still its text."""

    def __init__(self) -> None:
        self._unread: dict[str, str] = {}

    def add(self, name: str, written: str) -> None:
        """Of two with one name the first counts, as in a bundle."""
        self._unread.setdefault(name, written)

    def __contains__(self, name: object) -> bool:
        return name in self._unread

    def __iter__(self) -> Iterator[str]:
        return iter(self._unread)

    def __len__(self) -> int:
        return len(self._unread)

    def __missing__(self, name: str) -> Message | Term:
        entry = _parser.parse_entry(self._unread[name])
        if not isinstance(entry, (Message, Term)):
            raise KeyError(name)  # it is written wrongly, and Fluent knows no such text either
        self[name] = entry
        return entry


def fill(bundle: FluentBundle, source: str) -> None:
    """Have a bundle know what a file says."""
    if not isinstance(bundle._messages, Entries):
        bundle._messages, bundle._terms = Entries(), Entries()
    for name, written in entries(source):
        known = bundle._terms if name.startswith("-") else bundle._messages
        known.add(name.removeprefix("-"), written)  # type: ignore[attr-defined]


def entries(source: str) -> Iterator[tuple[str, str]]:
    """Every entry of a file: its name, and how it is written."""
    name, lines = "", list[str]()
    for line in source.splitlines():
        if line[:1] in (" ", "}", ""):
            lines.append(line)
            continue
        if name:
            yield name, "\n".join(lines)
        begun = _BEGINS.match(line)
        name, lines = (begun[0], [line]) if begun else ("", [])
    if name:
        yield name, "\n".join(lines)
