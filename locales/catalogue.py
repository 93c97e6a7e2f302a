"""The catalogues: texts by language and key, with the values that are put into them.

A message may have a title and labels of buttons beside its text (Fluent attributes).
"""

import sys
from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from fluent.runtime import FluentBundle, resolver

from locales import entries

# Fluent refuses longer values, against catalogues by strangers. Ours are our own, and what is put
# into them may be long: all milestones of a conference, an answer. Channels cut it into messages.
resolver.MAX_PART_LENGTH = sys.maxsize

FOLDER = Path(__file__).parent
LANGUAGES = ("vi", "en")
DEFAULT = "vi"


class MissingText(LookupError):
    """A key that no catalogue has: a mistake of ours, found by the tests."""


class Catalogue:
    """The texts of every language, each read when somebody first speaks it."""

    def __init__(self, read: Mapping[str, Callable[[], FluentBundle]]) -> None:
        self._read = read
        # Texts without values, which are asked for several times in each message.
        self._fixed: dict[tuple[str, str], str | None] = {}

    @classmethod
    def shipped(cls) -> "Catalogue":
        """The catalogues that come with the program; the default language is read at once."""
        catalogue = cls({language: partial(_shipped, language) for language in LANGUAGES})
        catalogue._bundle(DEFAULT)
        return catalogue

    @classmethod
    def part(cls, *files: str) -> "Catalogue":
        """Those files alone, in the default language: for who says little and must be quick."""
        bundle = _bundle(DEFAULT, *files)
        return cls({DEFAULT: lambda: bundle})

    def text(self, language: str, key: str, /, **values: object) -> str:
        """The text under `key`, or under `key.attribute`; raises MissingText."""
        found = self.find(language, key, **values)
        if found is None:
            raise MissingText(key)
        return found

    def find(self, language: str, key: str, /, **values: object) -> str | None:
        """The text under `key`, or None where there is none."""
        if values:
            return self._found(language, key, values)
        if (language, key) not in self._fixed:
            self._fixed[language, key] = self._found(language, key, values)
        return self._fixed[language, key]

    def _found(self, language: str, key: str, values: Mapping[str, object]) -> str | None:
        bundle = self._bundle(language)
        name, _, attribute = key.partition(".")
        if not bundle.has_message(name):
            return None
        message = bundle.get_message(name)
        pattern = message.attributes.get(attribute) if attribute else message.value
        if pattern is None:
            return None
        # Numbers are given as text: a year is not "2.026".
        written, faults = bundle.format_pattern(pattern, {k: str(v) for k, v in values.items()})
        if faults:
            raise MissingText(f"{key}: {faults[0]}")
        return str(written)

    def keys(self, language: str) -> set[str]:
        """Every key and key.attribute of a language."""
        bundle = self._bundle(language)
        attributes = {
            f"{name}.{attribute}"
            for name in bundle._messages
            for attribute in bundle.get_message(name).attributes
        }
        return set(bundle._messages) | attributes

    def _bundle(self, language: str) -> FluentBundle:
        return self._read.get(language, self._read[DEFAULT])()


@cache
def _shipped(language: str) -> FluentBundle:
    """Read once; nobody changes these files while the program runs."""
    return _bundle(language, "*")


def _bundle(language: str, *files: str) -> FluentBundle:
    bundle = FluentBundle([language], use_isolating=False)
    for path in sorted(
        found for name in files for found in (FOLDER / language).glob(f"{name}.ftl")
    ):
        entries.fill(bundle, path.read_text(encoding="utf-8"))
    return bundle
