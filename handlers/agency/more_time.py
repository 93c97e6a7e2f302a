"""/giahan: an agency asks for more time with its reason; the office grants it or says why not."""

from datetime import date
from typing import Any

from statemachine import State

from dialogue.matter import ExtensionRefused
from dialogue.roles import Action
from dialogue.task import OWED, Purpose
from handlers.agency.acting import acting_on
from handlers.agency.at_hand import is_as_seen, locked, moved_on, petition_of, task_of
from handlers.agency.time_limit import Longest, is_beyond, longest
from handlers.agency.view import can_ask_time, view
from handlers.clock.happening import Act, extend
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Reply
from handlers.petition.notify import tell_author
from handlers.petition.record import record
from handlers.petition.task_due import limit_of
from handlers.petition.tasks import agency_name, due_words, tell_agency
from handlers.petition.tell_staff import people_who_may, tell_people
from handlers.reading import line, said
from handlers.refused import not_allowed, to_work
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import local_date
from storage import answers, audit, tasks
from storage.tables import Extension, Petition, Staff, Task
from storage.tables.task import ExtensionState

LONGEST_REASON = 1_000


def cannot_ask(turn: Turn, petition: Petition, task: Task) -> Reply | None:
    """Why this agency cannot ask for more time now; None where it can."""
    if not can_ask_time(turn, task):
        waits = answers.asked_time(turn.work, task) is not None
        key = "more-time-waits" if waits else "more-time-not-now"
        return turn.reply(key, choices=[to_work(turn)], code=petition.code)
    latest = longest(turn, petition, task)
    if latest.day is None or _later_than(task, turn) < latest.day:
        return None
    return turn.reply("more-time-none", choices=[to_work(turn)], **_bound(turn, latest))


def _later_than(task: Task, turn: Turn) -> date:
    """A new day lies behind the one that stands, and is not over yet."""
    today = local_date(turn.now)
    return max(task.due_on or today, today)


def _bound(turn: Turn, latest: Longest) -> dict[str, Any]:
    assert latest.day is not None
    clause = f" ({latest.clause})" if latest.clause else ""
    return {"latest": turn.date(latest.day), "clause": clause}


def ask_until(turn: Turn) -> Reply:
    task, petition = task_of(turn), petition_of(turn)
    latest = longest(turn, petition, task)
    bound = turn.say("more-time-bound", **_bound(turn, latest)) if latest.day else ""
    due = due_words(turn, task.due_on)
    return turn.reply("more-time-until", "cancel", code=petition.code, due=due, bound=bound)


def read_until(turn: Turn, answer: Answer) -> Said | Misread:
    """Later than it is due, and no later than the regulation allows."""
    if answer.value == "cancel":
        return said("cancel")
    task = task_of(turn)
    first = _later_than(task, turn)
    day = typed_day(answer.text, after=first)
    if day is None or answer.files:
        return Misread(key="day-needed")
    latest = longest(turn, petition_of(turn), task)
    if latest.day is not None and day > latest.day:
        return Misread(key="more-time-beyond", values=_bound(turn, latest))
    if day <= first:
        return Misread(key="more-time-no-later", values={"due": turn.date(first)})
    return said("give_day", day=day)


_read_reason = line("give_reason", "reason", longest=LONGEST_REASON, needed="more-time-needed")


def read_reason(turn: Turn, answer: Answer) -> Said | Misread:
    return said("cancel") if answer.value == "cancel" else _read_reason(turn, answer)


class MoreTime(Conversation):
    """Until when, and why: its author reads the reason if it is granted."""

    staff = True

    opening = State(initial=True)
    asking_day = State()
    asking_reason = State()
    asked = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(asking_day)
    give_day = asking_day.to(asking_reason)
    give_reason = asking_reason.to(asked)
    cancel = cancelled.from_(asking_day, asking_reason)

    questions = {
        "asking_day": Question(ask=ask_until, read=read_until),
        "asking_reason": Question(
            ask=lambda turn: turn.reply(
                "more-time-reason", "cancel", until=turn.date(_until(turn))
            ),
            read=read_reason,
        ),
    }

    def on_give_day(self, turn: Turn, day: date) -> None:
        turn.data["until"] = day.isoformat()

    def on_give_reason(self, turn: Turn, reason: str) -> None:
        turn.said.extend(_asked(turn, reason))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(view(turn, petition_of(turn), task_of(turn)))


def _until(turn: Turn) -> date:
    return date.fromisoformat(turn.data["until"])


def _asked(turn: Turn, reason: str) -> list[Reply]:
    task, petition = task_of(turn), petition_of(turn)
    acting = acting_on(turn, task, Action.ASK_MORE_TIME)
    if acting is None:
        return [not_allowed(turn)]
    if not is_as_seen(turn, task) or not can_ask_time(turn, task):
        return moved_on(turn, petition, task)
    values = {"until": _until(turn), "reason": reason, "asked_by": acting.id}
    asked = answers.ask_time(turn.work, task, turn.now, **values)
    _audit(turn, asked, "time_asked", acting)
    notice = request(turn, petition, task, asked)
    tell_people(turn, people_who_may(turn, Action.ASSIGN), f"extension:{asked.id}:asked", notice)
    return [turn.reply("more-time-asked", choices=[to_work(turn)], code=petition.code)]


