"""A chart that somebody of the staff asked for: a picture, and the same in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.charts import Bar, Chart, draw
from handlers.messages import Reply
from handlers.ordered import Written


@dataclass(frozen=True, kw_only=True)
class Charted:
    """The picture as a file; its sentence is the text of the message that brings it."""

    name: str
    view: Chart
    mime: str = "image/png"

    @property
    def told(self) -> Reply:
        """For those who cannot see it."""
        return Reply(title=self.view.title, text=self.view.sentence)

    def write(self) -> Written:
        """The PNG."""
        return Written(data=draw(self.view))


def charted(
    name: str, title: str, sentence: str, bars: Sequence[Bar], below: str, *, whole: float = 0
) -> Charted:
    """The chart; see `documents.charts.Chart`."""
    view = Chart(title=title, sentence=sentence, bars=tuple(bars), below=below, whole=whole)
    return Charted(name=name, view=view)


def capital(words: str) -> str:
    """The same words at the beginning of a line."""
    return words[:1].upper() + words[1:]
