"""The charts of a commune's year: its opinions by field, its replies by their day, its agencies."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from dialogue.figures import (
    ANSWERED,
    Opinion,
    Result,
    Tally,
    by_agency,
    count,
    days_left,
    tally,
    together,
)
from dialogue.report_periods import ReportPeriod, Span
from dialogue.roles import Action
from documents.charts import Bar, Part, Tone
from handlers.charted import Charted, capital, charted
from handlers.held_roles import still_may
from handlers.messages import Reply
from handlers.ordered import Made, Wish
from handlers.voice import Voice
from locales.dates import local_date, numeric_date
from locales.names import place_order
from storage import figures

WHAT = "chart"
# More do not fit on a phone: the others are one bar.
MOST = 8
# What the bars of opinions are made of, in this order.
PARTS: Mapping[Tone, tuple[Result, ...]] = {
    Tone.DONE: tuple(sorted(ANSWERED)),
    Tone.WAITING: (Result.OPEN,),
    Tone.LATE: (Result.OVERDUE,),
    Tone.OTHER: (Result.FORWARDED, Result.DECLINED, Result.WITHDRAWN),
}
# Of replies: from so many days before the last legal day on to so many (negative: after it).
BINS = (("early", 10, None), ("sooner", 5, 9), ("soon", 1, 4), ("last", 0, 0))
LATE_BINS = (("late", -5, -1), ("later", None, -6))


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """What a chart is drawn from: a commune's opinions of a year, up to the cut-off."""

    voice: Voice
    span: Span

    @cached_property
    def opinions(self) -> list[Opinion]:
        """The same from which the reports are counted."""
        commune = self.voice.commune.id
        assert commune is not None
        return figures.opinions(self.voice.work, commune, self.span)

    def words(self, key: str, **values: object) -> str:
        """A text that may name the year and the cut-off."""
        year, date = str(self.span.first.year), numeric_date(self.span.last)
        return self.voice.say(key, year=year, date=date, **values)

    def chart(self, key: str, sentence: str, bars: list[Bar], *, whole: float = 0) -> Charted:
        """The chart with its words."""
        below = self.words("chart-below", commune=self.voice.commune.name)
        title = self.words(f"chart-{key}-title")
        name = f"bieu-do-{self.voice.commune.code}-{key}-{self.span.first.year}.png"
        return charted(name, title, sentence, bars, below, whole=whole)


def chart(voice: Voice, wish: Wish) -> Made | Reply | None:
    """The chart; words where there is nothing to draw."""
    if not still_may(voice.work, wish.staff, Action.SEE_FIGURES):
        return None
    key, year = wish.detail["chart"], int(wish.detail["year"])
    span = ReportPeriod(year=year).until(local_date(voice.now))
    drawn = Drawn(voice=voice, span=span) if span else None
    return (drawn and CHARTS[key](drawn)) or nothing(voice, year, key)


def nothing(voice: Voice, year: int, key: str) -> Reply:
    """A sentence instead of an empty picture."""
    title = voice.say(f"chart-{key}-title", year=str(year))
    return Reply(title=title, text=voice.say(f"chart-{key}-none", year=str(year)))


def by_field(drawn: Drawn) -> Charted | None:
    """Opinions by field, each bar by what became of them."""
    commune = drawn.voice.commune.id
    assert commune is not None
    known = figures.fields(drawn.voice.work, commune)
    found = count((), drawn.opinions, drawn.span, known)
    if not found.opinions.received:
        return None
    named = [(name or drawn.words("field-unsorted"), one) for name, one in found.fields.items()]
    ranked = sorted(named, key=lambda pair: -pair[1].received)
    most, first = ranked[0]
    sentence = drawn.words(
        "chart-fields",
        received=found.opinions.received,
        parts=_words(drawn, found.opinions),
        most=most,
        count=first.received,
    )
    return drawn.chart("fields", sentence, list(_field_bars(drawn, ranked)))


