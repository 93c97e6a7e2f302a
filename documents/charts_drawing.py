"""Draws a chart with matplotlib: everything is placed in pixels, from the top down.

Importing this loads matplotlib, so only who draws does.
"""

import io
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.patches import Rectangle

from documents.charts import Bar, Chart, Part, Tone

WIDTH, DPI = 1080, 200
SIDE, GAP = 60, 22
ROOM = WIDTH - 2 * SIDE
# Sizes in points; 14 pt is as large on a phone as the text of a message.
TITLE, SENTENCE, NAME, NOTE, BELOW = 20.0, 14.5, 15.0, 13.0, 12.0
# From one line to the next, for each point of its size.
LINE = 1.32 * DPI / 72
# From the top of a line to the foot of its letters, which may bear two signs.
RISE = 1.02 * DPI / 72
HEIGHT = 42
INK, PALE, PAPER, TRACK = "#1a1a1a", "#4a4a4a", "#ffffff", "#ececec"
# The face, and lines across it for who sees no colours.
LOOKS = {
    Tone.DONE: ("#1f4e79", ""),
    Tone.WAITING: ("#a9c4de", ""),
    Tone.LATE: ("#c0392b", "///"),
    Tone.OTHER: ("#9a9a9a", "..."),
}
# They come with matplotlib, and have every letter of Vietnamese.
_FONTS = Path(mpl.get_data_path()) / "fonts" / "ttf"


class Drawing:
    """One chart while it is drawn; `_y` is how far down it has come."""

    def __init__(self, chart: Chart) -> None:
        self._chart = chart
        self._marks: list[Any] = []
        self._y = 64.0

    def png(self) -> bytes:
        """The picture."""
        self._head()
        longest = max((_length(bar) for bar in self._chart.bars), default=0)
        for bar in self._chart.bars:
            self._bar(bar, self._chart.whole or longest)
        self._text(self._chart.below, BELOW, ink=PALE)
        return self._picture(self._y + 40)

    def _head(self) -> None:
        self._text(self._chart.title, TITLE, bold=True)
        self._y += 10
        self._text(self._chart.sentence, SENTENCE)
        self._y += 26

    def _bar(self, bar: Bar, whole: float) -> None:
        """Its name and what it comes to in a line, the bar, and what its parts mean."""
        total = _width(bar.total, NAME, bold=True)
        lines = _wrapped(bar.name, NAME, True, ROOM - total - 30, most=2)
        self._line(bar.total, NAME, bold=True, right=True)
        for line in lines:
            self._line(line, NAME, bold=True)
            self._y += NAME * LINE
        self._y += 4
        self._strip(bar.parts, whole)
        self._y += HEIGHT + 10
        if bar.note:
            self._text(bar.note, NOTE, ink=PALE)
        self._y += GAP

    def _strip(self, parts: Sequence[Part], whole: float) -> None:
        """The parts side by side on a pale track, which shows where the whole would end."""
        self._box(SIDE, ROOM, TRACK, "")
        x = float(SIDE)
        for part in parts:
            if part.value <= 0 or whole <= 0:
                continue
            width = max(ROOM * part.value / whole, 6.0)  # what is little is still seen
            self._box(x, min(width, SIDE + ROOM - x), *LOOKS[part.tone])
            x += width

    def _box(self, x: float, width: float, face: str, hatch: str) -> None:
        box = Rectangle((x, self._y), width, HEIGHT, facecolor=face, edgecolor=PAPER, hatch=hatch)
        box.set_linewidth(1.5)
        box.set_hatch_linewidth(2.0)
        self._marks.append(box)

    def _text(self, text: str, size: float, *, bold: bool = False, ink: str = INK) -> None:
        for line in _wrapped(text, size, bold, ROOM):
            self._line(line, size, bold=bold, ink=ink)
            self._y += size * LINE

    def _line(
        self, text: str, size: float, *, bold: bool = False, right: bool = False, ink: str = INK
    ) -> None:
        x = WIDTH - SIDE if right else SIDE
        look = {
            "fontproperties": FontProperties(fname=str(_file(bold)), size=size),
            "ha": "right" if right else "left",
            "va": "baseline",
            "color": ink,
            "parse_math": False,
        }
        self._marks.append((x, self._y + size * RISE, _written(text, bold), look))

    def _picture(self, height: float) -> bytes:
        figure = Figure(figsize=(WIDTH / DPI, height / DPI), dpi=DPI, facecolor=PAPER)
        FigureCanvasAgg(figure)
        axes = figure.add_axes((0, 0, 1, 1))
        axes.set_xlim(0, WIDTH)
        axes.set_ylim(height, 0)
        axes.axis("off")
        for mark in self._marks:
            if isinstance(mark, Rectangle):
                axes.add_patch(mark)
            else:
                x, y, text, look = mark
                axes.text(x, y, text, **look)
        out = io.BytesIO()
        figure.savefig(out, format="png", metadata={"Software": None})
        return out.getvalue()


def _length(bar: Bar) -> float:
    return sum(part.value for part in bar.parts)


def _wrapped(
    text: str, size: float, bold: bool, room: float, *, most: int | None = None
) -> list[str]:
    """Lines that fit; beyond `most` of them the text is cut."""
    lines = list(_broken(text, size, bold, room)) or [""]
    if most is None or len(lines) <= most:
        return lines
    last = lines[most - 1]
    while " " in last and _width(f"{last}…", size, bold=bold) > room:
        last = last.rpartition(" ")[0]
    return [*lines[: most - 1], f"{last}…"]


def _broken(text: str, size: float, bold: bool, room: float) -> Iterator[str]:
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and _width(longer, size, bold=bold) > room:
            yield line
            longer = word
        while _width(longer, size, bold=bold) > room:  # one word that is longer than a line
            cut = len(longer)
            while cut > 1 and _width(longer[:cut], size, bold=bold) > room:
                cut -= 1
            yield longer[:cut]
            longer = longer[cut:]
        line = longer
    if line:
        yield line


def _width(text: str, size: float, *, bold: bool) -> float:
    """In pixels, sign by sign: to set a text and measure it takes a hundred times as long."""
    return sum(_advance(sign, bold) for sign in _written(text, bold)) * size


@cache
def _advance(sign: str, bold: bool) -> float:
    """How wide a sign is for each point of its size."""
    font = get_font(str(_file(bold)))
    font.set_size(100, DPI)
    return float(font.load_char(ord(sign)).linearHoriAdvance) / 65536 / 100


def _written(text: str, bold: bool) -> str:
    """Without signs that the font does not have, such as emoji."""
    known = _known(bold)
    return "".join(sign for sign in text if ord(sign) in known or sign == " ")


@cache
def _known(bold: bool) -> frozenset[int]:
    return frozenset(get_font(str(_file(bold))).get_charmap())


def _file(bold: bool) -> Path:
    return _FONTS / ("DejaVuSans-Bold.ttf" if bold else "DejaVuSans.ttf")
