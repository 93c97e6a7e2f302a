"""The questions of /sodon: a way to each, and what answers it."""

from collections.abc import Callable, Mapping

from stage import Actor
from stage.walks import enrol

Way = Callable[[Actor], object]
WORDS = "Nguyễn Thị Tư\nRanh giới đất với nhà bên cạnh"
_ENTRY = ("/sodon moi", "Khiếu nại", "Thôn Hạ")
_ENTERED = (*_ENTRY, WORDS)


def _register(*texts: str) -> Way:
    def lead(actor: Actor) -> None:
        if not actor.seen or "/thoat" not in dict(actor.seen[-1].menu):
            enrol(actor)
        for text in texts:
            actor.say(text)

    return lead


PENDING: Mapping[str, tuple[str, Way]] = {
    "PendingEntry:choosing_kind": ("PendingEntry:choosing_kind", _register(*_ENTRY[:1])),
    "PendingEntry:choosing_village": ("PendingEntry:choosing_village", _register(*_ENTRY[:2])),
    "PendingEntry:writing": ("PendingEntry:writing", _register(*_ENTRY)),
    "PendingNote:writing_note": (
        "PendingNote:writing_note",
        _register(*_ENTERED, "/sodon D1 buoc"),
    ),
    "PendingNote of a petition": (
        "PendingNote:writing_note",
        _register(*_ENTERED, "/sodon D1 kiennghi"),
    ),
    "PendingNote of a day": ("PendingNote:writing_note", _register(*_ENTERED, "/sodon D1 ngay")),
    "PendingNote of the end": ("PendingNote:writing_note", _register(*_ENTERED, "/sodon D1 dong")),
    "PendingFile:sending": ("PendingFile:sending", _register("/sodon tep")),
}
RIGHT: Mapping[str, str] = {
    "PendingEntry:writing": WORDS,
    "PendingNote:writing_note": "Thanh tra trả lời trước 15/10.",
}
