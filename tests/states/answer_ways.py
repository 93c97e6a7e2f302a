"""The ways to the questions about tasks and answers: somebody gives, writes or asks first."""

from collections.abc import Callable, Mapping
from datetime import date

from stage import Actor
from stage.answers import enrol_agency, give
from stage.walks import enrol

from storage.tables import Task

Way = Callable[[Actor], object]

# The petition that Bình has sent, and a day before the regulation's own.
GIVEN = "XM25-0001"
DUE = date(2025, 11, 10)
TEXT = "Đường sẽ được sửa trong tháng 11."
RIGHT: Mapping[str, str] = {
    "Answering:writing": TEXT,
    "Answering:asking_number": "12/UBND-KT",
    "Answering:asking_day": "1/10/2025",
    "Answering:asking_signer": "Chủ tịch Trần Văn Tám",
    "ReceiptDay:asking_day": "1/10/2025",
    "MoreTime:asking_day": "20/11/2025",
    "MoreTime:asking_reason": "Chờ đo đạc lại.",
    "NoMoreTime:writing_note": "Người dân đã chờ lâu.",
    "GiveBack:writing_reason": "Đường do thành phố quản lý.",
    "Remarks:writing_remarks": "Xin nêu rõ thời gian.",
}


def _given(actor: Actor) -> None:
    if not actor.program.all_of(Task):
        give(actor.program, GIVEN, due=DUE)


def _is_staff(actor: Actor) -> bool:
    return bool(actor.seen) and "/thoat" in dict(actor.seen[-1].menu)


def _office(*pressed: str, says: tuple[str, ...] = ()) -> Way:
    """An officer of the office on the task, through these buttons and texts."""

    def lead(actor: Actor) -> None:
        _given(actor)
        if not _is_staff(actor):
            enrol(actor)
        actor.say(f"/traloi {GIVEN}")
        for label in pressed:
            actor.press(label)
        for text in says:
            actor.say(text)

    return lead


def _agency(command: str, *texts: str) -> Way:
    def lead(actor: Actor) -> None:
        _given(actor)
        enrol_agency(actor)
        for text in (f"{command} {GIVEN}", *texts):
            actor.say(text)

    return lead


def _colleague(actor: Actor) -> Actor:
    return enrol_agency(Actor(program=actor.program, name="dung"))


def _refusing(actor: Actor) -> None:
    """An agency has asked for more time."""
    _given(actor)
    _colleague(actor).say(f"/giahan {GIVEN}").say("20/11/2025").say("Chờ đo đạc lại.")
    enrol(actor).say(f"/giahan {GIVEN}").press("Không đồng ý")


def _remarking(actor: Actor) -> None:
    """An agency has handed its answer in."""
    _given(actor)
    dung = _colleague(actor).say(f"/traloi {GIVEN}").press("Soạn câu trả lời").say(TEXT)
    dung.press("Xong phần nội dung").say("12/KT").press("Hôm nay").press("Không ghi người ký")
    dung.press("Gửi duyệt")
    enrol(actor).say(f"/duyet {GIVEN}").press("Trả lại kèm nhận xét")


_WRITING = "Soạn câu trả lời"
_PAPER = ("12/KT", "1/10/2025", "Chủ tịch")


def _written(*answers: str) -> Way:
    """The content is done, and so many of number, day and signer."""

    def lead(actor: Actor) -> None:
        _office(_WRITING)(actor)
        actor.say(TEXT).press("Xong phần nội dung")
        for text in answers:
            actor.say(text)

    return lead


ANSWERS: Mapping[str, tuple[str, Way]] = {
    "Answering:writing": ("Answering:writing", _office(_WRITING)),
    "Answering:writing more": ("Answering:writing", _office(_WRITING, says=(TEXT,))),
    "Answering:asking_number": ("Answering:asking_number", _written()),
    "Answering:asking_day": ("Answering:asking_day", _written(*_PAPER[:1])),
    "Answering:asking_signer": ("Answering:asking_signer", _written(*_PAPER[:2])),
    "Answering:reviewing": ("Answering:reviewing", _written(*_PAPER)),
    "ReceiptDay:asking_day": ("ReceiptDay:asking_day", _office("Ghi ngày cơ quan nhận việc")),
    "MoreTime:asking_day": ("MoreTime:asking_day", _agency("/giahan")),
    "MoreTime:asking_reason": ("MoreTime:asking_reason", _agency("/giahan", "20/11/2025")),
    "NoMoreTime:writing_note": ("NoMoreTime:writing_note", _refusing),
    "GiveBack:writing_reason": ("GiveBack:writing_reason", _agency("/chuyen")),
    "Remarks:writing_remarks": ("Remarks:writing_remarks", _remarking),
}
