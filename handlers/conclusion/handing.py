"""The list of those who are sent the notice by hand, ticked off with when and how."""

from collections.abc import Sequence
from datetime import datetime, time
from typing import Any

from statemachine import State

from dialogue.roles import Action
from handlers import converse
from handlers.conclusion.recipients import meet_if_sent, name_of, sent_by_hand, unsent
from handlers.conclusion.session import button, conference_of, told, ways_back
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.pages import around, page_of
from handlers.reading import not_offered, said, whole_number
from handlers.refused import not_allowed
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import LOCAL, local_date
from storage import conclusions
from storage.tables import Conclusion, ConclusionRecipient, Conference
from storage.tables.conclusion import Sent

ALL = "tatca"
HOW = {"hand": Sent.HAND, "post": Sent.POST, "document": Sent.DOCUMENT}


def recipients(turn: Turn, conference: Conference, words: Sequence[str]) -> list[Reply]:
    """noinhan [page | n NUMBER | tatca]: who still has to be sent it, or one of them."""
    first, second = [*words, "", ""][:2]
    if first == ALL and conclusions.unsent(turn.work, conference):
        return converse.begin(turn, Handing, conference=conference.id, recipient=None)
    if first == "n":
        return _one(turn, conference, whole_number(second) or 0)
    return [_list(turn, conference, first)]


def _one(turn: Turn, conference: Conference, number: int) -> list[Reply]:
    row = conclusions.recipient(turn.work, conference, number)
    if row is None or row.sent_at is not None:
        return [turn.reply("recipients-noted-already"), _list(turn, conference, "")]
    return converse.begin(turn, Handing, conference=conference.id, recipient=row.id)


def _list(turn: Turn, conference: Conference, typed: str) -> Reply:
    left = unsent(turn, conference)
    if not left:
        return told(turn, conference, "recipients-all-sent", sent=_sent(turn, conference))
    page = page_of(typed, len(left))
    shown = page.of(left)
    return turn.reply(
        "recipients",
        choices=[
            *(_tick(turn, conference, row) for row in shown),
            *around(turn, page, f"/ketluan {conference.code} noinhan"),
            button(turn, "recipients-tick-all", conference, "noinhan", ALL),
            *ways_back(turn, conference),
        ],
        count=len(left),
        list="\n".join(f"• {name_of(turn, row)}" for row in shown),
        sent=_sent(turn, conference),
    )


def _sent(turn: Turn, conference: Conference) -> str:
    """To how many it has gone by chat and by hand."""
    rows = [
        row
        for notice in conclusions.issued(turn.work, conference)
        for row in conclusions.recipients(turn.work, notice)
        if row.sent_at
    ]
    by_chat = sum(row.sent_how == Sent.CHAT for row in rows)
    return turn.say("recipients-sent", chat=by_chat, hand=len(rows) - by_chat)


def _tick(turn: Turn, conference: Conference, row: ConclusionRecipient) -> Choice:
    command = f"/ketluan {conference.code} noinhan n {row.id}"
    return turn.command("recipients-tick", command, name=name_of(turn, row))


def ask_how(turn: Turn) -> Reply:
    return turn.reply("recipients-ask-how", *HOW, "cancel", name=_whom(turn))


def read_how(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    return said("tell_how", how=answer.value) if answer.value in HOW else not_offered(turn, answer)


def read_day(turn: Turn, answer: Answer) -> Said | Misread:
    """Not before the notice was issued, and not in days to come."""
    today, issued = local_date(turn.now), _first_day(turn)
    day = today if answer.value == "today" else typed_day(answer.text, after=issued)
    if day is None:
        return Misread(key="conclusion-day-unclear")
    if not issued <= day <= today:
        values = {"first": turn.date(issued), "last": turn.date(today)}
        return Misread(key="conclusion-day-impossible", values=values)
    return said("tell_day", at=datetime.combine(day, time(12), LOCAL))


def _first_day(turn: Turn) -> Any:
    notices = conclusions.issued(turn.work, conference_of(turn))
    days = [notice.issued_on for notice in notices if notice.issued_on]
    row = _row(turn)
    if row is not None:
        days = [turn.work.session.get_one(Conclusion, row.conclusion_id).issued_on or days[-1]]
    return days[-1]


def _row(turn: Turn) -> ConclusionRecipient | None:
    number = turn.data["recipient"]
    return turn.work.session.get(ConclusionRecipient, number) if number else None


def _whom(turn: Turn) -> str:
    row = _row(turn)
    if row is not None:
        return name_of(turn, row)
    count = len(conclusions.unsent(turn.work, conference_of(turn)))
    return turn.say("recipients-all", count=count)


class Handing(Conversation):
    """How, then when; for one recipient, or for all that are left."""

    staff = True

    opening = State(initial=True)
    asking_how = State()
    asking_day = State()
    noted = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(asking_how)
    tell_how = asking_how.to(asking_day)
    tell_day = asking_day.to(noted)
    cancel = asking_how.to(cancelled)

    questions = {
        "asking_how": Question(ask=ask_how, read=read_how),
        "asking_day": Question(
            ask=lambda turn: turn.reply("recipients-ask-day", "today"), read=read_day
        ),
    }

    def on_tell_how(self, turn: Turn, how: str) -> None:
        turn.data["how"] = how

    def on_tell_day(self, turn: Turn, at: datetime) -> None:
        turn.said.extend(_note(turn, at))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(_list(turn, conference_of(turn), ""))


def _note(turn: Turn, at: datetime) -> list[Reply]:
    if not turn.may(Action.CONCLUDE):  # a role may have gone meanwhile
        return [not_allowed(turn)]
    conference, row = conference_of(turn), _row(turn)
    how = HOW[turn.data["how"]]
    # The day was given, not the hour: today's is now, so that nothing is sent before its notice.
    moment = min(at, turn.now)
    by = turn.acting_as(Action.CONCLUDE)
    if row is not None:
        noted = int(sent_by_hand(turn, row, how=how, at=moment))
    else:
        noted = conclusions.all_sent(turn.work, conference, how=how, at=moment, by=by.id)
    meet_if_sent(turn, conference, by)
    done = turn.reply("recipients-noted" if noted else "recipients-noted-already", count=noted)
    return [done, _list(turn, conference, "")]
