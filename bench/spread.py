"""Medians over the rounds, with the least and the most beside them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import median
from typing import Any

Told = Mapping[str, Any]


def middle(told: Sequence[Told], key: str) -> float:
    """The median of a figure."""
    return float(median(one[key] for one in told))


def spread(told: Sequence[Told], key: str, times: float = 1, *, digits: int = 1) -> str:
    """The median of a figure, and between what it lay."""
    values = sorted(one[key] * times for one in told)
    low, mid, high = (f"{value:.{digits}f}" for value in (values[0], median(values), values[-1]))
    return f"{mid} ({low} to {high})"


def rows(head: Sequence[str], lines: Iterable[Sequence[str]]) -> Iterator[str]:
    """A Markdown table."""
    yield f"| {' | '.join(head)} |"
    yield "|---" * len(head) + "|"
    for cells in lines:
        yield f"| {' | '.join(cells)} |"
