"""What somebody looks for, what is found of it, and one page of that with a button for each."""

from collections.abc import Sequence

from dialogue.roles import sees_identity
from handlers.messages import Choice, Reply
from handlers.paged_choices import first_shown, ways_around
from handlers.pages import PAGE
from handlers.petition.code import tidy_code
from handlers.petition.sight import sees_all
from handlers.petition.summary import excerpt, village_name
from handlers.refused import to_case, to_work
from handlers.turn import Turn
from locales.dates import short_time
from storage import search
from storage.search import Sight
from storage.tables import Petition

FIRST_WORDS = 80


def looked_for(typed: str) -> list[str]:
    """The words to look for; a code may be typed as people write it ("xm25 1")."""
    return search.searchable(tidy_code(typed))


def found(turn: Turn, words: Sequence[str]) -> list[int]:
    """The petitions with these words that this person may see, the newest first."""
    return search.find(turn.work, _sight(turn), words)


def shown(turn: Turn) -> Reply:
    """The page that is open; what may no longer be seen has left it."""
    numbers = turn.data["found"][: search.MOST]
    count, first = len(numbers), first_shown(turn, len(numbers))
    on_page = numbers[first : first + PAGE]
    rows = search.still_seen(turn.work, _sight(turn), on_page)
    return turn.reply(
        "search-found" if numbers == turn.data["found"] else "search-found-many",
        choices=[*(_opens(turn, one) for one in rows), *ways_around(turn, count), to_work(turn)],
        total=count,
        shown=f"{first + 1}–{first + len(on_page)}",
        list="\n".join(_line(turn, one) for one in rows) or turn.say("search-page-empty"),
    )


def _sight(turn: Turn) -> Sight:
    """An agency finds what it was given, and nothing by who has sent it."""
    return Sight(
        commune_id=turn.commune_id,
        agencies=None if sees_all(turn) else turn.agencies,
        identity=sees_identity(turn.roles),
    )


def _opens(turn: Turn, petition: Petition) -> Choice:
    """As /viec opens it: an agency its task, the others the petition."""
    if sees_all(turn):
        return to_case(turn, petition)
    return turn.command("task-open", f"/traloi {petition.code}", code=petition.code)


def _line(turn: Turn, petition: Petition) -> str:
    assert petition.submitted_at is not None
    return turn.say(
        "search-line",
        code=petition.code,
        time=short_time(petition.submitted_at),
        village=village_name(turn, petition),
        state=turn.say(f"state-{petition.state}"),
        words=" ".join(excerpt(turn, petition, FIRST_WORDS).split()),
    )
