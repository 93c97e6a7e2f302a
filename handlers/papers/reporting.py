"""Orders the report of a period for who asks, and composes it once its job runs."""

from dialogue.report_periods import ReportPeriod, named
from dialogue.roles import Action
from handlers import ordered
from handlers.held_roles import still_may
from handlers.messages import Reply
from handlers.ordered import Made, Wish
from handlers.papers import periodic
from handlers.papers.writing import Desk
from handlers.turn import Turn
from handlers.voice import Voice

WHAT = "period_report"
WORD, EXCEL = "word", "excel"


def order(turn: Turn, period: ReportPeriod, form: str) -> Reply:
    """Have it made as `WORD` or `EXCEL`; it arrives by itself."""
    ordered.order(turn, WHAT, Action.REPORT, period=period.name, form=form)
    return turn.reply("file-ordered")


def report(voice: Voice, wish: Wish) -> Made | None:
    """The report; None where who asked may not have it any more."""
    period = named(wish.detail["period"])
    if period is None or not still_may(voice.work, wish.staff, Action.REPORT):
        return None
    return made(voice, period, wish.detail["form"])


def made(voice: Voice, period: ReportPeriod, form: str) -> Made | None:
    """The report of the commune that speaks; None where the period has not begun."""
    found = periodic.counted(voice, period)
    if found is None:
        return None
    desk = Desk(voice=voice)
    return periodic.excel(desk, found) if form == EXCEL else periodic.word(desk, found)
