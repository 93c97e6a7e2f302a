"""The catalogues: texts by language and key, with the values that are put into them.

A message may have a title and labels of buttons beside its text (Fluent attributes).
"""

from collections.abc import Callable, Mapping
from functools import cache, partial
from pathlib import Path

from locales.entries import Text, Texts

FOLDER = Path(__file__).parent
LANGUAGES = ("vi", "en")
DEFAULT = "vi"


class MissingText(LookupError):
    """A key that no catalogue has: a mistake of ours, found by the tests."""


class Catalogue:
    """The texts of every language, each read when somebody first speaks it."""

    def __init__(self, read: Mapping[str, Callable[[], Texts]]) -> None:
        self._read = read
        self._known: dict[tuple[str, str], Text | None] = {}

    @classmethod
    def shipped(cls) -> "Catalogue":
        """The catalogues that come with the program; the default language is read at once."""
        catalogue = cls({language: partial(_shipped, language) for language in LANGUAGES})
        catalogue._texts(DEFAULT)
        return catalogue

    @classmethod
    def part(cls, *files: str) -> "Catalogue":
        """Those files alone, in the default language: for who says little and must be quick."""
        texts = _texts(DEFAULT, *files)
        return cls({DEFAULT: lambda: texts})

    def text(self, language: str, key: str, /, **values: object) -> str:
        """The text under `key`, or under `key.attribute`; raises MissingText."""
        found = self.find(language, key, **values)
        if found is None:
            raise MissingText(key)
        return found

    def find(self, language: str, key: str, /, **values: object) -> str | None:
        """The text under `key`, or None where there is none; raises MissingText for a value that
        it lacks. Values are given as text: a year is not "2.026"."""
        try:
            text = self._text(language, key)
            return None if text is None else text(values)
        except LookupError as fault:
            raise MissingText(f"{key}: {fault}") from fault

    def keys(self, language: str) -> set[str]:
        """Every key and key.attribute of a language."""
        return set(self._texts(language).keys())

    def _text(self, language: str, key: str) -> Text | None:
        if (language, key) not in self._known:
            name, _, attribute = key.partition(".")
            self._known[language, key] = self._texts(language).find(name, attribute)
        return self._known[language, key]

    def _texts(self, language: str) -> Texts:
        return self._read.get(language, self._read[DEFAULT])()


@cache
def _shipped(language: str) -> Texts:
    """Read once; nobody changes these files while the program runs."""
    return _texts(language, "*")


def _texts(language: str, *files: str) -> Texts:
    found = sorted(path for name in files for path in (FOLDER / language).glob(f"{name}.ftl"))
    return Texts(language, *(path.read_text(encoding="utf-8") for path in found))
