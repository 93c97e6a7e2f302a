"""The notice itself: number, day, words or file, looked at once more, and issued."""

from dataclasses import replace
from datetime import date

from statemachine import State

from dialogue.conference_life import ConferenceState
from dialogue.milestones import NOTICE
from dialogue.roles import Action
from handlers import converse
from handlers.conclusion.issue import issue
from handlers.conclusion.overview import overview
from handlers.conclusion.session import conclusion_of, conference_of, in_hand, told, ways_back
from handlers.conclusion.supplement import may_wait
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.files import is_stored, keep_files, shown
from handlers.messages import FileRef, Reply
from handlers.papers import ordering
from handlers.petition.content import is_blank
from handlers.reading import choice, said
from handlers.refused import not_allowed
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import local_date
from storage import conclusions, live
from storage.tables import Attachment, Conclusion, Conference
from storage.tables.conclusion import ConclusionState
from storage.tables.petition import FileState

LONGEST_NUMBER = 60
LONGEST_TEXT = 3_000


def begin(turn: Turn, conference: Conference) -> list[Reply]:
    """Ask for what the notice needs, once every matter has its conclusion or may wait for it."""
    if conference.state not in (ConferenceState.CONCLUDED, ConferenceState.REPLIES_DUE):
        return [told(turn, conference, "conclusion-conclude-first"), overview(turn, conference)]
    conclusion = in_hand(turn, conference)
    if refused := _incomplete(turn, conference, conclusion):
        return refused
    if not conclusions.matters(turn.work, conclusion):
        return [overview(turn, conference)]
    return converse.begin(
        turn, ConclusionNotice, conference=conference.id, conclusion=conclusion.id
    )


def _incomplete(turn: Turn, conference: Conference, conclusion: Conclusion) -> list[Reply]:
    """Questions of the session that are still to become matters; matters without a conclusion,
    unless they may wait for a supplement (V.3.1(1), 9.2)."""
    if live.waits(turn.work, conference):
        session = turn.command("live-back", f"/phien {conference.code}")
        return [told(turn, conference, "conclusion-questions-wait", more=[session])]
    every = conclusions.matters(turn.work, conclusion)
    missing = sum(matter is None for _, matter in every)
    if not missing or (missing < len(every) and may_wait(turn, conference)):
        return []
    return [turn.reply("conclusion-missing", count=missing), overview(turn, conference)]


def on_paper(turn: Turn, conference: Conference) -> Reply:
    """Have it written as a Word file, to be signed; it says what was chosen so far."""
    made = ordering.order(turn, NOTICE, conference)
    return replace(made, choices=tuple(ways_back(turn, conference)))


