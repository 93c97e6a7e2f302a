"""The questions about an online conference: a way to each, and what answers it."""

from collections.abc import Callable, Mapping

from stage import Actor
from stage.conclusion import CODE
from stage.online import put_online
from stage.walks import enrol


def _linking(actor: Actor) -> None:
    if not actor.seen or "/thoat" not in dict(actor.seen[-1].menu):
        enrol(actor)
    put_online(actor.program)
    actor.say(f"/hoinghi {CODE} duongdan")


LIVE: Mapping[str, tuple[str, Callable[[Actor], object]]] = {
    "JoinLink:asking_link": ("JoinLink:asking_link", _linking),
}
RIGHT: Mapping[str, str] = {"JoinLink:asking_link": "https://meet.example.vn/moi"}
