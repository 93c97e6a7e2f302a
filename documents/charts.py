"""Charts for a phone: bars below their names, each with its numbers in words beside it.

What a chart shows is one of these frozen views; `draw` makes a PNG of it. Nothing needs a legend,
and what a colour says, a hatching and words say as well.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum


class Tone(StrEnum):
    """What a part of a bar means."""

    DONE = "done"
    WAITING = "waiting"
    LATE = "late"
    OTHER = "other"


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part of a bar."""

    value: float
    tone: Tone


@dataclass(frozen=True, kw_only=True)
class Bar:
    """A bar: its name, at its right what it comes to, its parts, and below it what they mean."""

    name: str
    total: str
    parts: Sequence[Part]
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Chart:
    """`sentence` says the same in words, `below` whose figures these are and of which day.
    The longest bar is `whole` long; where that is 0, as long as there is room."""

    title: str
    sentence: str
    bars: Sequence[Bar]
    below: str
    whole: float = 0


def draw(chart: Chart) -> bytes:
    """A PNG, 1 080 pixels wide and as high as it needs."""
    from documents.charts_drawing import Drawing  # here: matplotlib is loaded by who draws

    return Drawing(chart).png()
