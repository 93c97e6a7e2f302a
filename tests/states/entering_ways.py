"""The ways to the questions of /nhap: an officer answers one after the other."""

from collections.abc import Callable, Mapping

from stage import Actor
from stage.walks import CONFERENCE, enrol

Way = Callable[[Actor], object]

RIGHT: Mapping[str, str] = {
    "Entering:asking_name": "Nguyễn Thị Tư",
    "Entering:asking_position": "Giáo viên",
    "Entering:asking_behalf_name": "Trần Văn Năm",
    "Entering:asking_group_size": "12",
    "Entering:asking_phone": "0912 345 678",
    "Entering:writing": "Cống thoát nước bị tắc.",
    "Entering:asking_day": "26/9/2025",
}

_ANSWERS = (
    *("Thư, đơn giấy", CONFERENCE, "Nguyễn Thị Tư", "Thôn Hạ", "Người dân"),
    *("Cho bản thân, gia đình", "Không có", "Chưa rõ", RIGHT["Entering:writing"]),
    *("Xong", "Hôm nay"),
)
_ASKED = (
    *("choosing_way", "choosing_conference", "asking_name", "asking_village"),
    *("asking_position", "asking_behalf", "asking_phone", "asking_field", "writing"),
)


def _entering(*texts: str) -> Way:
    def lead(actor: Actor) -> None:
        if not actor.seen or "/thoat" not in dict(actor.seen[-1].menu):
            enrol(actor)
        for text in ("/nhap", *texts):
            actor.say(text)

    return lead


_LEADS: Mapping[str, tuple[str, ...]] = {
    **{question: _ANSWERS[:number] for number, question in enumerate(_ASKED)},
    "asking_to_resume": (*_ANSWERS[:3], "/nhap"),
    "asking_behalf_name": (*_ANSWERS[:5], "Thay cho một người khác"),
    "asking_group_size": (*_ANSWERS[:5], "Thay cho một nhóm người"),
    "asking_day": _ANSWERS[:10],
    "reviewing": _ANSWERS,
    "choosing_change": (*_ANSWERS, "Sửa"),
}

ENTERING: Mapping[str, tuple[str, Way]] = {
    **{f"Entering:{at}": (f"Entering:{at}", _entering(*texts)) for at, texts in _LEADS.items()},
    "Entering:writing more": ("Entering:writing", _entering(*_ANSWERS[:9])),
}
