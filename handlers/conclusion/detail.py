"""What stands beside a choice: the chair's words on a matter, or an earlier day for its answer."""

from datetime import date

from statemachine import State

from dialogue.roles import Action
from dialogue.task import Purpose
from handlers.conclusion.session import conference_of, told
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Reply
from handlers.petition.law import cited
from handlers.petition.task_due import limit_of
from handlers.reading import line, said
from handlers.refused import not_allowed
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import local_date
from storage.tables import Conclusion, ConclusionMatter, Petition
from storage.tables.conclusion import ConclusionState

LONGEST_NOTE = 1_000


def matter_of(turn: Turn) -> ConclusionMatter | None:
    """The choice that the conversation is about; None when it was taken back meanwhile."""
    matter = turn.work.session.get(ConclusionMatter, turn.data["matter"])
    if matter is None:
        return None
    conclusion = turn.work.session.get_one(Conclusion, matter.conclusion_id)
    return matter if conclusion.state == ConclusionState.DRAFT else None


def petition_of(turn: Turn) -> Petition:
    """The petition that the choice is about."""
    return turn.work.session.get_one(Petition, turn.data["petition"])


_read_note = line(
    "give_note", "note", longest=LONGEST_NOTE, needed="conclusion-note-needed", skip="none"
)


def ask_day(turn: Turn) -> Reply:
    """With the last day that the regulation lets the office name."""
    latest = _latest(turn)
    until = turn.date(latest) if latest else turn.say("dates-none")
    return turn.reply("conclusion-ask-day", "by_rule", "cancel", date=until)


def read_day(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    if answer.value == "by_rule":
        return said("give_day", day=None)
    today = local_date(turn.now)
    day = typed_day(answer.text, after=today)
    if day is None or day < today:
        return Misread(key="conclusion-day-unclear")
    return _not_later(turn, day)


def _not_later(turn: Turn, day: date) -> Said | Misread:
    latest = _latest(turn)
    if latest is None or day <= latest:
        return said("give_day", day=day)
    limit = limit_of(turn, petition_of(turn), Purpose.REPLY)
    clause = cited(turn, limit.clause, limit.regulation_id) if limit else ""
    values = {"date": turn.date(latest), "clause": clause}
    return Misread(key="conclusion-day-too-late", values=values)


def _latest(turn: Turn) -> date | None:
    limit = limit_of(turn, petition_of(turn), Purpose.REPLY)
    return limit.legal_due if limit else None


class ConclusionDetail(Conversation):
    """One question; nothing else of the choice changes."""

    staff = True

    opening = State(initial=True)
    writing_note = State()
    naming_day = State()
    kept = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(naming_day, cond="is_day") | opening.to(writing_note)
    give_note = writing_note.to(kept)
    give_day = naming_day.to(kept)
    cancel = cancelled.from_(writing_note, naming_day)

    questions = {
        "writing_note": Question(
            ask=lambda turn: turn.reply(
                "conclusion-ask-note", "none", "cancel", code=petition_of(turn).code
            ),
            read=lambda turn, answer: (
                said("cancel") if answer.value == "cancel" else _read_note(turn, answer)
            ),
        ),
        "naming_day": Question(ask=ask_day, read=read_day),
    }

    def is_day(self, turn: Turn) -> bool:
        return bool(turn.data["what"] == "ngay")

    def on_give_note(self, turn: Turn, note: str) -> None:
        _keep(turn, note=note)

    def on_give_day(self, turn: Turn, day: date | None) -> None:
        _keep(turn, due_on=day)

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(told(turn, conference_of(turn), "conclusion-unchanged"))


def _keep(turn: Turn, **values: object) -> None:
    if not turn.may(Action.CONCLUDE):  # a role may have gone meanwhile
        turn.said.append(not_allowed(turn))
        return
    matter = matter_of(turn)
    for name, value in values.items() if matter else ():
        setattr(matter, name, value)
    key = "conclusion-kept" if matter else "conclusion-outdated"
    turn.said.append(told(turn, conference_of(turn), key))
