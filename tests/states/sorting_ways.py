"""Ways to the questions by which opinions are sorted, and what answers them in words."""

from collections.abc import Callable, Mapping

from stage import Actor
from stage.walks import enrol, register

Way = Callable[[Actor], object]

# The petition that Bình has sent before anybody else comes, and its conference.
FIRST, CONFERENCE = "XM25-0001", "DT2510"
ABOUT_FIRST = {
    "Classification:choosing_field": (f"/phanloai {FIRST}",),
    "Classification:choosing_disposition": (f"/phanloai {FIRST}", "1"),
    "Assignment:choosing_lead": (f"/giao {FIRST}",),
    "Assignment:choosing_helpers": (f"/giao {FIRST}", "1"),
    "Assignment:choosing_date": (f"/giao {FIRST}", "1", "1"),
    "Forwarding:naming_body": (f"/giao {FIRST} chuyen",),
    "Grouping:naming": (f"/gom {CONFERENCE} moi",),
}
RIGHT: Mapping[str, str] = {
    "Assignment:choosing_date": "20/10/2030",
    "Forwarding:naming_body": "Công an thành phố",
    "Grouping:naming": "Sửa đường",
}


def _become_staff(actor: Actor) -> None:
    if not actor.seen or "/thoat" not in dict(actor.seen[-1].menu):
        enrol(actor)


def _classified(*texts: str) -> Way:
    """The office has accepted the first petition and classified it."""

    def lead(actor: Actor) -> None:
        _become_staff(actor)
        actor.say(f"/xet {FIRST} nhan").say(f"/phanloai {FIRST}").say("1").say("1")
        for text in texts:
            actor.say(text)

    return lead


def _placing(actor: Actor) -> None:
    """Something lies accepted in the general box."""
    _become_staff(actor)
    code = register(actor, conference=False)
    actor.say(f"/xet {code} nhan").say(f"/giao {code} hoinghi")


def _suggested(actor: Actor) -> None:
    """Two people have raised one matter."""
    _become_staff(actor)
    register(actor)
    actor.say(f"/gom {CONFERENCE} goiy {FIRST}")


SORTING: Mapping[str, tuple[str, Way]] = {
    **{question: (question, _classified(*texts)) for question, texts in ABOUT_FIRST.items()},
    "Placing:choosing_conference": ("Placing:choosing_conference", _placing),
    "Grouping:choosing_members": ("Grouping:choosing_members", _suggested),
}
