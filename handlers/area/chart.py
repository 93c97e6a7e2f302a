"""The chart of all communes: how many have held their dialogues of the year, and who has not."""

from collections.abc import Iterator, Sequence

from dialogue.roles import Action
from dialogue.yearly import LATE, Standing
from documents.charts import Bar, Part, Tone
from handlers import ordered
from handlers.area.years import Year, years
from handlers.charted import capital, charted
from handlers.held_roles import still_may
from handlers.messages import Reply
from handlers.ordered import Made, Wish
from handlers.refused import to_work
from handlers.turn import Turn
from handlers.voice import Voice
from locales.dates import local_date, numeric_date

WHAT = "area_chart"
# So many are named below a bar; of more than that, the first ones.
NAMED = 6
# The best first, as people read; what presses is marked.
ORDER = tuple(reversed(Standing))
TONES = {
    Standing.HELD: Tone.DONE,
    Standing.ANNOUNCED: Tone.WAITING,
    Standing.PLANNED: Tone.WAITING,
    Standing.NONE: Tone.OTHER,
    Standing.DAY_PASSED: Tone.LATE,
    Standing.LATE: Tone.LATE,
}


def order(turn: Turn, year: int) -> Reply:
    """Have it drawn; it arrives by itself."""
    ordered.order(turn, WHAT, Action.SEE_AREA, year=year)
    back = turn.command("area-back", f"/diaban {year}", year=year)
    return turn.reply("chart-ordered", choices=[back, to_work(turn)])


def chart(voice: Voice, wish: Wish) -> Made | Reply | None:
    """The chart; words where no commune is there yet."""
    if not still_may(voice.work, wish.staff, Action.SEE_AREA):
        return None
    year = int(wish.detail["year"])
    every = years(voice, year)
    title = voice.say("chart-area-title", year=str(year))
    if not every:
        return Reply(title=title, text=voice.say("chart-area-none", year=str(year)))
    return charted(
        f"bieu-do-dia-ban-{year}.png",
        title,
        _sentence(voice, every, year),
        list(_bars(voice, every)),
        voice.say("chart-area-below", date=_today(voice)),
        whole=len(every),
    )


def _sentence(voice: Voice, every: Sequence[Year], year: int) -> str:
    asked = [one for one in every if one.heads]
    return voice.say(
        "chart-area",
        year=str(year),
        date=_today(voice),
        total=len(asked),
        held=sum(one.standing is Standing.HELD for one in asked),
        late=sum(one.standing in LATE for one in asked),
    )


def _bars(voice: Voice, every: Sequence[Year]) -> Iterator[Bar]:
    """One for each standing, however many communes there are."""
    for standing in ORDER:
        there = [one for one in every if one.heads and one.standing is standing]
        if there or standing is Standing.HELD:
            yield _bar(voice, f"area-standing-{standing}", there, TONES[standing])
    without = [one for one in every if not one.heads]
    if without:
        yield _bar(voice, "area-no-target", without, Tone.OTHER)


def _bar(voice: Voice, key: str, there: Sequence[Year], tone: Tone) -> Bar:
    return Bar(
        name=capital(voice.say(key)),
        total=str(len(there)),
        parts=[Part(value=len(there), tone=tone)],
        note="" if tone is Tone.DONE else _named(voice, there),
    )


def _named(voice: Voice, there: Sequence[Year]) -> str:
    names = ", ".join(one.place.name for one in there[:NAMED])
    if len(there) <= NAMED:
        return names
    return voice.say("chart-area-more", names=names, count=len(there) - NAMED)


def _today(voice: Voice) -> str:
    return numeric_date(local_date(voice.now))
