"""What a text has of Fluent beyond words and values, and what is written wrongly: read by Fluent's
own library.
"""

import sys
from collections.abc import Iterator, Mapping

from fluent.runtime import FluentBundle, resolver
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, Term

# Fluent refuses longer values, against catalogues by strangers. Ours are our own, and what is put
# into them may be long: all milestones of a conference, an answer. Channels cut it into messages.
resolver.MAX_PART_LENGTH = sys.maxsize

_parser = FluentParser(with_spans=False)


class Unsaid(LookupError):
    """A text lacks a value, or another text that it names."""


class WholeFluent:
    """The texts of a language as Fluent knows them, each read when it is first asked for."""

    def __init__(self, language: str, written: Mapping[str, str]) -> None:
        self._bundle = FluentBundle([language], use_isolating=False)
        texts = {name: text for name, text in written.items() if not name.startswith("-")}
        terms = {name[1:]: text for name, text in written.items() if name.startswith("-")}
        self._bundle._messages, self._bundle._terms = _Entries(texts), _Entries(terms)

    def attributes(self, name: str) -> set[str]:
        """Those that a text has; "" for the text itself."""
        message = self._bundle.get_message(name)
        return {*message.attributes, *([""] if message.value is not None else [])}

    def text(self, name: str, attribute: str, values: Mapping[str, object]) -> str:
        """It or its attribute; raises LookupError."""
        message = self._bundle.get_message(name)
        pattern = message.attributes[attribute] if attribute else message.value
        if pattern is None:
            raise Unsaid(name)
        # Numbers are given as text: a year is not "2.026".
        told, faults = self._bundle.format_pattern(pattern, {k: str(v) for k, v in values.items()})
        if faults:
            raise Unsaid(str(faults[0]))
        return str(told)


class _Entries(dict[str, Message | Term]):
    """Entries by name; one that was not asked for yet is still its text."""

    def __init__(self, written: Mapping[str, str]) -> None:
        self._written = written

    def __contains__(self, name: object) -> bool:
        return name in self._written

    def __iter__(self) -> Iterator[str]:
        return iter(self._written)

    def __len__(self) -> int:
        return len(self._written)

    def __missing__(self, name: str) -> Message | Term:
        entry = _parser.parse_entry(self._written[name])
        if not isinstance(entry, (Message, Term)):
            raise KeyError(name)  # it is written wrongly, and Fluent knows no such text either
        self[name] = entry
        return entry
