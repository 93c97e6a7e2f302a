"""The questions of /nhap: an officer answers them for who wrote, signed or called."""

from handlers.conversation import Misread, Question, Said
from handlers.entering import draft
from handlers.messages import Reply
from handlers.petition import sender
from handlers.petition.content import objection
from handlers.petition.summary import excerpt, summary
from handlers.reading import Read, choice, not_offered, said
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import local_date

# A year back: what has lain longer is a case of its own time.
LONGEST_AGO = 366
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
    offered = sender.offer_conferences(turn, draft.ahead(turn))
    return turn.reply("entering-ask-conference", sender.BOX, choices=offered)


def read_conference(turn: Turn, answer: Answer) -> Said | Misread:
    return sender.read_conference(turn, answer, draft.ahead(turn))


def ask_village(turn: Turn) -> Reply:
    offered = sender.offer_villages(turn)
    return turn.reply("entering-ask-village", sender.ELSEWHERE, choices=offered)


def ask_field(turn: Turn) -> Reply:
    return turn.reply("entering-ask-field", sender.UNSURE, choices=sender.offer_fields(turn))


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


def _plain(key: str, read: Read, *labels: str) -> Question:
    """A question whose answer is a line or one of its labels."""
    return Question(ask=lambda turn: turn.reply(key, *labels), read=read)


_REVIEW = choice(save="save", change="change", discard="discard")
QUESTIONS = {
    "asking_to_resume": Question(
        ask=lambda turn: turn.reply("entering-resume", "carry_on", "start_over"),
        read=choice(carry_on="carry_on", start_over="start_over"),
    ),
    "choosing_way": Question(ask=ask_way, read=read_way),
    "choosing_conference": Question(ask=ask_conference, read=read_conference),
    "asking_name": _plain("entering-ask-name", sender.name_reader()),
    "asking_village": Question(ask=ask_village, read=sender.read_village),
    "asking_position": _plain("entering-ask-position", sender.position_reader(), "resident"),
    "asking_behalf": _plain("entering-ask-behalf", sender.read_behalf, *sender.BEHALF),
    "asking_behalf_name": _plain(
        "entering-ask-behalf-name", sender.name_reader("give_behalf_name")
    ),
    "asking_group_size": _plain("entering-ask-group-size", sender.read_group_size),
    "asking_phone": _plain(
        "entering-ask-phone", sender.phone_reader("entering-phone-unclear"), "skip"
    ),
    "asking_field": Question(ask=ask_field, read=sender.read_field),
    "writing": Question(ask=ask_writing, read=read_writing),
    "asking_day": Question(ask=ask_day, read=read_day),
    "reviewing": Question(ask=ask_review, read=read_review),
    "choosing_change": Question(ask=ask_change, read=read_change),
}
