"""How a person is led to each question of each conversation, by the shortest way that there is."""

from collections.abc import Callable, Mapping

from stage import Actor
from stage import conclusion as stage
from stage.walks import WAYS as INTAKE
from stage.walks import enrol, lead_to, register, write
from states.answer_ways import ANSWERS
from states.dossier_ways import DOSSIER
from states.entering_ways import ENTERING
from states.live_ways import LIVE
from states.pending_ways import PENDING
from states.seat_ways import SEATS
from states.sorting_ways import SORTING
from states.staff_ways import STAFFING

from dialogue.conference_life import ConferenceState
from handlers.enrol.machine import WRONG_CODES
from handlers.who_answers import CONVERSATIONS
from storage import addresses, attempts
from storage.work import Work

Way = Callable[[Actor], object]

# Nothing is open: what is said comes unasked.
NOTHING = ""
# The petition that Bình has sent before anybody else comes.
FIRST = "XM25-0001"


def every_state() -> set[str]:
    """Every question of every conversation as a row keeps it, and that none is open."""
    asked = {f"{name}:{at}" for name, machine in CONVERSATIONS.items() for at in machine.questions}
    return asked | {NOTHING}


def _of_intake(question: str) -> Way:
    return lambda actor: lead_to(actor, question)


def _say(*texts: str) -> Way:
    def lead(actor: Actor) -> None:
        actor.open()
        for text in texts:
            actor.say(text)

    return lead


def _own(command: str) -> Way:
    """With a petition of one's own."""
    return lambda actor: actor.say(f"{command} {register(actor)}")


def _office(command: str, *more: str) -> Way:
    def lead(actor: Actor) -> None:
        _become_staff(actor)
        for text in (command, *more):
            actor.say(text)

    return lead


def _become_staff(actor: Actor) -> None:
    if not actor.seen or "/thoat" not in dict(actor.seen[-1].menu):
        enrol(actor)


def _join(actor: Actor) -> None:
    actor.say(f"/thamgia {actor.program.invite()}")


# From a new conference to each question about it: what is answered until then.
_PLANNED = (
    *("Đối thoại định kỳ", "Trực tiếp", "Bí thư và Chủ tịch đồng chủ trì"),
    *("Văn phòng Đảng ủy", "8 giờ ngày 26/11/2030", "Đến giờ khai mạc", "Hội trường xã"),
    *("Đất đai, môi trường", "1", "120", "150", "Phòng Kinh tế: đất đai"),
)
_ASKED = (
    *("kind", "form", "chair", "office", "starts_at", "registration_closes_at", "place"),
    *("content", "title", "capacity", "participants", "duties"),
)
PLANNING = {
    **{f"asking_{field}": _PLANNED[:number] for number, field in enumerate(_ASKED)},
    "reviewing": _PLANNED,
    "choosing_change": (*_PLANNED, "Sửa"),
    "asking_regulation": (*_PLANNED, "Sửa", "Quy định áp dụng"),
}
NEW_DAY = ("/hoinghi DT2510 hoan", "Bão", "/hoinghi DT2510 ngaymoi")


def _concluding(*texts: str, rules: str = "mau") -> Way:
    """The office at the end of the conference to which Bình has sent a petition."""

    def lead(actor: Actor) -> None:
        stage.by_rule(actor.program, rules)
        stage.hold(actor.program, ConferenceState.CONCLUDED)
        _office(*texts)(actor)

    return lead


def _answered(actor: Actor) -> None:
    """With a petition of one's own that was settled at the conference."""
    code = stage.settled(actor)
    actor.say(f"/danhgia {code} chua")


_KETLUAN = f"/ketluan {stage.CODE}"
_NOTED = f"{_KETLUAN} muc {FIRST} ghinhan 1 -"
_ASSIGNED = f"{_KETLUAN} muc {FIRST} giao 1 - a1"
_NOTICE = (_NOTED, f"{_KETLUAN} thongbao", "125-TB/ĐU")
_ISSUED = (*_NOTICE, "1", "Đã xem xét.", "1", f"{_KETLUAN} noinhan tatca")
_RAISED = (f"{_KETLUAN} neu", "Nguyễn Thị Tư", "1", "Cống thoát nước bị tắc.")


