"""Sending a question to the session: who asks, then the question itself; it is held at once.

What was written before anything was asked is offered as the question, and what comes too late or
too often stays held, so that it can be sent as an ordinary petition without writing it again.
"""

from typing import Any

from statemachine import State

from dialogue.conference_life import ConferenceState
from handlers import consent
from handlers.consent import CONSENTING
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.held import held_content, hold, take_held_content
from handlers.live import mine
from handlers.live.telling import note
from handlers.live.words import excerpt
from handlers.messages import Reply
from handlers.petition.content import is_blank
from handlers.reading import choice, line, said
from handlers.turn import Answer, Turn
from handlers.village import ASKING_VILLAGE
from storage import live
from storage.plain import write
from storage.tables import Conference, SessionQuestion, Village

LONGEST_NAME = 120


def conference_of(turn: Turn) -> Conference:
    """The conference in whose session it is asked."""
    return turn.work.session.get_one(Conference, turn.data["conference"])


def takes_questions(turn: Turn, conference: Conference) -> bool:
    """Whether one may ask now; true until the transaction ends."""
    session = live.session_of(turn.work, conference, lock=True)
    return live.is_open(session) and conference.state == ConferenceState.IN_SESSION


def objection(turn: Turn, conference: Conference) -> Reply | None:
    """Why this person cannot ask now, with what they can do instead."""
    limits = turn.house.limits
    if not takes_questions(turn, conference):
        return _instead(turn, conference, "live-closed-for-questions")
    own = live.of_person(turn.work, conference, turn.person.id)
    if len(mine.waiting_of(turn, conference)) >= limits.questions_waiting:
        return _instead(turn, conference, "question-too-many", most=limits.questions_waiting)
    if len(own) >= limits.questions_each:
        return _instead(turn, conference, "question-no-more", most=limits.questions_each)
    if live.counts(turn.work, conference).get("held", 0) >= limits.questions_held:
        return _instead(turn, conference, "question-queue-full")
    return None


def _instead(turn: Turn, conference: Conference, key: str, **values: Any) -> Reply:
    return turn.reply(
        key,
        choices=[
            turn.command("question-mine", f"/hoi {conference.code} {mine.MINE}"),
            turn.command("menu-register", "/gui"),
            turn.command("menu-home", "/start"),
        ],
        **values,
    )


def ask_text(turn: Turn) -> Reply:
    village = turn.person.village_id
    place = turn.work.session.get_one(Village, village).name if village else ""
    labels = ("leave",) if turn.duties else ("rename", "leave")
    return turn.reply(
        "question-write",
        *labels,
        conference=conference_of(turn).title,
        who=f"{turn.person.name}, {place}" if place else turn.person.name,
        longest=turn.house.limits.question_text,
    )


