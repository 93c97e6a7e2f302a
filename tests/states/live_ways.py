"""The questions about an online session: a way to each, and what answers it."""

from collections.abc import Callable, Mapping

from stage import Actor
from stage.conclusion import CODE
from stage.live import ASK, introduce, open_session
from stage.online import put_online
from stage.walks import ROAD, enrol, open_question


def _opened(actor: Actor) -> Actor:
    """Another officer has opened the session."""
    open_session(enrol(Actor(program=actor.program, name="mai"), "Lê Thị Mai"))
    return actor


def _citizen(*steps: str) -> Callable[[Actor], object]:
    def lead(actor: Actor) -> None:
        _opened(actor).say("/hoi")
        for text in steps:
            actor.press("Tôi đồng ý") if text == "agree" else actor.say(text)

    return lead


def _with_words(actor: Actor) -> None:
    _opened(actor).open().say(ROAD).press(ASK).press("Tôi đồng ý")
    if open_question(actor) == "asking_name":  # of an officer both are known
        actor.say("Nguyễn Văn An").press("Thôn Đông")


def _officer(*steps: str) -> Callable[[Actor], object]:
    """With a question of somebody's that was let through and called, but for the first command."""

    def lead(actor: Actor) -> None:
        if not actor.seen or "/thoat" not in dict(actor.seen[-1].menu):
            enrol(actor)
        open_session(actor)
        lan = introduce(Actor(program=actor.program, name="lan"), "Phạm Thị Lan")
        lan.say("Bao giờ có nước sạch?")
        for text in steps:
            actor.say(text)

    return lead


def _linking(actor: Actor) -> None:
    if not actor.seen or "/thoat" not in dict(actor.seen[-1].menu):
        enrol(actor)
    put_online(actor.program)
    actor.say(f"/hoinghi {CODE} duongdan")


_CALLED = (f"/phien {CODE} qua 1", f"/phien {CODE} tiep", f"/phien {CODE} traloi 1")
LIVE: Mapping[str, tuple[str, Callable[[Actor], object]]] = {
    "JoinLink:asking_link": ("JoinLink:asking_link", _linking),
    "Asking:consenting": ("Asking:consenting", _citizen()),
    "Asking:asking_name": ("Asking:asking_name", _citizen("agree")),
    "Asking:asking_village": ("Asking:asking_village", _citizen("agree", "Nguyễn Văn An")),
    "Asking:confirming": ("Asking:confirming", _with_words),
    "Asking:writing": ("Asking:writing", _citizen("agree", "Nguyễn Văn An", "1")),
    "RefusingQuestion:writing_reason": (
        "RefusingQuestion:writing_reason",
        _officer(f"/phien {CODE} tuchoi 1"),
    ),
    "NotingAnswer:naming": ("NotingAnswer:naming", _officer(*_CALLED)),
    "NotingAnswer:writing_note": (
        "NotingAnswer:writing_note",
        _officer(*_CALLED, "Bà Hoa, Phòng Kinh tế"),
    ),
}
RIGHT: Mapping[str, str] = {
    "JoinLink:asking_link": "https://meet.example.vn/moi",
    "Asking:asking_name": "Nguyễn Văn An",
    "Asking:writing": ROAD,
    "RefusingQuestion:writing_reason": "Đã hỏi rồi.",
    "NotingAnswer:naming": "Bà Hoa, Phòng Kinh tế",
    "NotingAnswer:writing_note": "Quý một có nước.",
}
