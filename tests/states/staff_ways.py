"""The questions about the staff and about handing over: a way to each, and what answers it."""

from collections.abc import Callable, Mapping

from sqlmodel import select
from stage import Actor
from stage.walks import enrol

from storage.tables import Person, Staff
from storage.work import Work

COLLEAGUE = "Đỗ Thị Hoa"


def _office(*texts: str) -> Callable[[Actor], object]:
    """As an officer with a colleague; HOA stands for the number of the colleague's role."""

    def lead(actor: Actor) -> None:
        if not actor.seen or "/thoat" not in dict(actor.seen[-1].menu):
            enrol(actor)
        enrol(Actor(program=actor.program, name="hoa"), COLLEAGUE)
        number = actor.program.database.read_now(_number)
        for text in texts:
            actor.say(text.replace("HOA", str(number)))

    return lead


def _number(work: Work) -> int:
    """The newest role of the colleague."""
    found = work.session.exec(
        select(Staff.id)
        .join(Person, Person.id == Staff.person_id)  # type: ignore[arg-type]
        .where(Person.name == COLLEAGUE)
    ).all()
    return max(number for number in found if number)


AGENCY = "Cơ quan được giao trả lời"
STAFFING: Mapping[str, tuple[str, Callable[[Actor], object]]] = {
    "Invite:choosing_role": ("Invite:choosing_role", _office("/canbo moi")),
    "Invite:choosing_agency": ("Invite:choosing_agency", _office("/canbo moi", AGENCY)),
    "Replace:choosing_role": ("Replace:choosing_role", _office("/canbo doi HOA")),
    "Replace:choosing_agency": ("Replace:choosing_agency", _office("/canbo doi HOA", AGENCY)),
    "Remove:confirming": ("Remove:confirming", _office("/canbo thoi HOA")),
    "HandOver:choosing_deputy": ("HandOver:choosing_deputy", _office("/bangiao")),
    "HandOver:asking_until": ("HandOver:asking_until", _office("/bangiao", "1")),
}
RIGHT: Mapping[str, str] = {"HandOver:asking_until": "26/10/2025"}
