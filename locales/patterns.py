"""Reads texts of Fluent files that are words and values alone, as all but a few are.

Each becomes a format string of Python's. What has more of Fluent in it, or is written wrongly, is
for Fluent's own library (`locales/whole_fluent.py`), which takes as long to load as a quick command
takes for everything.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

# By name of the attribute; the text itself has none.
Patterns = Mapping[str, str]

_NAME = r"[a-zA-Z][a-zA-Z0-9_-]*"
_ATTRIBUTE = re.compile(rf" +\.({_NAME}) *=(.*)")
# A value, or signs that would be lost at the margin without quotes.
_PLACEABLE = re.compile(rf'\{{ *(?:\$({_NAME})|"([^"\\{{}}]*)") *\}}')
_BRACE = re.compile(r"[{}]")
# To Fluent a line that begins with one of these is no text.
_NO_TEXT = ("[", "*", ".", "}")


class MoreThanWords(Exception):
    """It is for Fluent's own library to read, or to refuse."""


def read(written: str) -> Patterns:
    """The text of an entry and its attributes; raises MoreThanWords."""
    first, *rest = written.split("\n")
    name, lines = "", {"": [first.partition("=")[2]]}
    for line in rest:
        if begun := _ATTRIBUTE.fullmatch(line):
            name = begun[1]
            if name in lines:  # written twice: what the first one says is not looked at here
                raise MoreThanWords
            lines[name] = [begun[2]]
        else:
            lines[name].append(line)
    found = dict(_filled((name, _joined(one)) for name, one in lines.items()))
    if not found:
        raise MoreThanWords
    return found


def _filled(parts: Iterator[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """A message may do without a text of its own; an attribute is nothing else."""
    for name, text in parts:
        if text:
            yield name, _format(text)
        elif name:
            raise MoreThanWords


def _joined(lines: Sequence[str]) -> str:
    """Lines without their common indent, and without what is blank around them."""
    first, *more = (line if line.strip(" ") else "" for line in lines)
    if any(line.lstrip(" ").startswith(_NO_TEXT) for line in more):
        raise MoreThanWords
    indent = min((len(line) - len(line.lstrip(" ")) for line in more if line), default=0)
    text = "\n".join([first.lstrip(" "), *(line[indent:] for line in more)])
    return text.lstrip("\n").rstrip("\n ")


def _format(text: str) -> str:
    """As `str.format_map` takes it."""
    words = iter(_PLACEABLE.split(text))  # words, a value's name or None, quoted signs or None
    written = [_words(next(words))]
    for name, quoted in zip(words, words, strict=False):
        written += [f"{{{name}}}" if name else quoted, _words(next(words))]
    return "".join(written)


def _words(text: str) -> str:
    if _BRACE.search(text):
        raise MoreThanWords
    return text
