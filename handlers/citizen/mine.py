"""A person's own petitions and those claimed here: the list, and one of them with its timeline."""

from handlers.messages import Choice, Reply
from handlers.pages import PAGE, around, page_of
from handlers.petition.access import not_theirs, theirs, view
from handlers.petition.why import because
from handlers.turn import Turn
from locales.dates import local_date
from storage import petitions
from storage.tables import Petition


def show(turn: Turn, argument: str = "") -> list[Reply]:
    """/cuatoi [PAGE]: what this person has sent, and what was claimed here by code and secret, the
    newest first, one touch from each."""
    page = page_of(argument, petitions.count_of_reader(turn.work, turn.address))
    home = turn.command("menu-home", "/start")
    if not page.total:
        lookup = turn.command("menu-lookup", "/tracuu")
        return [turn.reply("mine-empty", choices=[lookup, home])]
    own = petitions.of_reader(turn.work, turn.address, offset=page.offset, limit=PAGE)
    lines = "\n".join(_line(turn, petition) for petition in own)
    open_each = [Choice(label=p.code or "", value=f"/xem {p.code}") for p in own]
    ways = [*open_each, *around(turn, page, "/cuatoi"), home]
    return [turn.reply("mine", choices=ways, list=lines)]


def open_one(turn: Turn, argument: str) -> list[Reply]:
    """One petition with its timeline; somebody else's is found only with its secret."""
    petition = theirs(turn, argument)
    if petition is None:
        return [not_theirs(turn, argument)]
    return [view(turn, petition)]


def why(turn: Turn, argument: str) -> list[Reply]:
    """/visao CODE: why the dates of a petition are what they are."""
    petition = theirs(turn, argument)
    if petition is None:
        return [not_theirs(turn, argument)]
    follow = turn.command("menu-follow", f"/xem {petition.code}")
    home = turn.command("menu-home", "/start")
    return [because(turn, petition, choices=[follow, home])]


def _line(turn: Turn, petition: Petition) -> str:
    assert petition.submitted_at is not None
    is_own = petition.person_id == turn.person.id
    return turn.say(
        "mine-line" if is_own else "mine-line-claimed",
        code=petition.code,
        date=turn.date(local_date(petition.submitted_at)),
        state=turn.say(f"state-{petition.state}"),
    )
