"""/diaban: how many communes have held theirs, what is late, and each commune a line."""

from collections.abc import Sequence

from dialogue.yearly import LATE, Standing
from handlers.area.years import Year, years
from handlers.messages import Choice, Reply
from handlers.pages import around, page_of
from handlers.refused import to_work
from handlers.turn import Turn
from handlers.voice import Voice
from locales.dates import local_date


def show(turn: Turn, year: int, typed: str | int = 1) -> Reply:
    """One page; what is late comes first."""
    every = years(turn, year)
    page = page_of(typed, len(every))
    shown = page.of(every)
    if not shown:
        return turn.reply("area-empty", choices=_others(turn, year), year=year)
    return turn.reply(
        "area",
        facts=_facts(turn, every),
        choices=[
            *(_open(turn, one, year) for one in shown),
            *around(turn, page, f"/diaban {year} trang"),
            turn.command("area-chart", f"/diaban {year} hinh"),
            turn.command("sheet-get", f"/diaban {year} xuat"),
            *_others(turn, year),
        ],
        year=year,
        shown=f"{page.offset + 1}–{page.offset + len(shown)}",
        total=len(every),
        list="\n".join(
            turn.say("area-line", number=number, name=one.place.name, what=what(turn, one))
            for number, one in enumerate(shown, start=page.offset + 1)
        ),
    )


def what(voice: Voice, one: Year) -> str:
    """How its year stands, in a line."""
    parts = [voice.say(f"area-standing-{one.standing}" if one.heads else "area-no-target")]
    if one.late.answers:
        parts.append(voice.say("area-late-answers", count=one.late.answers))
    if one.late.limits:
        parts.append(voice.say("area-late-limits", count=one.late.limits))
    if one.overdue:
        parts.append(voice.say("area-late-reports", count=len(one.overdue)))
    return "; ".join(parts)


def _facts(turn: Turn, every: Sequence[Year]) -> list[tuple[str, str]]:
    held = sum(one.standing is Standing.HELD for one in every if one.heads)
    told = sum(one.standing is Standing.ANNOUNCED for one in every)
    late = sum(one.standing in LATE for one in every)
    open_ = sum(one.standing in (Standing.NONE, Standing.PLANNED) for one in every)
    received, due = sum(one.received for one in every), sum(len(one.due) for one in every)
    overdue = sum(len(one.overdue) for one in every)
    return [
        turn.fact("area-fact-held", turn.say("area-of", count=held, total=len(every))),
        turn.fact("area-fact-announced", str(told)),
        turn.fact("area-fact-open", str(open_)),
        turn.fact("area-fact-late", str(late)),
        turn.fact("area-fact-answers", str(sum(one.late.answers for one in every))),
        turn.fact("area-fact-reports", turn.say("area-of", count=received, total=due)),
        turn.fact("area-fact-overdue", str(overdue)),
    ]


def _open(turn: Turn, one: Year, year: int) -> Choice:
    return Choice(label=one.place.name, value=f"/diaban xa {one.place.code} {year}")


def _others(turn: Turn, year: int) -> list[Choice]:
    """The year before, and this one for who looks at another."""
    this = local_date(turn.now).year
    now = [turn.command("area-year", f"/diaban {this}", year=this)] if year != this else []
    before = turn.command("area-year", f"/diaban {year - 1}", year=year - 1)
    return [*now, before, to_work(turn)]
