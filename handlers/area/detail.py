"""/diaban xa CODE: one commune's year, without a word of a citizen."""

from collections.abc import Iterator

from dialogue.roles import Action
from handlers.area import listed
from handlers.area.overview import what
from handlers.area.years import Year, span_of, year_of
from handlers.clock.ticked import APP, OBSERVER, ticked_by_hand
from handlers.messages import Choice, Reply
from handlers.petition.law import cited
from handlers.refused import to_work
from handlers.turn import Turn
from locales.dates import local_date, numeric_date
from storage import area, yearly_reports
from storage.tables import Commune, Conference

MOST_CONFERENCES = 12


def show(turn: Turn, commune: Commune, year: int) -> Reply:
    """Its heads, its conferences, what is late, its reports and a button for each."""
    assert commune.id is not None
    found, rows = (
        year_of(turn, commune.id, year),
        yearly_reports.of_year(turn.work, commune.id, year),
    )
    return turn.reply(
        "area-commune",
        facts=[
            turn.fact("area-fact-commune", commune.name),
            turn.fact("area-fact-year", str(year)),
            turn.fact("area-fact-standing", what(turn, found)),
        ],
        choices=[*_ways(turn, commune, found, rows, year), *_back(turn, commune, year)],
        parts="\n\n".join(
            part
            for part in (
                "\n".join(_heads(turn, found)),
                _section(turn, "area-conferences", _conferences(turn, commune, year)),
                _section(
                    turn,
                    "area-reports",
                    (listed.line(turn, one, listed.row_of(rows, one)) for one in found.due),
                ),
            )
            if part
        ),
    )


def _heads(turn: Turn, found: Year) -> Iterator[str]:
    """What the regulation asks of each head, with its clause, and how that stands."""
    target = found.rules.regulation.target if found.rules else None
    if target is None:
        yield turn.say("area-no-target")
        return
    yield turn.say(
        "area-target",
        wording=target.wording,
        clause=cited(turn, target.clause, target.regulation),
    )
    for head, stands in found.heads.items():
        yield turn.say(
            "area-head",
            head=turn.say(f"chair-{head}"),
            standing=turn.say(f"area-standing-{stands}"),
        )
    if found.rules and not found.place.is_sample and _owes(found):
        yield turn.say("area-announce-by", date=turn.date(found.rules.announce_by))


def _owes(found: Year) -> bool:
    return any(stands in ("none", "planned") for stands in found.heads.values())


def _section(turn: Turn, key: str, lines: Iterator[str]) -> str:
    told = list(lines)
    return "\n".join([turn.say(key), *told]) if told else turn.say(f"{key}.none")


def _conferences(turn: Turn, commune: Commune, year: int) -> Iterator[str]:
    assert commune.id is not None
    found = area.conferences(turn.work, commune.id, span_of(turn, year))
    for one in found[:MOST_CONFERENCES]:
        yield turn.say(
            "area-conference",
            code=one.code,
            kind=turn.say(f"kind-{one.kind}"),
            chair=turn.say(f"chair-{one.chair}"),
            date=numeric_date(local_date(one.starts_at)),
            state=turn.say(f"conference-state-{one.state}"),
            city=_for_the_city(turn, one),
        )
    if len(found) > MOST_CONFERENCES:
        yield turn.say("pack-more", count=len(found) - MOST_CONFERENCES)


def _for_the_city(turn: Turn, conference: Conference) -> str:
    """Whether the city's observer was invited, and its application filled in (VI.1)."""
    done = ticked_by_hand(turn.work, conference)
    told = [
        turn.say(f"area-{key}", date=numeric_date(done[milestone]))
        for key, milestone in (("observer", OBSERVER), ("app", APP))
        if milestone in done
    ]
    return "".join(f"; {one}" for one in told)


def _ways(
    turn: Turn, commune: Commune, found: Year, rows: listed.Rows, year: int
) -> Iterator[Choice]:
    """Tick a report off as received, or take that back."""
    if not turn.may(Action.SEE_AREA):
        return
    for one in found.due:
        row = listed.row_of(rows, one)
        verb = "nhan" if row is None or row.received_on is None else "chuanhan"
        command = f"/diaban xa {commune.code} {year} {verb} {one.key} {one.period}"
        yield turn.command(f"area-tick-{verb}", command, title=listed.title(turn, one))


def _back(turn: Turn, commune: Commune, year: int) -> list[Choice]:
    back = turn.command("area-back", f"/diaban {year}", year=year)
    before = turn.command("area-year", f"/diaban xa {commune.code} {year - 1}", year=year - 1)
    return [back, before, to_work(turn)]
