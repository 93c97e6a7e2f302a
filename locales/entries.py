"""Texts of Fluent files, each read when somebody first asks for it: most are never asked for."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from locales import patterns
from locales.patterns import MoreThanWords, Patterns

if TYPE_CHECKING:
    from locales.whole_fluent import WholeFluent

# A text that waits for its values; raises LookupError where one is missing.
Text = Callable[[Mapping[str, object]], str]

# An entry begins at the margin with its name; whatever belongs to it is indented, or closes it.
_BEGINS = re.compile(r"^-?[a-zA-Z][\w-]*(?= *=)", re.ASCII)


class Texts:
    """All texts of a language, as its files have them; of two with one name the first counts."""

    def __init__(self, language: str, *sources: str) -> None:
        self._language = language
        self._written: dict[str, str] = {}
        self._read: dict[str, Patterns | None] = {}
        for source in sources:
            for name, written in entries(source):
                self._written.setdefault(name, written)

    def find(self, name: str, attribute: str) -> Text | None:
        """The text of this name, or an attribute of it; None where there is none.

        Raises LookupError for one that is written wrongly.
        """
        if name not in self._written or name.startswith("-"):
            return None
        known = self._patterns(name)
        if known is not None:
            pattern = known.get(attribute)
            return None if pattern is None else pattern.format_map
        if attribute not in self._whole.attributes(name):
            return None
        return lambda values: self._whole.text(name, attribute, values)

    def keys(self) -> Iterator[str]:
        """Every name, and name.attribute."""
        for name in self._written:
            if not name.startswith("-"):
                yield name
                known = self._patterns(name)
                attributes = self._whole.attributes(name) if known is None else known
                yield from (f"{name}.{attribute}" for attribute in attributes if attribute)

    def _patterns(self, name: str) -> Patterns | None:
        """None for a text that Fluent's library has to read."""
        if name not in self._read:
            try:
                self._read[name] = patterns.read(self._written[name])
            except MoreThanWords:
                self._read[name] = None
        return self._read[name]

    @cached_property
    def _whole(self) -> "WholeFluent":
        # Imported when a text needs it: none of those that come with the program does.
        from locales.whole_fluent import WholeFluent

        return WholeFluent(self._language, self._written)


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
