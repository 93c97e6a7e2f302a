"""/thongke: which chart of which year; it is drawn by a job and arrives by itself."""

import re

from dialogue.report_periods import ReportPeriod
from dialogue.roles import Action, Role
from handlers import ordered
from handlers.figures.charts import WHAT
from handlers.messages import Choice, Reply
from handlers.refused import not_allowed, to_work
from handlers.turn import Turn
from locales.dates import local_date, numeric_date

YEAR = re.compile(r"20[0-9]{2}")
VERBS = {"linhvuc": "fields", "thoihan": "limits", "coquan": "agencies"}


def show(turn: Turn, argument: str = "") -> list[Reply]:
    """/thongke [YEAR] [linhvuc | thoihan | coquan]."""
    if not turn.may(Action.SEE_FIGURES):
        return [not_allowed(turn)]
    words = argument.split()
    this = local_date(turn.now).year
    year = int(words.pop(0)) if words and YEAR.fullmatch(words[0]) else this
    key = VERBS.get(words[0]) if words else None
    if key is None:
        return [_which(turn, year)]
    ordered.order(turn, WHAT, Action.SEE_FIGURES, chart=key, year=year)
    return [turn.reply("chart-ordered", choices=[_back(turn, year), to_work(turn)])]


def _which(turn: Turn, year: int) -> Reply:
    span = ReportPeriod(year=year).until(local_date(turn.now))
    if span is None:
        return turn.reply(
            "figures-not-begun", choices=[*_years(turn, year), to_work(turn)], year=str(year)
        )
    return turn.reply(
        "figures",
        choices=[*_charts(turn, year), *_years(turn, year), to_work(turn)],
        year=str(year),
        date=numeric_date(span.last),
    )


def _charts(turn: Turn, year: int) -> list[Choice]:
    """Those of the commune for who works there, that of all communes for the city."""
    offered = []
    if set(turn.roles) - {Role.CITY}:
        offered += [
            turn.command(f"figures-{key}", f"/thongke {year} {verb}") for verb, key in VERBS.items()
        ]
    if turn.may(Action.SEE_AREA):
        offered.append(turn.command("figures-area", f"/diaban {year} hinh"))
    return offered


def _years(turn: Turn, year: int) -> list[Choice]:
    """This year for who looks at another, and the year before the one that is shown."""
    this = local_date(turn.now).year
    others = [*([this] if year != this else []), *([year - 1] if year <= this else [])]
    return [turn.command("figures-year", f"/thongke {one}", year=str(one)) for one in others]


def _back(turn: Turn, year: int) -> Choice:
    return turn.command("figures-back", f"/thongke {year}")