def read_number(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    number = " ".join(answer.text.split())
    if not number or answer.files or not any(letter.isdigit() for letter in number):
        return Misread(key="conclusion-number-needed")
    if len(number) > LONGEST_NUMBER:
        values = {"longest": LONGEST_NUMBER, "length": len(number)}
        return Misread(key="talk-too-long", values=values)
    return said("give_number", number=number)


def read_day(turn: Turn, answer: Answer) -> Said | Misread:
    """Neither before the conference nor in days to come."""
    today, held = local_date(turn.now), local_date(conference_of(turn).starts_at)
    day = today if answer.value == "today" else typed_day(answer.text, after=held)
    if day is None:
        return Misread(key="conclusion-day-unclear")
    if not min(held, today) <= day <= today:
        values = {"first": turn.date(held), "last": turn.date(today)}
        return Misread(key="conclusion-day-impossible", values=values)
    return said("give_day", day=day)


def read_words(turn: Turn, answer: Answer) -> Said | Misread:
    """What people read, or the paper itself as one file, or both in one message."""
    if is_blank(answer.text) and not answer.files:
        return Misread(key="conclusion-words-needed")
    if len(answer.text) > LONGEST_TEXT:
        values = {"longest": LONGEST_TEXT, "length": len(answer.text)}
        return Misread(key="talk-too-long", values=values)
    if len(answer.files) > 1:
        return Misread(key="conclusion-one-file")
    return said("give_words", text=answer.text, files=answer.files)


def review(turn: Turn) -> Reply:
    """All of it as it will be sent."""
    conclusion, conference = conclusion_of(turn), conference_of(turn)
    file = file_of(turn, conclusion)
    every = conclusions.matters(turn.work, conclusion)
    named = sum(matter is not None for _, matter in every)
    key = "conclusion-review-supplement" if conclusion.is_supplement else "conclusion-review"
    day = turn.date(conclusion.issued_on) if conclusion.issued_on else turn.say("dates-none")
    return turn.reply(
        key,
        "issue",
        "rewrite",
        "cancel",
        facts=[
            turn.fact("summary-conference", conference.title),
            turn.fact("conclusion-fact-number", conclusion.number),
            turn.fact("conclusion-fact-day", day),
            turn.fact("conclusion-fact-matters", str(named)),
        ],
        files=[shown(file)] if file is not None and is_stored(file) else [],
        text=conclusion.text or turn.say("conclusion-by-file"),
        wait=_wait(turn, len(every) - named),
    )


def _wait(turn: Turn, left: int) -> str:
    return "\n\n" + turn.say("conclusion-left", count=left) if left else ""


def file_of(turn: Turn, conclusion: Conclusion) -> Attachment | None:
    """The paper, where one was sent."""
    number = conclusion.attachment_id
    return turn.work.session.get(Attachment, number) if number else None


class ConclusionNotice(Conversation):
    """What is written stands in the notice's own row, so that an interruption loses nothing."""

    staff = True

    opening = State(initial=True)
    asking_number = State()
    asking_day = State()
    writing = State()
    reviewing = State()
    issued = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(asking_number)
    give_number = asking_number.to(asking_day)
    give_day = asking_day.to(writing)
    give_words = writing.to(reviewing)
    rewrite = reviewing.to(asking_number)
    # A file that is still on its way is waited for.
    issue = reviewing.to(reviewing, cond="file_is_on_its_way") | reviewing.to(issued, on="issue_it")
    cancel = cancelled.from_(asking_number, reviewing)

    questions = {
        "asking_number": Question(
            ask=lambda turn: turn.reply("conclusion-ask-number", "cancel"), read=read_number
        ),
        "asking_day": Question(
            ask=lambda turn: turn.reply("conclusion-ask-issued", "today"), read=read_day
        ),
        "writing": Question(ask=lambda turn: turn.reply("conclusion-write"), read=read_words),
        "reviewing": Question(
            ask=review, read=choice(issue="issue", rewrite="rewrite", cancel="cancel")
        ),
    }

    def on_give_number(self, turn: Turn, number: str) -> None:
        _put(turn, number=number)

    def on_give_day(self, turn: Turn, day: date) -> None:
        _put(turn, issued_on=day)

    def on_give_words(self, turn: Turn, text: str, files: tuple[FileRef, ...]) -> None:
        kept = keep_files(turn, files)
        _put(turn, text=text, attachment_id=kept[0].id if kept else None)

    def file_is_on_its_way(self, turn: Turn) -> bool:
        file = file_of(turn, conclusion_of(turn))
        waits = file is not None and file.state == FileState.WAITING
        if waits:
            turn.said.append(turn.reply("conclusion-file-waits"))
        return waits

    def issue_it(self, turn: Turn) -> None:
        turn.said.extend(_issue(turn, conference_of(turn), conclusion_of(turn)))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(told(turn, conference_of(turn), "conclusion-unchanged"))


def _issue(turn: Turn, conference: Conference, conclusion: Conclusion) -> list[Reply]:
    """Asked once more: a role may have gone, a matter been raised while the notice was written."""
    if not turn.may(Action.CONCLUDE):
        return [not_allowed(turn)]
    is_draft = conclusion.state == ConclusionState.DRAFT
    refused = _incomplete(turn, conference, conclusion) if is_draft else []
    return refused or issue(turn, conference, conclusion)


def _put(turn: Turn, **values: object) -> None:
    """Keep what was given; of a notice that a colleague has issued meanwhile nothing changes."""
    conclusion = conclusion_of(turn)
    if conclusion.state == ConclusionState.DRAFT:
        for name, value in values.items():
            setattr(conclusion, name, value)
