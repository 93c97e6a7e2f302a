"""The questions of /nhap: an officer answers them for who wrote, signed or called."""

from collections.abc import Sequence

from handlers.conversation import Misread, Question, Said
from handlers.entering import draft
from handlers.messages import Choice, Reply
from handlers.petition.content import objection
from handlers.petition.summary import excerpt, summary
from handlers.reading import choice, line, not_offered, phone_number, said, whole_number
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import local_date
from storage import communes

LONGEST_NAME = 120
LONGEST_POSITION = 200
LARGEST_GROUP = 100_000
# A year back: what has lain longer is a case of its own time.
LONGEST_AGO = 366
BOX, ELSEWHERE, UNSURE = "box", "elsewhere", "unsure"
CHANGES = (
    *("way", "conference", "name", "village", "position", "behalf", "phone", "field"),
    *("content", "day"),
)


def ask_way(turn: Turn) -> Reply:
    return turn.reply("entering-ask-way", *draft.WAYS, "cancel")


def read_way(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("discard")
    if answer.value in draft.WAYS:
        return said("choose_way", way=answer.value)
    return not_offered(turn, answer)


def ask_conference(turn: Turn) -> Reply:
    offered = [
        Choice(
            label=turn.say(
                "intake-conference-choice",
                title=one.title,
                date=turn.date(local_date(one.starts_at)),
            ),
            value=str(one.id),
        )
        for one in draft.ahead(turn)
    ]
    return turn.reply("entering-ask-conference", "box", choices=offered)


def read_conference(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == BOX:
        return said("choose_conference", conference=None)
    return _one_of(turn, answer, "conference", [one.id for one in draft.ahead(turn)])


def ask_village(turn: Turn) -> Reply:
    known = communes.villages(turn.work, turn.commune_id)
    offered = [Choice(label=one.name, value=str(one.id)) for one in known]
    return turn.reply("entering-ask-village", ELSEWHERE, choices=offered)


def read_village(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == ELSEWHERE:
        return said("choose_village", village=None)
    known = communes.villages(turn.work, turn.commune_id)
    return _one_of(turn, answer, "village", [one.id for one in known])


def read_position(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "resident":
        return said("give_position", position=turn.say("intake-ask-position.resident"))
    return _POSITION(turn, answer)


def read_behalf(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value in ("self", "other", "group"):
        return said("choose_behalf", behalf=answer.value)
    return not_offered(turn, answer)


def read_group_size(turn: Turn, answer: Answer) -> Said | Misread:
    size = whole_number(answer.text)
    if size is None or not 1 < size <= LARGEST_GROUP:
        return Misread(key="intake-group-size-unclear")
    return said("give_group_size", size=size)


def read_phone(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "skip":
        return said("give_phone", phone="")
    phone = phone_number(answer.text)
    return said("give_phone", phone=phone) if phone else Misread(key="entering-phone-unclear")


def ask_field(turn: Turn) -> Reply:
    known = communes.fields(turn.work, turn.commune_id)
    offered = [Choice(label=one.name, value=str(one.id)) for one in known]
    return turn.reply("entering-ask-field", UNSURE, choices=offered)


def read_field(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == UNSURE:
        return said("choose_field", field=None)
    known = communes.fields(turn.work, turn.commune_id)
    return _one_of(turn, answer, "field", [one.id for one in known])


def ask_writing(turn: Turn) -> Reply:
    count = draft.count_parts(turn)
    if not count:
        return turn.reply("entering-write")
    return turn.reply("entering-write-more", "done", "rewrite", count=count)


def read_writing(turn: Turn, answer: Answer) -> Said | Misread:
    count = draft.count_parts(turn)
    if answer.value in ("done", "rewrite"):
        return said("finish_writing" if answer.value == "done" else "rewrite")
    return objection(turn, answer, kept=count) or said("add_part", answer=answer)


def ask_day(turn: Turn) -> Reply:
    return turn.reply("entering-ask-day", "today")


def read_day(turn: Turn, answer: Answer) -> Said | Misread:
    """Today or earlier; a day without a year is the last such day."""
    today = local_date(turn.now)
    if answer.value == "today":
        return said("give_day", day=today)
    day = typed_day(answer.text, after=today.replace(month=1, day=1))
    if day is None:
        return Misread(key="entering-day-unclear")
    if not 0 <= (today - day).days <= LONGEST_AGO:
        return Misread(key="entering-day-impossible", values={"last": turn.date(today)})
    return said("give_day", day=day)


def ask_review(turn: Turn) -> Reply:
    petition = draft.current(turn)
    return turn.reply(
        "entering-review",
        *("save", "change", "discard"),
        facts=[
            turn.fact("entering-fact-way", turn.say(f"entering-way-{draft.way(turn)}")),
            turn.fact("entering-fact-day", turn.date(draft.day_received(turn))),
            *summary(turn, petition),
        ],
        content=excerpt(turn, petition),
    )


def read_review(turn: Turn, answer: Answer) -> Said | Misread:
    """Saving needs a conference that is still to come; the other answers do not."""
    if answer.value == "save" and draft.conference_is_over(turn):
        return Misread(key="entering-conference-over")
    return _REVIEW(turn, answer)


def ask_change(turn: Turn) -> Reply:
    return turn.reply("entering-ask-change", *CHANGES, "nothing")


def read_change(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "nothing":
        return said("keep_all")
    if answer.value in CHANGES:
        return said(f"change_{answer.value}")
    return not_offered(turn, answer)


def _one_of(turn: Turn, answer: Answer, name: str, known: Sequence[int | None]) -> Said | Misread:
    if answer.value in {str(number) for number in known}:
        return said(f"choose_{name}", **{name: int(answer.value)})
    return not_offered(turn, answer)


def _plain(key: str, *labels: str) -> Question:
    """A question whose answer is a line or one of its labels."""
    return Question(ask=lambda turn: turn.reply(key, *labels), read=_LINES[key])


_NAME = line("give_name", "name", longest=LONGEST_NAME, needed="intake-name-needed")
_POSITION = line(
    "give_position", "position", longest=LONGEST_POSITION, needed="intake-position-needed"
)
_REVIEW = choice(save="save", change="change", discard="discard")
_LINES = {
    "entering-ask-name": _NAME,
    "entering-ask-position": read_position,
    "entering-ask-behalf": read_behalf,
    "entering-ask-behalf-name": line(
        "give_behalf_name", "name", longest=LONGEST_NAME, needed="intake-name-needed"
    ),
    "entering-ask-group-size": read_group_size,
    "entering-ask-phone": read_phone,
}

QUESTIONS = {
    "asking_to_resume": Question(
        ask=lambda turn: turn.reply("entering-resume", "carry_on", "start_over"),
        read=choice(carry_on="carry_on", start_over="start_over"),
    ),
    "choosing_way": Question(ask=ask_way, read=read_way),
    "choosing_conference": Question(ask=ask_conference, read=read_conference),
    "asking_name": _plain("entering-ask-name"),
    "asking_village": Question(ask=ask_village, read=read_village),
    "asking_position": _plain("entering-ask-position", "resident"),
    "asking_behalf": _plain("entering-ask-behalf", "self", "other", "group"),
    "asking_behalf_name": _plain("entering-ask-behalf-name"),
    "asking_group_size": _plain("entering-ask-group-size"),
    "asking_phone": _plain("entering-ask-phone", "skip"),
    "asking_field": Question(ask=ask_field, read=read_field),
    "writing": Question(ask=ask_writing, read=read_writing),
    "asking_day": Question(ask=ask_day, read=read_day),
    "reviewing": Question(ask=ask_review, read=read_review),
    "choosing_change": Question(ask=ask_change, read=read_change),
}
