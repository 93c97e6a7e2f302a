"""The reports of a commune's year, a line each: by when, whether it was sent and received."""

from collections.abc import Mapping

from dialogue.milestones import Milestone
from handlers.petition.law import cited
from handlers.turn import Turn
from locales.dates import local_date, numeric_date
from storage.tables import YearlyReport

Rows = Mapping[tuple[str, str], YearlyReport]


def title(turn: Turn, one: Milestone) -> str:
    """The report with the quarter or the year that it covers."""
    year, _, quarter = (one.period or "").partition("Q")
    key = f"area-quarter-{quarter}" if quarter else "area-whole-year"
    return turn.say("area-report-title", title=one.title, period=turn.say(key, year=year))


def line(turn: Turn, one: Milestone, row: YearlyReport | None) -> str:
    """What the regulation asks, and what either side has ticked off."""
    return turn.say(
        "area-report",
        title=title(turn, one),
        due=turn.date(one.legal_due) if one.legal_due else turn.say("dates-none"),
        clause=cited(turn, one.clause, one.regulation),
        state=_state(turn, one, row),
    )


def row_of(rows: Rows, one: Milestone) -> YearlyReport | None:
    """What was ticked off of it."""
    return rows.get((one.key, one.period or ""))


def _state(turn: Turn, one: Milestone, row: YearlyReport | None) -> str:
    told = []
    if row is not None and row.sent_on is not None:
        told.append(_ticked(turn, "sent", numeric_date(row.sent_on), row.sent_number))
    if row is not None and row.received_on is not None:
        told.append(_ticked(turn, "received", numeric_date(row.received_on), row.received_number))
    if told:
        return "; ".join(told)
    late = one.legal_due is not None and one.legal_due < local_date(turn.now)
    return turn.say("area-report-late" if late else "area-report-open")


def _ticked(turn: Turn, side: str, day: str, number: str) -> str:
    if not number:
        return turn.say(f"area-report-{side}", date=day)
    return turn.say(f"area-report-{side}-number", date=day, number=number)
