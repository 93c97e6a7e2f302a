"""The lists of a session: what waits to be looked at, whose turn comes when, and everything."""

from collections.abc import Sequence

from dialogue.session_question import QuestionState
from handlers.live import overview
from handlers.live.words import line
from handlers.messages import Choice, Reply
from handlers.pages import PAGE, Page, around, page_of
from handlers.turn import Turn
from storage import live
from storage.tables import Conference, SessionQuestion


def held(turn: Turn, conference: Conference, typed: str) -> Reply:
    """What no moderator has decided on, the first sent first."""
    total = live.counts(turn.work, conference).get(QuestionState.HELD, 0)
    page = page_of(typed, total)
    shown = live.held(turn.work, conference, offset=page.offset, limit=PAGE)
    return _list(turn, conference, "cho", page, shown)


def queue(turn: Turn, conference: Conference, typed: str) -> Reply:
    """What was let through, in the order of fair turns."""
    numbers = live.queue(turn.work, conference)
    page = page_of(typed, len(numbers))
    shown = live.numbered(turn.work, conference, page.of(numbers))
    return _list(turn, conference, "hang", page, shown)


def transcript(turn: Turn, conference: Conference, typed: str) -> Reply:
    """Every question with what became of it, and a way to have them as a file."""
    page = page_of(typed, sum(live.counts(turn.work, conference).values()))
    shown = live.transcript(turn.work, conference, offset=page.offset, limit=PAGE)
    file = turn.command("sheet-get", f"/phien {conference.code} tep")
    return _list(turn, conference, "bienban", page, shown, [file] if shown else [])


def _list(
    turn: Turn,
    conference: Conference,
    verb: str,
    page: Page,
    shown: Sequence[SessionQuestion],
    more: Sequence[Choice] = (),
) -> Reply:
    command = f"/phien {conference.code}"
    return turn.reply(
        f"live-list-{verb}" if shown else "live-list-empty",
        choices=[
            *(
                turn.command("question-open", f"{command} cau {one.number}", number=one.number)
                for one in shown
            ),
            *around(turn, page, f"{command} {verb}"),
            *more,
            *overview.back(turn, conference),
        ],
        total=page.total,
        list="\n".join(line(turn, one) for one in shown),
    )