def by_limit(drawn: Drawn) -> Charted | None:
    """Written replies by how long before or after their last day they were published."""
    days = days_left(drawn.opinions, drawn.span)
    stood = tally(drawn.opinions, drawn.span.last)
    overdue = stood.of(Result.OVERDUE)
    if not days and not overdue:
        return None
    in_time, late = stood.of(Result.IN_TIME), stood.of(Result.LATE)
    sentence = drawn.words(
        "chart-limits", replied=len(days), intime=in_time, late=late, overdue=overdue
    )
    bars = [
        *(_bin(drawn, Tone.DONE, one, days) for one in BINS),
        *(_bin(drawn, Tone.OTHER, one, days) for one in LATE_BINS),
        _counted(drawn.words("chart-limits-overdue"), Tone.LATE, overdue),
    ]
    return drawn.chart("limits", sentence, bars)


def by_agencies(drawn: Drawn) -> Charted | None:
    """Of the replies that were due, how many each agency's were in time; the fewest stand last."""
    found = {name: one for name, one in by_agency(drawn.opinions, drawn.span).items() if one.due}
    if not found:
        return None
    every = together(found.values())
    sentence = drawn.words(
        "chart-agencies",
        due=every.due,
        intime=every.of(Result.IN_TIME),
        rate=every.percent,
    )
    ranked = sorted(
        found.items(),
        key=lambda pair: (-(pair[1].on_time or 0), -pair[1].due, place_order(pair[0])),
    )
    bars = [_agency_bar(drawn, name, one) for name, one in _at_most(drawn, ranked, "agencies")]
    return drawn.chart("agencies", sentence, bars, whole=1)


CHARTS: Mapping[str, Callable[[Drawn], Charted | None]] = {
    "fields": by_field,
    "limits": by_limit,
    "agencies": by_agencies,
}


def _at_most(
    drawn: Drawn, ranked: list[tuple[str, Tally]], key: str
) -> Iterator[tuple[str, Tally]]:
    """The first ones, and those that are left as one."""
    is_long = len(ranked) > MOST
    shown = ranked[: MOST - 1] if is_long else ranked
    yield from shown
    if is_long:
        left = ranked[len(shown) :]
        yield drawn.words(f"chart-{key}-others", count=len(left)), together(one for _, one in left)


def _field_bars(drawn: Drawn, ranked: list[tuple[str, Tally]]) -> Iterator[Bar]:
    for name, stood in _at_most(drawn, ranked, "fields"):
        yield Bar(
            name=name,
            total=str(stood.received),
            parts=[Part(value=stood.of(*results), tone=tone) for tone, results in PARTS.items()],
            note=capital(_words(drawn, stood, other="chart-short-other")),
        )


def _words(drawn: Drawn, stood: Tally, *, other: str = "chart-part-other") -> str:
    """What became of opinions, without what there is none of; `other` says the rest, short or in
    full."""
    keys = {tone: other if tone is Tone.OTHER else f"chart-part-{tone}" for tone in PARTS}
    counted = ((keys[tone], stood.of(*results)) for tone, results in PARTS.items())
    return "; ".join(drawn.words(key, count=number) for key, number in counted if number)


def _bin(
    drawn: Drawn, tone: Tone, which: tuple[str, int | None, int | None], days: list[int]
) -> Bar:
    key, least, most = which
    number = sum((least is None or least <= one) and (most is None or one <= most) for one in days)
    return _counted(drawn.words(f"chart-limits-{key}"), tone, number)


def _counted(name: str, tone: Tone, number: int) -> Bar:
    return Bar(name=name, total=str(number), parts=[Part(value=number, tone=tone)])


def _agency_bar(drawn: Drawn, name: str, stood: Tally) -> Bar:
    late, overdue = stood.of(Result.LATE), stood.of(Result.OVERDUE)
    words = [drawn.words("chart-agency", intime=stood.of(Result.IN_TIME), due=stood.due)]
    words += [drawn.words("chart-agency-late", count=late)] if late else []
    words += [drawn.words("chart-agency-overdue", count=overdue)] if overdue else []
    shares = ((Result.IN_TIME, Tone.DONE), (Result.LATE, Tone.OTHER), (Result.OVERDUE, Tone.LATE))
    return Bar(
        name=name,
        total=f"{stood.percent}%",
        parts=[Part(value=stood.of(result) / stood.due, tone=tone) for result, tone in shares],
        note="; ".join(words),
    )
