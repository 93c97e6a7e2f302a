"""/hoso: the conferences that have a dossier; the papers of one, a page at a time."""

from collections.abc import Iterator, Sequence

from handlers.messages import Choice, Reply
from handlers.pages import PAGE, around, page_of
from handlers.papers.contents import owed, signed_line
from handlers.papers.dossier import Dossier, Entry, dossier_of
from handlers.papers.listed import PAPERS
from handlers.papers.writing import Writing
from handlers.refused import to_work
from handlers.turn import Turn
from locales.dates import local_date, numeric_date
from storage import dossier as rows
from storage.tables import Conference


def choose(turn: Turn, typed: str) -> Reply:
    """The only one at once; of several, a button each."""
    total = rows.count_conferences(turn.work, turn.commune_id)
    page = page_of(typed, total)
    found = rows.conferences(turn.work, turn.commune_id, offset=page.offset, limit=PAGE)
    if total == 1:
        return show(turn, found[0])
    choices = [_open(turn, one) for one in found]
    key = "dossier-choose" if found else "dossier-none"
    return turn.reply(key, choices=[*choices, *around(turn, page, "/hoso trang"), to_work(turn)])


def unknown(turn: Turn, code: str) -> Reply:
    """No conference of this commune has the code."""
    ways = [turn.command("dossier-all", "/hoso"), to_work(turn)]
    return turn.reply("dossier-unknown", choices=ways, code=code)


def dossier_now(turn: Turn, conference: Conference) -> Dossier:
    """The dossier as it stands in this message's transaction."""
    return dossier_of(Writing(voice=turn, conference=conference), tuple(PAPERS))


def show(turn: Turn, conference: Conference, typed: str = "") -> Reply:
    """What the regulation asks for, with what is there; eight papers a page."""
    found = dossier_now(turn, conference)
    if found.exempt:
        return _free(turn, conference, found)
    page = page_of(typed, len(found.entries))
    numbered = list(enumerate(found.entries, start=1))
    command = f"/hoso {conference.code}"
    return turn.reply(
        "dossier-of",
        facts=_facts(turn, found),
        choices=[
            *(_to_paper(turn, conference, one) for _, one in page.of(numbered)),
            *around(turn, page, f"{command} trang"),
            turn.command("dossier-others", f"{command} khac"),
            *_whole(turn, conference),
        ],
        conference=conference.title,
        list="\n".join(_lines(turn, page.of(numbered))),
    )


def show_others(turn: Turn, conference: Conference, typed: str) -> Reply:
    """The program's other papers, and signed ones that belong to none."""
    found = dossier_now(turn, conference)
    page = page_of(typed, len(found.extra))
    return turn.reply(
        "dossier-other-papers",
        choices=[
            *(_to_paper(turn, conference, one) for one in page.of(found.extra)),
            *around(turn, page, f"/hoso {conference.code} khac"),
            back(turn, conference),
        ],
        list="\n".join(_line(turn, one) for one in page.of(found.extra)),
    )


def back(turn: Turn, conference: Conference) -> Choice:
    """A button to the whole dossier."""
    return turn.command("dossier-back", f"/hoso {conference.code}", code=conference.code)


def _free(turn: Turn, conference: Conference, found: Dossier) -> Reply:
    """A kind without a fixed list (hai-phong-13-hd V.4.3): the keeper compiles what there is."""
    assert found.exempt is not None
    there = [one for one in found.extra if one.signed or one.handed]
    return turn.reply(
        "dossier-free",
        facts=_facts(turn, found),
        choices=[
            *(_to_paper(turn, conference, one) for one in there[:PAGE]),
            turn.command("dossier-others", f"/hoso {conference.code} khac"),
            *_whole(turn, conference),
        ],
        conference=conference.title,
        wording=found.exempt.wording,
        clause=found.exempt.clause,
        list="\n".join(_line(turn, one) for one in there) or turn.say("dossier-nothing-yet"),
    )


def _facts(turn: Turn, found: Dossier) -> list[tuple[str, str]]:
    keeper = turn.fact("dossier-fact-keeper", found.keeper)
    if found.exempt:
        return [keeper]
    left = len(found.missing)
    return [
        keeper,
        turn.fact("dossier-fact-missing", str(left) if left else turn.say("dossier-complete")),
    ]


def _whole(turn: Turn, conference: Conference) -> list[Choice]:
    return [
        turn.command("dossier-take", f"/hoso {conference.code} tai"),
        turn.command("dossier-all", "/hoso"),
        to_work(turn),
    ]


def _lines(turn: Turn, numbered: Sequence[tuple[int, Entry]]) -> Iterator[str]:
    """Each phase has its line above its papers."""
    before = None
    for _, entry in numbered:
        if entry.phase and entry.phase != before:
            yield turn.say(f"dossier-phase-{entry.phase}").upper()
        before = entry.phase
        yield _line(turn, entry)


def _line(turn: Turn, entry: Entry) -> str:
    there = list(_there(turn, entry))
    what = "; ".join([*there, *filter(None, [owed(turn, entry)])])
    return turn.say("dossier-line", title=entry.title, what=what or turn.say("dossier-can-be-made"))


def _there(turn: Turn, entry: Entry) -> Iterator[str]:
    if entry.signed:
        more = len(entry.signed) - 1
        last = signed_line(turn, entry.signed[-1])
        yield turn.say("dossier-signed-more", said=last, count=more) if more else last
    if entry.handed:
        yield turn.say("dossier-handed", count=len(entry.handed))


def _to_paper(turn: Turn, conference: Conference, entry: Entry) -> Choice:
    return Choice(label=entry.title, value=f"/hoso {conference.code} muc {entry.key}")


def _open(turn: Turn, conference: Conference) -> Choice:
    day = numeric_date(local_date(conference.starts_at))
    return turn.command(
        "dossier-open", f"/hoso {conference.code}", title=conference.title, date=day
    )
