"""Counts on labelled pairs: how much of what is suggested is right, how much is found."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

from dialogue.similarity import ALIKE, likeness, words_of
from locales.folding import fold

FILE = Path(__file__).parent / "pairs.toml"
ALL = ("seen", "unseen")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """Two opinions; `kind` is what a person says of them."""

    part: str
    kind: str
    one: str
    other: str

    @property
    def is_same(self) -> bool:
        return self.kind != "different"

    @property
    def likeness(self) -> float:
        return likeness(words_of(fold(self.one)), words_of(fold(self.other)))

    @property
    def is_suggested(self) -> bool:
        return self.likeness >= ALIKE


@dataclass(frozen=True, kw_only=True)
class Measured:
    """Of what is suggested so much is right; of what is one matter so much is suggested."""

    pairs: int
    precision: float
    recall: float


def pairs(*parts: str) -> list[Pair]:
    """The labelled pairs of these parts."""
    content = tomllib.loads(FILE.read_text("utf-8"))
    return [
        Pair(part=part, kind=kind, one=one, other=other)
        for part in parts or ALL
        for kind, listed in content[part].items()
        for one, other in listed
    ]


def measured(found: list[Pair]) -> Measured:
    """Precision and recall on these pairs."""
    suggested = [pair for pair in found if pair.is_suggested]
    right = sum(pair.is_same for pair in suggested)
    same = sum(pair.is_same for pair in found)
    return Measured(pairs=len(found), precision=right / len(suggested), recall=right / same)


def line(name: str, found: list[Pair]) -> str:
    """One row of the table in docs/similar-opinions.md."""
    value = measured(found)
    return f"| {name} | {value.pairs} | {value.precision:.2f} | {value.recall:.2f} |"