def read_text(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "leave" or (answer.value == "rename" and not turn.duties):
        return said(answer.value)
    return _unfit(turn, answer) or said("give_text", answer=answer)


def _unfit(turn: Turn, answer: Answer) -> Misread | None:
    longest = turn.house.limits.question_text
    if answer.files:
        return Misread(key="question-text-only")
    if is_blank(answer.text):
        return Misread(key="question-text-needed")
    if len(answer.text) > longest:
        values = {"longest": longest, "length": len(answer.text)}
        return Misread(key="question-too-long", values=values)
    return None


def held_words(turn: Turn) -> str:
    """What was written before the question was asked, where it may be one; it stays held."""
    answers = held_content(turn)
    text = "\n".join(answer.text for answer in answers if answer.text)
    fits = not any(answer.files for answer in answers)
    return text if fits and not _unfit(turn, Answer(text=text)) else ""


def ask_confirm(turn: Turn) -> Reply:
    return turn.reply("question-confirm", "send", "rewrite", text=excerpt(held_words(turn)))


class Asking(Conversation):
    """Name and village only of who has never given them."""

    opening = State(initial=True)
    consenting = State()
    asking_name = State()
    asking_village = State()
    confirming = State()
    writing = State()
    sent = State(final=True)
    refused_consent = State(final=True)
    left = State(final=True)

    begin = (
        opening.to(consenting, unless="has_consented")
        | opening.to(asking_name, unless="has_name")
        | opening.to(confirming, cond="has_words")
        | opening.to(writing)
    )
    agree = (
        consenting.to(asking_name, unless="has_name", on="keep_consent")
        | consenting.to(confirming, cond="has_words", on="keep_consent")
        | consenting.to(writing, on="keep_consent")
    )
    decline = consenting.to(refused_consent)
    give_name = asking_name.to(asking_village)
    choose_village = asking_village.to(confirming, cond="has_words") | asking_village.to(writing)
    confirm = confirming.to(sent)
    rewrite = confirming.to(writing)
    rename = writing.to(asking_name)
    give_text = writing.to(sent)
    leave = writing.to(left)

    questions = {
        "consenting": CONSENTING,
        "asking_name": Question(
            ask=lambda turn: turn.reply("question-ask-name"),
            read=line("give_name", "name", longest=LONGEST_NAME, needed="intake-name-needed"),
        ),
        "asking_village": ASKING_VILLAGE,
        "confirming": Question(ask=ask_confirm, read=choice(send="confirm", rewrite="rewrite")),
        "writing": Question(ask=ask_text, read=read_text),
    }
    collecting = frozenset({"writing"})

    @classmethod
    def still_asked(cls, turn: Turn, state: str) -> str:
        """What was held may have been sent elsewhere meanwhile."""
        return "writing" if state == "confirming" and not held_words(turn) else state

    def has_consented(self, turn: Turn) -> bool:
        return consent.has_consented(turn)

    def has_name(self, turn: Turn) -> bool:
        return bool(turn.person.name)

    def has_words(self, turn: Turn) -> bool:
        return bool(held_words(turn))

    def keep_consent(self, turn: Turn) -> None:
        consent.keep_consent(turn)

    def on_decline(self, turn: Turn) -> None:
        ways = [turn.command("menu-schedule", "/lich"), turn.command("menu-home", "/start")]
        turn.said.append(turn.reply("intake-consent-refused", choices=ways))

    def on_give_name(self, turn: Turn, name: str) -> None:
        write(turn.work, turn.person, name=name)

    def on_choose_village(self, turn: Turn, village: int | None) -> None:
        write(turn.work, turn.person, village_id=village)

    def on_rewrite(self, turn: Turn) -> None:
        take_held_content(turn)

    def on_confirm(self, turn: Turn) -> None:
        if _send(turn, held_words(turn)):
            take_held_content(turn)

    def on_give_text(self, turn: Turn, answer: Answer) -> None:
        if not _send(turn, answer.text):
            hold(turn, answer, content=True)

    def on_leave(self, turn: Turn) -> None:
        turn.said.append(mine.show(turn, conference_of(turn)))


def _send(turn: Turn, text: str) -> bool:
    """Keep it for the moderators; False where it cannot be sent now, which is said."""
    conference = conference_of(turn)
    objected = objection(turn, conference)
    if objected is not None:
        turn.said.append(objected)
        return False
    known = [one for one in mine.waiting_of(turn, conference) if one.text == text]
    question = known[0] if known else _keep(turn, conference, text)
    turn.said.append(_received(turn, conference, question))
    return True


def _keep(turn: Turn, conference: Conference, text: str) -> SessionQuestion:
    question = live.ask(
        turn.work,
        conference,
        turn.now,
        person_id=turn.person.id,
        address_id=turn.address.id,
        name=turn.person.name,
        village_id=turn.person.village_id,
        text=text,
    )
    note(turn, question, "ask", person_id=turn.person.id)
    return question


def _received(turn: Turn, conference: Conference, question: SessionQuestion) -> Reply:
    return turn.reply(
        "question-received",
        choices=[
            turn.command("question-another", f"/hoi {conference.code}"),
            turn.command("question-mine", f"/hoi {conference.code} {mine.MINE}"),
            turn.command("menu-home", "/start"),
        ],
        number=question.number,
    )
