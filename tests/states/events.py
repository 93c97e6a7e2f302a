"""Every kind of event that a channel can report, with every class of content that people send.

An event is made for where the person stands: the right answer, a button of the open question, an
edit of what was written. `EVENTS` names them; the names are what coverage is counted in.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from stage.program import texts
from stage.walks import ROAD
from states.answer_ways import RIGHT as ANSWERS
from states.dossier_ways import RIGHT as IN_DOSSIER
from states.entering_ways import RIGHT as ENTERED
from states.live_ways import RIGHT as LIVE
from states.pending_ways import RIGHT as PENDING
from states.seat_ways import RIGHT as SEATED
from states.sorting_ways import RIGHT as SORTED
from states.staff_ways import RIGHT as STAFFED
from states.ways import FIRST

from handlers.messages import FileRef, Incoming, Kind
from handlers.office.review import VERBS
from handlers.who_answers import COMMANDS
from locales.folding import fold


@dataclass(frozen=True, kw_only=True)
class Stand:
    """Where somebody stands: the open question, its choices, what they last wrote and did."""

    state: str
    offered: tuple[tuple[str, str], ...]
    turn: int
    message: str
    before: Incoming | None


Values = Mapping[str, Any]
Make = Callable[[Stand], Values]

LIMIT = 20_000
# What answers the questions that offer no choice, or not only choices.
RIGHT: Mapping[str, str] = {
    "Intake:asking_name": "Nguyễn Văn An",
    "Intake:asking_position": "Trưởng thôn",
    "Intake:asking_behalf_name": "Trần Thị Bình",
    "Intake:asking_group_size": "12",
    "Intake:asking_phone": "0912 345 678",
    "Intake:writing": ROAD,
    "Lookup:asking_code": FIRST,
    "Supplement:adding": "Thêm một ý nữa.",
    "Correction:writing": "Đường thôn Đoài hỏng.",
    "Enrol:asking_name": "Lê Thị Chi",
    "Refusal:writing_note": "Đã trả lời năm ngoái.",
    "Planning:asking_office": "Văn phòng Đảng ủy",
    "Planning:asking_starts_at": "8 giờ ngày 26/11/2030",
    "Planning:asking_place": "Hội trường xã",
    "Planning:asking_content": "Đất đai, môi trường",
    "Planning:asking_duties": "Phòng Kinh tế: đất đai",
    "ConferenceNote:writing_note": "Bão số 12.",
    "ReportTick:naming_paper": "12-BC/ĐU 12/9/2025",
    **ANSWERS,
    **IN_DOSSIER,
    **SORTED,
    **ENTERED,
    **STAFFED,
    **SEATED,
    **PENDING,
    **LIVE,
    "Ask:writing_note": "Xin gửi bản sao giấy tờ.",
    "ConclusionDetail:writing_note": "Sửa xong trong tháng.",
    "ConclusionDetail:naming_day": "10/11/2025",
    "ConclusionNotice:asking_number": "125-TB/ĐU",
    "ConclusionNotice:writing": "Các việc đã được xem xét.",
    "LongerNotice:writing_reason": "Liên quan nhiều cơ quan.",
    "Raised:asking_name": "Nguyễn Thị Tư",
    "Raised:writing": "Cống thoát nước bị tắc.",
    "Grading:writing_reason": "Đường vẫn hỏng.",
    "Search:asking": "đường",
    "Search:showing": "đường",
}


def right(stand: Stand) -> Values:
    """What the question asks for; where only a choice is one, the first of them."""
    if stand.state in RIGHT:
        return said(RIGHT[stand.state])
    return said("1" if stand.offered else "Xin chào")


def said(text: str, **more: Any) -> Values:
    return {"kind": Kind.TEXT, "text": text, **more}


def _text(text: str) -> Make:
    return lambda stand: said(text)


def _pressed(value: str) -> Make:
    return lambda stand: {"kind": Kind.CHOICE, "choice": value}


def _kind(kind: Kind, **values: Any) -> Make:
    return lambda stand: {"kind": kind, **values}


def _file(kind: str, text: str = "", name: str = "", count: int = 1, **more: Any) -> Make:
    files = tuple(
        FileRef(kind=kind, name=name, size=10, source={"file_id": f"{kind}-{number}"})
        for number in range(count)
    )
    return lambda stand: said(text, files=files, **more)


def _edit(text: str, message: str | None = None) -> Make:
    return lambda stand: {
        "kind": Kind.EDIT,
        "text": text,
        "message_id": stand.message if message is None else message,
    }


def _label(change: Callable[[str], str]) -> Make:
    """The words of the first choice, written by hand."""
    return lambda stand: said(change(stand.offered[0][0]) if stand.offered else "Đồng ý")


def _stale(stand: Stand) -> Values:
    """A button of the same question as it was asked before."""
    value = next((v for _, v in stand.offered if not v.startswith("/")), "1.agree")
    return {"kind": Kind.CHOICE, "choice": f"{stand.turn - 1}.{value.partition('.')[2]}"}


def _again(stand: Stand) -> Values:
    """The same event once more, as a platform delivers it that did not see our answer."""
    if stand.before is None:  # nothing was said before that could come again
        return {"kind": Kind.RETURNED}
    return {name: getattr(stand.before, name) for name in ("kind", "event_id", "text", "choice")}


def _later(make: Make, **span: float) -> Make:
    return lambda stand: {**make(stand), "late": timedelta(**span)}


def _first_choice(stand: Stand) -> Values:
    value = stand.offered[0][1] if stand.offered else "/start"
    return {"kind": Kind.CHOICE, "choice": value}


def _last_choice(stand: Stand) -> Values:
    value = stand.offered[-1][1] if stand.offered else "9.back"
    return {"kind": Kind.CHOICE, "choice": value}


def _last_number(stand: Stand) -> Values:
    return said(str(len(stand.offered)))


def _words(key: str) -> list[str]:
    return [word.strip() for word in texts().text("vi", key).split(",")]


def _of_words() -> Iterator[tuple[str, Make]]:
    """The words that work everywhere, as the catalogue lists them, with accents and without."""
    for key in ("words-menu", "words-help", "words-back"):
        for number, word in enumerate(_words(key)):
            written = word.upper() if number % 2 else fold(word)
            yield f"word: {written}", _text(written)


def _of_commands() -> Iterator[tuple[str, Make]]:
    """Every command of the table, bare, with what may stand behind it, and mistyped."""
    for name in COMMANDS:
        yield f"command: {name}", _text(name)
        yield f"command with a code: {name}", _pressed(f"{name} {FIRST}")
    for verb in (*VERBS, "sai"):
        yield f"command: /xet {verb}", _text(f"/xet {FIRST} {verb}")
    yield "command of long ago", _pressed(f"/xet {FIRST} nhan 7")
    yield "command about what changed", _pressed(f"/xet {FIRST} xetlai 99999999999999999999")
    for name in ("/gui", "/xem", "/thamgia", "/viec"):
        yield f"command with nonsense: {name}", _text(f"{name} khong-co {{x}} 99999999999")
    yield "command of a conference", _text("/gui DT2510")
    yield "command about a seat", _text(f"/them {FIRST} cho")
    yield "command in capitals", _text("/GUI")
    yield "command with accents", _text("/tráCứu")
    yield "command to the bot by name", _text("/lich@xamau_bot")
    yield "unknown command", _text("/khongco")
    yield "unknown command pressed", _pressed("/khongco nua")
    yield "command without a name", _text("/")
    yield "command of blanks", _text("/ \u00a0 /")
    yield "command with a novel behind it", _text("/gui " + "x" * 19_000)
    yield "code and a wrong secret", _text(f"{FIRST} AAAAAA")
    yield "code of nobody", _text("XM25-9999")


def _of_choices() -> Iterator[tuple[str, Make]]:
    """Every choice by its number, by its button, and those that are not there."""
    for text in ("1", "12", "99", "0", "-1", "2)", "１", "9" * 400):
        yield f"number: {text[:8]}", _text(text)
    yield "last number", _last_number
    yield "first button", _first_choice
    yield "last button", _last_choice
    yield "label", _label(str)
    yield "label in capitals without accents", _label(lambda label: fold(label).upper())
    yield "label with invisible signs", _label(lambda label: "\u200b".join(label))
    yield "stale button", _stale
    for value in ("1.agree", "99.confirm", "0.carry_on", "."):
        yield f"button of another conversation: {value}", _pressed(value)
    yield "button with an unknown payload", _pressed("zz:" + "p" * 61)
    yield "button with a novel", _pressed("5." + "p" * 5_000)
    yield "button with control characters", _pressed("1.\x00agree\n\ud800")
    yield "button without a value", _pressed("")
    yield "button and a text", lambda stand: {**_first_choice(stand), "text": "và thêm chữ"}


def _of_texts() -> Iterator[tuple[str, Make]]:
    """Right, wrong, nothing, much, and what was never meant for us."""
    yield "right answer", right
    yield "wrong answer", _text("xyz không phải thế")
    for name, text in TEXTS.items():
        yield name, _text(text)


TEXTS: Mapping[str, str] = {
    "empty": "",
    "blanks": " \n\t \u00a0",
    "invisible": "\u200b\u2060\ufeff",
    "signs only": "...?!",
    "a picture only": "👨‍👩‍👧‍👦",
    "control characters": "A\x00B\x07\x1b[31m\x7fC",
    "nul only": "\x00",
    "lone surrogates": "An \ud800 và \udfff",
    "right to left": "\u202eAn \u2067Bình\u2069",
    "stacked accents": "Z" + "\u0301" * 500,
    "html and markdown": "<b>đậm</b><script>alert(1)</script>&amp; *x* _y_ [z](https://x.example)",
    "fluent and formats": '{ $code } { talk-back } {"x"} {0.__class__} %s %(name)s ${HOME} {{x}}',
    "sql": "Robert'); DROP TABLE petition;--",
    "english": "The road is broken, please help.",
    "other scripts": "村里的路坏了 الطريق مكسور",
    "danger": "Nhà đang cháy, cứu với!",
    "danger without accents": "nha dang chay, cuu voi",
    "name": "Nguyễn Văn An",
    "phone": "0912345678",
    "date": "29/10/2025",
    "4 096 characters": "Đường hỏng. " * 341 + "Đúng",
    "one word of 4 096 characters": "ư" * 4_096,
    "as long as may be": "á" * LIMIT,
    "longer than may be": "Đường hỏng. " * 1_667,
    "many lines": "dòng\n" * 2_000,
}


def _of_files() -> Iterator[tuple[str, Make]]:
    """Each sort of file, alone and many, with words and without."""
    for kind in ("photo", "document", "voice", "audio"):
        yield f"file: {kind}", _file(kind)
    yield "file with words", _file("photo", text="Ảnh đường hỏng")
    yield "several files", _file("photo", count=10, album="7")
    yield "one of an album", _file("photo", album="7")
    yield "more files than may be", _file("photo", count=61)
    yield "file with a hostile name", _file("document", name="../../\x00etc\ud800/passwd\u202e.pdf")
    yield "file under a command", _file("photo", text="/gui")
    yield "file under a number", _file("photo", text="1")
    yield "file under a word", _file("photo", text="quay lại")


def _of_edits() -> Iterator[tuple[str, Make]]:
    yield "edit", _edit("Đường rất hỏng.")
    yield "edit to nothing", _edit(" \u200b ")
    yield "edit to too much", _edit("x" * (LIMIT + 1))
    yield "edit to a command", _edit("/gui")
    yield "edit of an unknown message", _edit("Đường rất hỏng.", "khong-co")
    yield "edit of a message without a name", _edit("Đường rất hỏng.", "")


def _of_chats() -> Iterator[tuple[str, Make]]:
    """What happens to the chat itself, and how it is opened."""
    for payload in ("", "h-DT2510", "h-khong-co", "-", "h-\x00{ $x }" * 40):
        yield f"opened by: {payload[:12]!r}", _kind(Kind.START, payload=payload)
    yield "unsupported", _kind(Kind.UNSUPPORTED, payload="sticker")
    yield "contact", _kind(Kind.CONTACT, text="84912345678")
    yield "contact without a number", _kind(Kind.CONTACT)
    yield "unsupported with words", _kind(Kind.UNSUPPORTED, payload="video", text="Xem này")
    yield "blocked", _kind(Kind.BLOCKED)
    yield "returned", _kind(Kind.RETURNED)
    yield "moved", _kind(Kind.MOVED, moved_to="an-nhà-mới")
    yield "moved to somebody else", _kind(Kind.MOVED, moved_to="binh")
    yield "moved to nowhere", _kind(Kind.MOVED, moved_to="")
    yield "redelivered", _again
    yield "in a frame", lambda stand: {**right(stand), "embedded": True}


def _of_latecomers() -> Iterator[tuple[str, Make]]:
    """After thirteen hours a session is over; after forty days the conference is."""
    for name, span in (("hours", {"hours": 13}), ("weeks", {"days": 40})):
        yield f"right answer after {name}", _later(right, **span)
        yield f"button after {name}", _later(_first_choice, **span)
        yield f"file after {name}", _later(_file("photo", text="Ảnh"), **span)
        yield f"back after {name}", _later(_text("quay lại"), **span)


_ALL: Mapping[str, Make] = {
    **dict(_of_texts()),
    **dict(_of_choices()),
    **dict(_of_words()),
    **dict(_of_commands()),
    **dict(_of_files()),
    **dict(_of_edits()),
    **dict(_of_chats()),
    **dict(_of_latecomers()),
}
# More of classes that are in the list already: how a thing is spelt is settled before it matters
# where somebody stands, so these are tried at a few questions only.
SPELLINGS = frozenset(
    {
        *("blanks", "signs only", "nul only", "sql", "other scripts", "danger without accents"),
        *("date", "one word of 4 096 characters", "many lines", "stacked accents"),
        *("number: -1", "number: 2)", "number: １", "label with invisible signs"),
        *("button of another conversation: 99.confirm", "button of another conversation: ."),
        *("button with a novel", "button without a value", "button and a text"),
        *(f"word: {word}" for word in ("bat dau lai", "TRANG CHỦ", "THÔI", "huong dan", "HELP")),
        *("word: lui lai", "word: BACK"),
        *(
            f"command with a code: {name}"
            for name in COMMANDS
            if name not in ("/xem", "/them", "/sua", "/rut", "/thamgia", "/xet", "/bosung")
        ),
        *(f"command: /xet {verb}" for verb in (*VERBS, "sai") if verb != "nhan"),
        *("command of long ago", "command about what changed", "command about a seat"),
        *(f"command with nonsense: {name}" for name in ("/gui", "/xem", "/thamgia", "/viec")),
        *("command in capitals", "command with accents", "command to the bot by name"),
        *("unknown command pressed", "command of blanks", "code of nobody"),
        *("one of an album", "file with a hostile name", "file under a command"),
        *("file under a number", "file under a word", "unsupported with words"),
        *("edit to too much", "edit to a command", "edit of a message without a name"),
        *("opened by: 'h-khong-co'", "opened by: '-'", "moved to somebody else"),
        *("moved to nowhere", "back after hours", "file after weeks", "back after weeks"),
    }
)
# What everybody meets everywhere.
EVENTS: Mapping[str, Make] = {name: make for name, make in _ALL.items() if name not in SPELLINGS}
# One event of each class, where all of them would tell no more.
SOME = (
    "right answer",
    "wrong answer",
    "empty",
    "lone surrogates",
    "fluent and formats",
    "as long as may be",
    "danger",
    "first button",
    "last button",
    "number: 1",
    "number: 99",
    "stale button",
    "button with an unknown payload",
    "word: quay lai",
    "word: huy",
    *(f"command: {name}" for name in ("/gui", "/tracuu", "/cuatoi", "/thamgia", "/viec", "/xet")),
    "command with a code: /xem",
    "code and a wrong secret",
    "unknown command",
    "several files",
    "edit",
    "opened by: 'h-DT2510'",
    "unsupported",
    "blocked",
    "moved",
    "redelivered",
    "in a frame",
    "right answer after hours",
    "button after weeks",
    "file after hours",
)
# What every state meets with each run of the suite; the others are shared within a conversation.
ALWAYS = (
    *("right answer", "wrong answer", "empty", "lone surrogates", "danger"),
    *("first button", "last button", "number: 1", "stale button"),
    *("word: quay lai", "word: huy", "command: /gui", "command: /viec"),
    *("code and a wrong secret", "several files", "edit", "unsupported", "redelivered"),
    *("in a frame", "right answer after hours"),
)
# What a person's standing may change: who is barred, who has a role, who has only text.
ABOUT_STANDING = (
    "right answer",
    "wrong answer",
    "first button",
    "word: quay lai",
    "code and a wrong secret",
    "command: /thamgia",
    "command: /viec",
    "several files",
    "button after weeks",
)
# What asks for no answer: news of the chat itself, and what was answered before.
SILENT = frozenset(
    {
        "blocked",
        "returned",
        "moved",
        "moved to somebody else",
        "moved to nowhere",
        "redelivered",
    }
)


def make(name: str, stand: Stand) -> dict[str, Any]:
    """The event of this name, made for where somebody stands."""
    return dict(_ALL[name](stand))