# What each way is called, where it leads, and how.
WAYS: Mapping[str, tuple[str, Way]] = {
    "never seen before": (NOTHING, lambda actor: actor),
    "greeted": (NOTHING, _say()),
    "wrote unasked": (NOTHING, _say("Đường thôn Đông hỏng.")),
    "has a petition": (NOTHING, register),
    "left a draft": (NOTHING, lambda actor: lead_to(actor, "asking_phone").say("/start")),
    **{f"Intake:{at}": (f"Intake:{at}", _of_intake(at)) for at in INTAKE},
    "Lookup:asking_code": ("Lookup:asking_code", _say("/tracuu")),
    "Lookup:asking_secret": ("Lookup:asking_secret", _say("/tracuu", FIRST)),
    "Supplement:adding": ("Supplement:adding", _own("/them")),
    "Supplement:adding more": (
        "Supplement:adding",
        lambda actor: (_own("/them")(actor), write("Thêm một ý.")(actor)),
    ),
    "Correction:writing": ("Correction:writing", _own("/sua")),
    "Withdrawal:confirming": ("Withdrawal:confirming", _own("/rut")),
    "Enrol:asking_name": ("Enrol:asking_name", _join),
    "Refusal:choosing_ground": ("Refusal:choosing_ground", _office(f"/xet {FIRST} khongnhan")),
    "Refusal:choosing_ground of a seat": (
        "Refusal:choosing_ground",
        _office(f"/xet {FIRST} tuchoi"),
    ),
    "Refusal:writing_note": ("Refusal:writing_note", _office(f"/xet {FIRST} khongnhan", "1")),
    "Refusal:writing_note of a seat": (
        "Refusal:writing_note",
        _office(f"/xet {FIRST} tuchoi", "1"),
    ),
    **{
        f"Planning:{at}": (f"Planning:{at}", _office("/hoinghi moi", *answers))
        for at, answers in PLANNING.items()
    },
    "Planning of a new day": ("Planning:asking_starts_at", _office(*NEW_DAY)),
    "ConferenceNote:writing_note": ("ConferenceNote:writing_note", _office("/hoinghi DT2510 hoan")),
    "ConferenceNote about a paper": (
        "ConferenceNote:writing_note",
        _office("/hoinghi DT2510 xong invite_city_observer"),
    ),
    **ANSWERS,
    **DOSSIER,
    **SEATS,
    **PENDING,
    **LIVE,
    "Ask:writing_note": ("Ask:writing_note", _office(f"/bosung {FIRST}")),
    **SORTING,
    **ENTERING,
    **STAFFING,
    "Search:asking": ("Search:asking", _office("/tim")),
    "Search:asking after nothing": ("Search:asking", _office("/tim", "zzz")),
    "Search:showing": ("Search:showing", _office("/tim đường")),
    "Renewal:confirming": ("Renewal:confirming", _office(f"/xet {FIRST} caplai")),
    "ConclusionDetail:writing_note": (
        "ConclusionDetail:writing_note",
        _concluding(_NOTED, f"{_KETLUAN} muc {FIRST} ghichu"),
    ),
    "ConclusionDetail:naming_day": (
        "ConclusionDetail:naming_day",
        _concluding(_ASSIGNED, f"{_KETLUAN} muc {FIRST} ngay"),
    ),
    "ConclusionNotice:asking_number": (
        "ConclusionNotice:asking_number",
        _concluding(*_NOTICE[:2]),
    ),
    "ConclusionNotice:asking_day": ("ConclusionNotice:asking_day", _concluding(*_NOTICE)),
    "ConclusionNotice:writing": ("ConclusionNotice:writing", _concluding(*_NOTICE, "1")),
    "ConclusionNotice:reviewing": ("ConclusionNotice:reviewing", _concluding(*_ISSUED[:-2])),
    "LongerNotice:writing_reason": (
        "LongerNotice:writing_reason",
        _concluding(f"{_KETLUAN} giahan"),
    ),
    "Handing:asking_how": ("Handing:asking_how", _concluding(*_ISSUED)),
    "Handing:asking_day": ("Handing:asking_day", _concluding(*_ISSUED, "1")),
    "Raised:asking_name": ("Raised:asking_name", _concluding(*_RAISED[:1])),
    "Raised:asking_village": ("Raised:asking_village", _concluding(*_RAISED[:2])),
    "Raised:writing": ("Raised:writing", _concluding(*_RAISED[:3])),
    "Raised:judging_scope": (
        "Raised:judging_scope",
        _concluding(*_RAISED, rules="tinh-1573-qd"),
    ),
    "Grading:writing_reason": ("Grading:writing_reason", _answered),
    "ReportTick:naming_paper": (
        "ReportTick:naming_paper",
        _office("/baocao 2025 gui quarterly_report 2025Q4"),
    ),
}


def bar(actor: Actor) -> None:
    """As after too many wrong secrets and codes of staff: neither may be tried now."""

    def record(work: Work) -> None:
        account = addresses.account(work, actor.channel, actor.account)
        address = addresses.arrive(work, account, actor.name, actor.program.now)
        limit = max(actor.program.house.limits.wrong_secrets, WRONG_CODES)
        for subject in (f"address:{address.id}", f"enrol:{address.id}"):
            for _ in range(limit):
                attempts.record(work, address.commune_id, subject, actor.program.now)

    actor.program.change(record)
