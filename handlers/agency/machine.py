"""/traloi: an answer is written, gets its number, day and signer, is looked at, and handed in."""

from datetime import date, timedelta

from statemachine import State

from handlers.agency import draft
from handlers.agency.at_hand import moved_on, petition_of, task_of
from handlers.agency.view import view
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.petition.content import is_blank
from handlers.reading import choice, line, said
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import local_date

LONGEST_NUMBER = 60
LONGEST_SIGNER = 100
A_YEAR = timedelta(days=330)


def ask_text(turn: Turn) -> Reply:
    written = draft.current_version(turn)
    if not written.text and not written.attachment_id:
        return turn.reply("answer-write", "leave", code=petition_of(turn).code)
    file = turn.say("answer-has-file") if written.attachment_id else ""
    return turn.reply(
        "answer-write-more", "done", "anew", "leave", length=len(written.text), attached=file
    )


def read_text(turn: Turn, answer: Answer) -> Said | Misread:
    """Words in one message or several, and one file."""
    if answer.value == "leave":
        return said("leave")
    if draft.is_gone(turn):
        return said("lose")
    if answer.value == "anew":
        return said("begin_anew")
    written = draft.current_version(turn)
    if answer.value == "done":
        return said("finish") if written.text else Misread(key="answer-text-needed")
    return _objection(turn, answer, len(written.text)) or said("add", answer=answer)


def _objection(turn: Turn, answer: Answer, length: int) -> Misread | None:
    longest = turn.house.limits.text
    if is_blank(answer.text) and not answer.files:
        return Misread(key="answer-text-needed")
    if len(answer.files) > 1:
        return Misread(key="answer-one-file")
    if length + len(answer.text) > longest:
        values = {"longest": longest, "length": length + len(answer.text)}
        return Misread(key="talk-too-long", values=values)
    return None


def read_number(turn: Turn, answer: Answer) -> Said | Misread:
    """A number as papers have it: "123/UBND-KT"."""
    if answer.value == "skip":
        return said("give_number", number="")
    number = " ".join(answer.text.split())
    if answer.files or is_blank(number) or len(number) > LONGEST_NUMBER:
        return Misread(key="answer-number-needed", values={"longest": LONGEST_NUMBER})
    return said("give_number", number=number)


def ask_day(turn: Turn) -> Reply:
    today = Choice(label=turn.say("receipt-day-today"), value="today")
    return turn.reply("answer-ask-day", "skip", choices=[today])


def read_day(turn: Turn, answer: Answer) -> Said | Misread:
    """The day on which it was signed: today or before."""
    today = local_date(turn.now)
    if answer.value in ("skip", "today"):
        return said("give_day", day=today if answer.value == "today" else None)
    day = typed_day(answer.text, after=today - A_YEAR)
    if day is None or answer.files:
        return Misread(key="day-needed")
    return said("give_day", day=day) if day <= today else Misread(key="answer-day-to-come")


class Answering(Conversation):
    """Each answer is kept at once: who leaves goes on later where it was left."""

    staff = True
    collecting = frozenset({"writing"})

    opening = State(initial=True)
    writing = State()
    asking_number = State()
    asking_day = State()
    asking_signer = State()
    reviewing = State()
    handed_in = State(final=True)
    left = State(final=True)
    lost = State(final=True)

    begin = opening.to(writing)
    add = writing.to(writing, internal=True)
    begin_anew = writing.to(writing, internal=True)
    finish = writing.to(asking_number)
    give_number = asking_number.to(asking_day)
    give_day = asking_day.to(asking_signer)
    give_signer = asking_signer.to(reviewing)
    rewrite = reviewing.to(writing)
    hand_in = reviewing.to(handed_in)
    leave = left.from_(writing, reviewing)
    lose = writing.to(lost)

    questions = {
        "writing": Question(ask=ask_text, read=read_text),
        "asking_number": Question(
            ask=lambda turn: turn.reply("answer-ask-number", "skip"), read=read_number
        ),
        "asking_day": Question(ask=ask_day, read=read_day),
        "asking_signer": Question(
            ask=lambda turn: turn.reply("answer-ask-signer", "skip"),
            read=line(
                "give_signer",
                "signer",
                longest=LONGEST_SIGNER,
                needed="answer-signer-needed",
                skip="skip",
            ),
        ),
        "reviewing": Question(
            ask=draft.review, read=choice(send="hand_in", rewrite="rewrite", leave="leave")
        ),
    }

    def on_add(self, turn: Turn, answer: Answer) -> None:
        draft.add(turn, answer)

    def on_begin_anew(self, turn: Turn) -> None:
        draft.begin_anew(turn)

    def on_give_number(self, turn: Turn, number: str) -> None:
        draft.put(turn, number=number)

    def on_give_day(self, turn: Turn, day: date | None) -> None:
        draft.put(turn, signed_on=day)

    def on_give_signer(self, turn: Turn, signer: str) -> None:
        draft.put(turn, signer=signer)

    def on_hand_in(self, turn: Turn) -> None:
        turn.said.extend(draft.send(turn))

    def on_leave(self, turn: Turn) -> None:
        kept = turn.reply("answer-left", code=petition_of(turn).code)
        turn.said.extend([kept, view(turn, petition_of(turn), task_of(turn))])

    def on_lose(self, turn: Turn) -> None:
        turn.said.extend(moved_on(turn, petition_of(turn), task_of(turn)))
