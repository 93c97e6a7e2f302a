"""/baocao YEAR lap PERIOD: the office or the board has the report of a period made."""

from collections.abc import Iterator

from dialogue.report_periods import ReportPeriod, begun, named
from handlers.messages import Choice, Reply
from handlers.papers import reporting
from handlers.papers.periodic import period_name
from handlers.refused import to_work
from handlers.turn import Turn
from locales.dates import local_date, numeric_date

# How many quarters of the running year have a button: this one, and the one just over.
QUARTERS_SHOWN = 2
FORMS = (reporting.WORD, reporting.EXCEL)


def ways(turn: Turn, year: int) -> Iterator[Choice]:
    """A button for each report that can be made: of the year, and of its quarters."""
    today = local_date(turn.now)
    shown = begun(year, today)
    for period in shown[: 1 + QUARTERS_SHOWN] if year == today.year else shown:
        command = f"/baocao {year} lap {period.name}"
        yield turn.command("reports-make", command, period=period_name(turn, period))


def make(turn: Turn, name: str = "", form: str = "") -> Reply:
    """Which form it is to have; with one, it is made."""
    period = named(name)
    span = period.until(local_date(turn.now)) if period else None
    if period is None or span is None:
        return turn.reply("reports-no-period", choices=[_back(turn), to_work(turn)])
    back = [_back(turn, period), to_work(turn)]
    if form in FORMS:
        ordered = reporting.order(turn, period, form)
        return Reply(title=ordered.title, text=ordered.text, choices=tuple(back))
    return turn.reply(
        "reports-which",
        choices=[*_forms(turn, period), *back],
        period=period_name(turn, period),
        first=numeric_date(span.first),
        last=numeric_date(span.last),
    )


def _forms(turn: Turn, period: ReportPeriod) -> list[Choice]:
    command = f"/baocao {period.year} lap {period.name}"
    return [turn.command(f"reports-{form}", f"{command} {form}") for form in FORMS]


def _back(turn: Turn, period: ReportPeriod | None = None) -> Choice:
    return turn.command("reports-back", f"/baocao {period.year}" if period else "/baocao")
