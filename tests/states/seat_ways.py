"""The questions about seats and delegates: a way to each, and what answers it."""

from collections.abc import Callable, Mapping

from stage import Actor
from stage.walks import enrol, register

CONFERENCE = "DT2510"


def _asked(command: str) -> Callable[[Actor], object]:
    """As an officer, who was enrolled before or is now."""

    def lead(actor: Actor) -> None:
        if not actor.seen or "/thoat" not in dict(actor.seen[-1].menu):
            enrol(actor)
        actor.say(command)

    return lead


def _own(actor: Actor) -> None:
    actor.say(f"/khongden {register(actor)}")


SEATS: Mapping[str, tuple[str, Callable[[Actor], object]]] = {
    "DelegateFile:sending": ("DelegateFile:sending", _asked(f"/moi {CONFERENCE} tep")),
    "DelegatesByHand:writing": ("DelegatesByHand:writing", _asked(f"/moi {CONFERENCE} them")),
    "DelegatesByHand:writing of guests": (
        "DelegatesByHand:writing",
        _asked(f"/moi {CONFERENCE} khach"),
    ),
    "GivingUp:confirming": ("GivingUp:confirming", _own),
}
RIGHT: Mapping[str, str] = {
    "DelegatesByHand:writing": "Nguyễn Văn An; Trưởng thôn; Đường vào thôn",
}
