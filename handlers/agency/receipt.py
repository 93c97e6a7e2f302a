"""Receipt of a task: pressed by the agency, or recorded by the office with its day.

Where the regulation counts the written reply from receipt, it starts the clock
(hai-phong-13-hd V.3.2); where it counts from the notice, it moves nothing (tinh-1573-qd 9.3).
"""

from datetime import date, timedelta

from statemachine import State

from dialogue import task as life
from dialogue.matter import Start
from dialogue.petition import PetitionState
from dialogue.roles import Action
from dialogue.task import Part, Purpose, TaskEvent
from handlers.agency.acting import acting_on, is_agency
from handlers.agency.at_hand import is_as_seen, locked, moved_on, petition_of, task_of
from handlers.agency.view import view
from handlers.clock.frame import basis_of, frame_of
from handlers.clock.happening import Act, start
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.petition.conference import conference_of
from handlers.petition.notify import tell_author
from handlers.petition.record import record
from handlers.petition.task_due import limit_of
from handlers.petition.tasks import agency_name
from handlers.reading import said
from handlers.refused import not_allowed
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import local_date
from storage import audit, deadlines, tasks
from storage.tables import Deadline, Petition, Staff, Task
from storage.tables.task import Receipt

A_YEAR = timedelta(days=330)


def pressed(turn: Turn, petition: Petition, task: Task, seen: int) -> list[Reply]:
    """The agency says that it has received the task; once is enough."""
    task = locked(turn, task.id)
    acting = acting_on(turn, task, Action.CONFIRM_RECEIPT)
    if acting is None:
        return [not_allowed(turn)]
    if task.received_on is not None:
        return [turn.reply("task-received-before"), view(turn, petition, task)]
    if seen != task.version or not life.may(task.state, TaskEvent.RECEIVE):
        return moved_on(turn, petition, task)
    how = Receipt.PRESSED if is_agency(acting) else Receipt.RECORDED
    receive(turn, petition, task, acting, on=local_date(turn.now), how=how)
    return [turn.reply("task-received"), view(turn, petition, task)]


def receive(
    turn: Turn, petition: Petition, task: Task, acting: Staff, *, on: date, how: Receipt
) -> None:
    """Write the receipt down, and let the clock run from it where the regulation says so."""
    state = life.after(task.state, TaskEvent.RECEIVE)
    limit = limit_of(turn, petition, Purpose(task.purpose)) if task.part == Part.LEAD else None
    due = task.due_on
    if limit is not None and _is_of_notice(turn, petition) and _counts_from_receipt(turn, limit):
        due = _start(turn, petition, task, limit, Act(at=turn.now, day=on, by=acting))
    values = {"state": state, "received_on": on, "received_how": how, "due_on": due}
    tasks.change(turn.work, task, task.version, turn.now, **values)
    assert task.id is not None
    audit.record(
        turn.work,
        commune_id=task.commune_id,
        at=turn.now,
        action="task_received",
        subject="task",
        subject_id=task.id,
        person_id=turn.person.id,
        staff_id=acting.id,
        how=how,
    )


def _is_of_notice(turn: Turn, petition: Petition) -> bool:
    """Whether what is received is the conclusion: before it, a task starts no clock."""
    conference = conference_of(turn, petition)
    if conference is None:
        return False
    days = frame_of(turn.work, turn.house, conference, turn.now).days
    return petition.state == PetitionState.LEFT_OPEN or Start.NOTICE_ISSUED in days


def _counts_from_receipt(turn: Turn, limit: Deadline) -> bool:
    """Only a limit of the petition itself that still runs."""
    if limit.petition_id is None or limit.state not in deadlines.RUNNING:
        return False
    rule = basis_of(turn.work, turn.house, limit).regulation.milestones[limit.key]
    return any(one.start == Start.NOTICE_RECEIVED for one in rule.limits)


def _start(turn: Turn, petition: Petition, task: Task, limit: Deadline, act: Act) -> date | None:
    """The task's date after the receipt; an earlier one that the office named stays."""
    before = limit.legal_due
    counted = start(turn.work, turn.house, limit, act, what=Start.NOTICE_RECEIVED)
    after = counted.dates.legal
    if before and after and before != after:
        _tell(turn, petition, task, act, before, after)
    return after if task.due_on in (None, before) else task.due_on


def _tell(turn: Turn, petition: Petition, task: Task, act: Act, before: date, after: date) -> None:
    """A promised date has moved: in the history, and told."""
    event = record(turn, petition, "task_received", acting=act.by)
    tell_author(
        turn,
        petition,
        event,
        "notice-task-received",
        choices=[turn.command("timeline-why", f"/visao {petition.code}")],
        agency=agency_name(turn.work, task),
        day=turn.date(act.day),
        before=turn.date(before),
        after=turn.date(after),
    )


def ask_day(turn: Turn) -> Reply:
    choices = [Choice(label=turn.say("receipt-day-today"), value="today")]
    task = task_of(turn)
    return turn.reply("receipt-day", "cancel", choices=choices, agency=agency_name(turn.work, task))


def read_day(turn: Turn, answer: Answer) -> Said | Misread:
    """Not before it was given, not after today."""
    if answer.value == "cancel":
        return said("cancel")
    today = local_date(turn.now)
    day = today if answer.value == "today" else typed_day(answer.text, after=today - A_YEAR)
    if day is None or answer.files:
        return Misread(key="day-needed")
    first = local_date(task_of(turn).given_at)
    if not first <= day <= today:
        values = {"first": turn.date(first), "last": turn.date(today)}
        return Misread(key="day-out-of-range", values=values)
    return said("give_day", day=day)


class ReceiptDay(Conversation):
    """On which day an agency that works on paper has received a task."""

    staff = True

    opening = State(initial=True)
    asking_day = State()
    recorded = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(asking_day)
    give_day = asking_day.to(recorded)
    cancel = asking_day.to(cancelled)

    questions = {"asking_day": Question(ask=ask_day, read=read_day)}

    def on_give_day(self, turn: Turn, day: date) -> None:
        turn.said.extend(_recorded(turn, day))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(view(turn, petition_of(turn), task_of(turn)))


def _recorded(turn: Turn, day: date) -> list[Reply]:
    task, petition = task_of(turn), petition_of(turn)
    acting = acting_on(turn, task, Action.CONFIRM_RECEIPT)
    if acting is None:
        return [not_allowed(turn)]
    if not is_as_seen(turn, task) or not life.may(task.state, TaskEvent.RECEIVE):
        return moved_on(turn, petition, task)
    receive(turn, petition, task, acting, on=day, how=Receipt.RECORDED)
    return [turn.reply("task-received"), view(turn, petition, task)]