def request(turn: Turn, petition: Petition, task: Task, asked: Extension) -> Reply:
    """What the office decides on: two buttons that carry the request that was seen."""
    command = f"/giahan {petition.code}"
    return turn.reply(
        "more-time-request",
        choices=[
            turn.command("more-time-grant", f"{command} dongy {task.id} {task.version}"),
            turn.command("more-time-refuse", f"{command} khong {task.id} {task.version}"),
            turn.command("task-open", f"/traloi {petition.code}", code=petition.code),
        ],
        code=petition.code,
        agency=agency_name(turn.work, task),
        due=due_words(turn, task.due_on),
        until=turn.date(asked.until),
        reason=asked.reason,
    )


def grant(turn: Turn, petition: Petition, task: Task, seen: int) -> list[Reply]:
    """The date moves; the agency is told, and the author with the reason."""
    task = locked(turn, task.id)
    asked = answers.asked_time(turn.work, task)
    if asked is None or seen != task.version or task.state not in OWED:
        return moved_on(turn, petition, task)
    acting, before = turn.acting_as(Action.ASSIGN), task.due_on
    refused = _extended(turn, petition, task, asked, acting)
    if refused is not None:
        return [refused]
    _decide(turn, asked, ExtensionState.GRANTED, acting, "time_granted")
    tasks.change(turn.work, task, seen, turn.now, due_on=asked.until)
    _tell_granted(turn, petition, task, asked, acting, before)
    return [turn.reply("more-time-granted", choices=[to_work(turn)], code=petition.code)]


def _extended(
    turn: Turn, petition: Petition, task: Task, asked: Extension, acting: Staff
) -> Reply | None:
    """Extend the regulation's own limit where the day lies behind it; why that may not be."""
    limit = limit_of(turn, petition, Purpose(task.purpose))
    latest = longest(turn, petition, task)
    if latest.day is not None and asked.until > latest.day:
        return turn.reply("more-time-none", choices=[to_work(turn)], **_bound(turn, latest))
    if limit is None or not is_beyond(limit, asked.until):
        return None
    act = Act(at=turn.now, day=local_date(turn.now), by=acting, reason=asked.reason)
    result = extend(turn.work, turn.house, limit, act, until=asked.until)
    assert not isinstance(result, ExtensionRefused)
    return None


def _tell_granted(
    turn: Turn,
    petition: Petition,
    task: Task,
    asked: Extension,
    acting: Staff,
    before: date | None,
) -> None:
    told: dict[str, Any] = {
        "agency": agency_name(turn.work, task),
        "before": due_words(turn, before),
        "until": turn.date(asked.until),
        "reason": asked.reason,
    }
    tell_agency(turn, petition, task, "more-time-given", until=told["until"])
    note = turn.say("extended-note", until=told["until"], reason=asked.reason)
    event = record(turn, petition, "extended", acting=acting, note=note)
    tell_author(turn, petition, event, "notice-extended", **told)


def _read_note(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    return line("give_note", "note", longest=LONGEST_REASON, needed="more-time-note-needed")(
        turn, answer
    )


class NoMoreTime(Conversation):
    """The office says why the date stays."""

    staff = True

    opening = State(initial=True)
    writing_note = State()
    refused = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(writing_note)
    give_note = writing_note.to(refused)
    cancel = writing_note.to(cancelled)

    questions = {
        "writing_note": Question(
            ask=lambda turn: turn.reply("more-time-why-not", "cancel", code=petition_of(turn).code),
            read=_read_note,
        )
    }

    def on_give_note(self, turn: Turn, note: str) -> None:
        turn.said.extend(_refused(turn, note))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(view(turn, petition_of(turn), task_of(turn)))


def _refused(turn: Turn, note: str) -> list[Reply]:
    task, petition = task_of(turn), petition_of(turn)
    asked = answers.asked_time(turn.work, task)
    if not turn.may(Action.ASSIGN):
        return [not_allowed(turn)]
    if asked is None or not is_as_seen(turn, task):
        return moved_on(turn, petition, task)
    acting = turn.acting_as(Action.ASSIGN)
    _decide(turn, asked, ExtensionState.REFUSED, acting, "time_refused", note=note)
    tasks.change(turn.work, task, task.version, turn.now)
    told: dict[str, Any] = {"due": due_words(turn, task.due_on), "note": note}
    tell_agency(turn, petition, task, "more-time-not-given", **told)
    return [turn.reply("more-time-refused", choices=[to_work(turn)], code=petition.code)]


def _decide(
    turn: Turn, asked: Extension, state: ExtensionState, acting: Staff, kind: str, note: str = ""
) -> None:
    """Of two officers who decide at once, the second is never here: the task is locked."""
    values = {"state": state, "decided_by": acting.id, "decided_at": turn.now, "note": note}
    answers.decide_time(turn.work, asked, **values)
    _audit(turn, asked, kind, acting)


def _audit(turn: Turn, asked: Extension, action: str, acting: Staff) -> None:
    assert asked.id is not None
    audit.record(
        turn.work,
        commune_id=asked.commune_id,
        at=turn.now,
        action=action,
        subject="extension",
        subject_id=asked.id,
        person_id=turn.person.id,
        staff_id=acting.id,
    )
