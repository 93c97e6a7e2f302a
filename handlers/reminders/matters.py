"""What may have a step this morning: each thing with its dates, who owes it, how it is called."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from functools import partial

from dialogue.conference_life import PAST
from dialogue.milestones import Milestone
from dialogue.names import Phase, Reporter
from dialogue.reminders import Level
from dialogue.reports import reports
from dialogue.roles import Role
from dialogue.rules import MilestoneRule
from dialogue.task import Part, TaskState
from handlers.clock.frame import regulation_in
from handlers.messages import Choice
from handlers.reminders.people import Owing, named_in
from handlers.voice import Voice
from locales.dates import LOCAL, clock_time, local_date
from storage import reminders, staff, yearly_reports
from storage.reminders import OwedTask, Window
from storage.tables import Conference, Deadline

DAY = timedelta(days=1)
STAFF = (Role.OFFICE, Role.BOARD, Role.FRONT, Role.CHAIR)
Words = Callable[[], str]
Way = Callable[[], Choice]
_ALL = frozenset(Level)
_OWING = frozenset({Level.OWING})


class Kind(StrEnum):
    """What a matter is; its name begins the thing under which its steps are kept."""

    TASK = "task"
    PUBLISH = "publish"
    ASSIGN = "assign"
    LIMIT = "limit"
    REPORT = "report"
    RECEIPT = "receipt"
    MEETING = "meeting"


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One thing with its dates: reminders aim at `target`, and after `last` it is overdue.

    `name` is a number or a regulation's key; `levels` are those to which it ever goes. Of
    thousands only a few are shown: their words are made when they are.
    """

    kind: Kind
    name: str
    target: date
    last: date
    owing: Owing
    what: Words
    open: Way
    levels: frozenset[Level] = _ALL

    @property
    def subject(self) -> str:
        """As its steps are kept."""
        return f"{self.kind}:{self.name}"


def window_of(voice: Voice) -> Window:
    """Days that lie further away have no step today, even after two weeks of silence."""
    ladder, calendar = voice.house.reminding.ladder, voice.house.calendar
    today = local_date(voice.now)
    *_, first = calendar.walk(today, -(ladder.longest + 10))
    *_, last = calendar.walk(today, ladder.furthest + 1)
    return Window(first=first, last=last)


def matters(voice: Voice, window: Window) -> Iterator[Matter]:
    """All of a commune's."""
    assert voice.commune.id is not None
    work, commune = voice.work, voice.commune.id
    for task in reminders.owed_tasks(work, commune, window):
        yield _of_task(voice, task)
    for deadline, petition in reminders.unassigned(work, commune, window):
        yield _of_reply(voice, deadline, petition.code or "")
    for deadline, conference in reminders.limits(work, commune, window):
        yield from _of_limit(voice, deadline, conference)
    yield from _receipts(voice, window)
    yield from _meetings(voice, window)
    yield from _reports(voice, window)


def _of_task(voice: Voice, task: OwedTask) -> Matter:
    """Until it is drafted its agency owes it; from then on whoever publishes."""
    if task.state == TaskState.DRAFTED:
        return Matter(
            kind=Kind.PUBLISH,
            name=str(task.id),
            target=task.due_on,
            last=task.due_on,
            owing=Owing(roles=(Role(voice.commune.publisher),)),
            what=partial(voice.say, "reminder-what-publish", code=task.code, agency=task.agency),
            open=partial(
                voice.command, "board-open-publish", f"/duyet {task.code}", code=task.code
            ),
        )
    return Matter(
        kind=Kind.TASK,
        name=str(task.id),
        target=task.due_on,
        last=task.due_on,
        owing=Owing(agency=task.agency_id),
        what=partial(_task_words, voice, task),
        open=partial(voice.command, "board-open-answer", f"/traloi {task.code}", code=task.code),
        # Who only helps with an answer is reminded; for a late one the lead agency stands.
        levels=_ALL if task.part == Part.LEAD else _OWING,
    )


def _task_words(voice: Voice, task: OwedTask) -> str:
    return voice.say(
        "reminder-what-task",
        code=task.code,
        agency=task.agency,
        part=voice.say(f"task-part-{task.part}"),
        purpose=voice.say(f"task-purpose-{task.purpose}"),
    )


def _of_reply(voice: Voice, deadline: Deadline, code: str) -> Matter:
    assert deadline.target_due is not None and deadline.legal_due is not None
    return Matter(
        kind=Kind.ASSIGN,
        name=str(deadline.id),
        target=deadline.target_due,
        last=deadline.legal_due,
        owing=Owing(roles=(Role.OFFICE,)),
        what=partial(voice.say, "reminder-what-assign", code=code),
        open=partial(voice.command, "board-open-assign", f"/giao {code}", code=code),
    )


