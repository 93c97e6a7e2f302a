"""One line for each thing that waits, and the button that opens it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from dialogue.petition import PetitionState
from handlers.clock.titles import title_of
from handlers.messages import Choice
from handlers.office.board.due import due_words, meets_words
from handlers.petition.summary import village_name
from handlers.turn import Turn
from locales.dates import local_date, numeric_date, short_time
from storage.tables import Agency, Answer, Conference, Deadline, Extension, Petition, Task


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that waits; `due` is the day that presses, where one does."""

    line: str
    opens: Choice
    due: date | None


def to_decide(turn: Turn, row: Any) -> Item:
    petition, starts = row
    return _petition(turn, petition, starts, "work-open", "/xet", _asked(turn, petition))


def to_classify(turn: Turn, row: Any) -> Item:
    petition, starts = row
    what = turn.say("board-what-classify")
    return _petition(turn, petition, starts, "board-open-classify", "/phanloai", what)


def to_assign(turn: Turn, row: Any) -> Item:
    petition, starts = row
    what = turn.say("board-what-assign")
    return _petition(turn, petition, starts, "board-open-assign", "/giao", what)


def to_place(turn: Turn, row: Any) -> Item:
    petition, conference = row
    assert isinstance(conference, Conference)
    what = turn.say("board-what-place", title=conference.title)
    opens = turn.command("board-open-place", f"/giao {petition.code} hoinghi", code=petition.code)
    return Item(line=_line(turn, petition, what, ""), opens=opens, due=None)


def to_assign_reply(turn: Turn, row: Any) -> Item:
    petition, due = row
    what = turn.say("board-what-assign-reply")
    opens = _opens(turn, petition, "board-open-assign", "/giao")
    return Item(line=_line(turn, petition, what, due_words(turn, due)), opens=opens, due=due)


def to_ask_after(turn: Turn, row: Any) -> Item:
    petition, _ = row
    what = turn.say(f"board-what-{petition.state}")
    opens = _opens(turn, petition, "work-open", "/xet")
    return Item(line=_line(turn, petition, what, ""), opens=opens, due=None)


def own_task(turn: Turn, row: Any) -> Item:
    petition, task, agency, due = row
    opens = _opens(turn, petition, "board-open-answer", "/traloi")
    return Item(
        line=_line(turn, petition, _given(turn, task, agency), due_words(turn, due)),
        opens=opens,
        due=due,
    )


def overdue_task(turn: Turn, row: Any) -> Item:
    petition, task, agency, due = row
    opens = _opens(turn, petition, "work-open", "/xet")
    return Item(
        line=_line(turn, petition, _given(turn, task, agency), due_words(turn, due)),
        opens=opens,
        due=due,
    )


def to_publish(turn: Turn, row: Any) -> Item:
    petition, answer, agency, due = row
    assert isinstance(answer, Answer)
    what = turn.say("board-what-publish", agency=agency.name, time=short_time(answer.drafted_at))
    opens = _opens(turn, petition, "board-open-publish", "/duyet")
    return Item(line=_line(turn, petition, what, due_words(turn, due)), opens=opens, due=due)


def to_extend(turn: Turn, row: Any) -> Item:
    petition, extension, agency, due = row
    assert isinstance(extension, Extension)
    what = turn.say("board-what-extend", agency=agency.name, until=numeric_date(extension.until))
    opens = _opens(turn, petition, "board-open-extend", "/giahan")
    return Item(line=_line(turn, petition, what, due_words(turn, due)), opens=opens, due=due)


def limit(turn: Turn, row: Any) -> Item:
    conference, deadline, due = row
    assert isinstance(conference, Conference)
    assert isinstance(deadline, Deadline)
    line = turn.say(
        "board-limit",
        code=conference.code,
        title=title_of(turn, deadline),
        due=due_words(turn, due),
    )
    code = conference.code
    opens = turn.command("board-open-conference", f"/hoinghi {code}", code=code)
    return Item(line=line, opens=opens, due=due)


def _petition(
    turn: Turn, petition: Petition, starts: datetime | None, label: str, command: str, what: str
) -> Item:
    line = _line(turn, petition, what, meets_words(turn, starts))
    due = local_date(starts) if starts else None
    return Item(line=line, opens=_opens(turn, petition, label, command), due=due)


def _line(turn: Turn, petition: Petition, what: str, due: str) -> str:
    assert petition.submitted_at is not None
    line = turn.say(
        "work-line",
        code=petition.code,
        time=short_time(petition.submitted_at),
        village=village_name(turn, petition),
        what=what,
    )
    return f"{line}. {due}" if due else line


def _opens(turn: Turn, petition: Petition, label: str, command: str) -> Choice:
    return turn.command(label, f"{command} {petition.code}", code=petition.code)


def _asked(turn: Turn, petition: Petition) -> str:
    waits = []
    if petition.state == PetitionState.RECEIVED:
        waits.append(turn.say("work-opinion"))
    if petition.seat == "requested":
        waits.append(turn.say(f"work-seat-{petition.want}"))
    if petition.seat_review_asked:
        waits.append(turn.say("work-seat-review"))
    return ", ".join(waits)


def _given(turn: Turn, task: Task, agency: Agency) -> str:
    return turn.say(
        "board-what-task",
        agency=agency.name,
        part=turn.say(f"task-part-{task.part}"),
        purpose=turn.say(f"task-purpose-{task.purpose}"),
        state=turn.say(f"board-task-{task.state}"),
    )
