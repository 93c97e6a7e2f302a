"""Rows of a list that came as a file: which of them say anything, and why one is not taken."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from documents.list_rows import Row


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Why a row is not taken: `reason` is a key of the catalogue, `known` what would fit."""

    row: int
    name: str
    reason: str
    known: str = ""


def filled(rows: Sequence[Row]) -> Iterator[Row]:
    """A row that says nothing but its number is none."""
    return (row for row in rows if any(text for key, text in row.cells.items() if key != "number"))
