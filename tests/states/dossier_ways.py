"""The questions of /hoso: a way to each, and what answers it."""

from collections.abc import Callable, Mapping

from stage import Actor
from stage.walks import enrol

from handlers.messages import FileRef

Way = Callable[[Actor], object]
ADD = "/hoso DT2510 ky plan"


def _asked(actor: Actor) -> None:
    if not actor.seen or "/thoat" not in dict(actor.seen[-1].menu):
        enrol(actor)
    actor.say(ADD)


def _sent(actor: Actor) -> None:
    _asked(actor)
    paper = FileRef(kind="document", name="ke-hoach.pdf", source={"file_id": "signed"})
    actor.say("", files=(paper,))


def _numbered(actor: Actor) -> None:
    _sent(actor)
    actor.say("12-KH/ĐU")


DOSSIER: Mapping[str, tuple[str, Way]] = {
    "SignedPaper:sending": ("SignedPaper:sending", _asked),
    "SignedPaper:asking_number": ("SignedPaper:asking_number", _sent),
    "SignedPaper:asking_day": ("SignedPaper:asking_day", _numbered),
}
RIGHT: Mapping[str, str] = {
    "SignedPaper:asking_number": "12-KH/ĐU",
    "SignedPaper:asking_day": "15/9/2025",
}
