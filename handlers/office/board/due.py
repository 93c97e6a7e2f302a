"""When something is due, in a few words: how long there is still, or how late it is."""

from datetime import date, datetime, time, timedelta

from handlers.turn import Turn
from locales.dates import LOCAL, local_date, numeric_date
from storage.work_board import Count, Horizon

# Ours: what is due within a week of work is near.
NEAR_DAYS = 5
DAY = timedelta(days=1)


def horizon(turn: Turn) -> Horizon:
    """Today, and until when something is near."""
    today = local_date(turn.now)
    *_, near_day = turn.house.calendar.walk(today, NEAR_DAYS)
    return Horizon(
        today=today,
        now=turn.now,
        near_day=near_day,
        near_moment=datetime.combine(near_day + DAY, time(), LOCAL),
    )


def due_words(turn: Turn, due: date | None) -> str:
    """For a time limit: "quá hạn 2 ngày", "hạn 9/10/2025, còn 3 ngày làm việc"."""
    today = local_date(turn.now)
    if due is None:
        return turn.say("board-no-date")
    if due < today:
        return turn.say("board-late", date=numeric_date(due), days=(today - due).days)
    return _ahead(turn, "due", due, today)


def meets_words(turn: Turn, starts: datetime | None) -> str:
    """For what has to be ready when a conference begins; empty where none is awaited."""
    if starts is None:
        return ""
    day, today = local_date(starts), local_date(turn.now)
    if starts < turn.now:
        return turn.say("board-met", date=numeric_date(day))
    return _ahead(turn, "meets", day, today)


def count_words(turn: Turn, count: Count) -> str:
    """How many of a section are late or near; empty where none is."""
    parts = [
        turn.say(f"board-count-{what}", count=many)
        for what, many in (("late", count.late), ("near", count.near))
        if many
    ]
    return f" ({', '.join(parts)})" if parts else ""


def _ahead(turn: Turn, what: str, day: date, today: date) -> str:
    if day == today:
        return turn.say(f"board-{what}-today")
    left = turn.house.calendar.count(today, day)
    near = "-near" if left <= NEAR_DAYS else ""
    return turn.say(f"board-{what}{near}", date=numeric_date(day), days=left)