def _of_limit(voice: Voice, deadline: Deadline, conference: Conference) -> Iterator[Matter]:
    """Once a conference is held, what should have been ready for it presses nobody any more."""
    assert deadline.target_due is not None and deadline.legal_due is not None
    rule = _rule(voice, deadline)
    if rule is not None and rule.phase is Phase.BEFORE and conference.state in PAST:
        return
    yield Matter(
        kind=Kind.LIMIT,
        name=str(deadline.id),
        target=deadline.target_due,
        last=deadline.legal_due,
        owing=Owing(roles=named_in(rule.responsible) if rule else (Role.OFFICE,)),
        what=partial(
            voice.say,
            "reminder-what-limit",
            code=conference.code,
            title=rule.title if rule else deadline.key,
        ),
        open=partial(
            voice.command,
            "board-open-conference",
            f"/hoinghi {conference.code} moc",
            code=conference.code,
        ),
    )


def _rule(voice: Voice, deadline: Deadline) -> MilestoneRule | None:
    """As the regulation has it by which the limit is counted."""
    found = regulation_in(
        voice.work, voice.house, deadline.regulation_id, deadline.regulation_version
    )
    return found.milestones.get(deadline.key) if found else None


def _receipts(voice: Voice, window: Window) -> Iterator[Matter]:
    """What an agency has had for some days without saying so: its day is when that was over."""
    assert voice.commune.id is not None
    calendar, days = voice.house.calendar, voice.house.reminding.unreceived
    *_, given = calendar.walk(local_date(voice.now), -days)
    found = reminders.unreceived(
        voice.work, voice.commune.id, since=_midnight(window.first), until=_midnight(given + DAY)
    )
    for task in found:
        since = local_date(task.given_at)
        yield Matter(
            kind=Kind.RECEIPT,
            name=str(task.id),
            target=since,
            last=since,
            owing=Owing(roles=(Role.OFFICE,)),
            what=partial(
                voice.say,
                "reminder-what-receipt",
                code=task.code,
                agency=task.agency,
                date=voice.date(since),
            ),
            open=partial(voice.command, "board-open-assign", f"/giao {task.code}", code=task.code),
        )


def _meetings(voice: Voice, window: Window) -> Iterator[Matter]:
    start, end = _midnight(local_date(voice.now)), _midnight(window.last + DAY)
    for conference in reminders.meetings(voice.work, start, end, voice.commune.id):
        day = local_date(conference.starts_at)
        yield Matter(
            kind=Kind.MEETING,
            name=str(conference.id),
            target=day,
            last=day,
            owing=Owing(roles=STAFF),
            what=partial(
                voice.say,
                "reminder-what-meeting",
                title=conference.title,
                time=clock_time(conference.starts_at, voice.language),
                place=conference.place,
            ),
            open=partial(
                voice.command,
                "board-open-conference",
                f"/hoinghi {conference.code}",
                code=conference.code,
            ),
            levels=_OWING,
        )


def _reports(voice: Voice, window: Window) -> Iterator[Matter]:
    """What the commune owes to the city and, where the city's own staff are, what that owes."""
    assert voice.commune.id is not None
    started = local_date(voice.commune.created_at)
    is_city = bool(staff.persons_in(voice.work, voice.commune.id, [Role.CITY]))
    for year in range(window.first.year, window.last.year + 1):
        ticked = yearly_reports.of_year(voice.work, voice.commune.id, year)
        for one, by in _due(voice, year, is_city=is_city):
            row = ticked.get((one.key, one.period or ""))
            is_in = row is not None and (row.sent_on or row.received_on)
            if is_in or one.target_due is None or one.legal_due is None:
                continue
            if window.first <= one.target_due <= window.last and one.legal_due >= started:
                yield _of_report(voice, one, year, by)


def _due(voice: Voice, year: int, *, is_city: bool) -> Iterator[tuple[Milestone, Reporter]]:
    regulation = voice.house.regulations.get(voice.commune.regulation_id)
    if regulation is None:
        return
    for by in (Reporter.COMMUNE, Reporter.CITY) if is_city else (Reporter.COMMUNE,):
        for one in reports(regulation, year=year, calendar=voice.house.calendar, by=by):
            yield one, by


def _of_report(voice: Voice, one: Milestone, year: int, by: Reporter) -> Matter:
    assert one.target_due is not None and one.legal_due is not None
    is_city = by is Reporter.CITY
    command = f"/diaban {year}" if is_city else f"/baocao {year}"
    return Matter(
        kind=Kind.REPORT,
        name=f"{one.key}.{one.period}",
        target=one.target_due,
        last=one.legal_due,
        owing=Owing(roles=(Role.CITY,) if is_city else named_in(one.responsible)),
        what=partial(voice.say, "reminder-what-report", title=one.title, period=one.period or ""),
        open=partial(voice.command, "reminder-open-reports", command, year=year),
        # Nobody ticks off the city's own: whether it is late is not known here.
        levels=_OWING if is_city else _ALL,
    )


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LOCAL)
