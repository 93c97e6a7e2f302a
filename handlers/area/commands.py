"""/diaban for the city, /baocao for a commune's office and board."""

import re

from dialogue.roles import Action
from handlers import converse
from handlers.area import chart, detail, export, making, overview, own, ticking
from handlers.area.ticking import ReportTick
from handlers.messages import Reply
from handlers.refused import not_allowed, to_work
from handlers.turn import Turn
from locales.dates import local_date
from storage import communes
from storage.tables import Commune
from storage.yearly_reports import Side, Which

PAGE, EXPORT, CHART, ONE, MAKE = "trang", "xuat", "hinh", "xa", "lap"
YEAR = re.compile(r"20[0-9]{2}")
TICK, TAKE_BACK = ("nhan", "gui"), ("chuanhan", "chuagui")


def look(turn: Turn, argument: str = "") -> list[Reply]:
    """/diaban [YEAR [trang N | xuat | hinh]] | [xa] CODE [YEAR [nhan|chuanhan KEY PERIOD]]."""
    if not turn.may(Action.SEE_AREA):
        return [not_allowed(turn)]
    first, *words = argument.split() or [""]
    if first == ONE:
        first, *words = words or [""]
        return _one(turn, first, words)
    if first == PAGE or not first or YEAR.fullmatch(first):
        return _all(turn, argument.split())
    return _one(turn, first, words)


def report(turn: Turn, argument: str = "") -> list[Reply]:
    """/baocao [YEAR [gui|chuagui KEY PERIOD | lap PERIOD [word|excel]]]."""
    if not turn.may(Action.REPORT):
        return [not_allowed(turn)]
    year, words = _year(turn, argument.split())
    if words[:1] == [MAKE]:
        return [making.make(turn, *words[1:3])]
    ticked = _tick(turn, turn.commune, year, words, Side.SENT)
    return ticked or [own.show(turn, year)]


def _all(turn: Turn, words: list[str]) -> list[Reply]:
    year, (verb, number, *_) = _and_rest(turn, words)
    if verb == EXPORT:
        return [export.order(turn, year)]
    if verb == CHART:
        return [chart.order(turn, year)]
    return [overview.show(turn, year, number or 1)]


def _one(turn: Turn, code: str, words: list[str]) -> list[Reply]:
    commune = communes.by_code(turn.work, code.lower())
    if commune is None:
        way = turn.command("menu-area", "/diaban")
        return [turn.reply("area-unknown", choices=[way, to_work(turn)])]
    year, words = _year(turn, words)
    ticked = _tick(turn, commune, year, words, Side.RECEIVED)
    return ticked or [detail.show(turn, commune, year)]


def _tick(
    turn: Turn, commune: Commune, year: int, words: list[str], side: Side
) -> list[Reply] | None:
    """Tick a report off, or take that back; None where nothing of it is meant."""
    verb, key, period, *_ = [*words, "", "", ""]
    if verb not in (*TICK, *TAKE_BACK):
        return None
    if ticking.owed(turn, commune, year, key, period) is None:
        return [turn.reply("area-no-such-report", choices=[to_work(turn)])]
    assert commune.id is not None
    which = Which(commune_id=commune.id, year=year, key=key, period=period)
    if verb in TAKE_BACK:
        return ticking.take_back(turn, side, which)
    return converse.begin(turn, ReportTick, side=side, **vars(which))


def _year(turn: Turn, words: list[str]) -> tuple[int, list[str]]:
    """The year that is named first, else this one; and the words behind it."""
    if words and YEAR.fullmatch(words[0]):
        return int(words[0]), words[1:]
    return local_date(turn.now).year, words


def _and_rest(turn: Turn, words: list[str]) -> tuple[int, list[str]]:
    year, rest = _year(turn, words)
    return year, [*rest, "", ""]
