"""The record of a session as an Excel file: who, when, what was asked, what became of it."""

from collections.abc import Mapping

from dialogue.roles import Action
from handlers import ordered
from handlers.held_roles import still_may
from handlers.live.words import elsewhere, outcome, state_words, to_session
from handlers.messages import Reply
from handlers.ordered import Wish
from handlers.refused import to_work
from handlers.sheets import Sheet
from handlers.turn import Turn
from handlers.voice import Voice
from storage import communes, live
from storage.tables import Conference, SessionQuestion

WHAT = "session"
COLUMNS = ("number", "asked", "called", "name", "village", "text", "state", "outcome")
WIDTHS = (6, 22, 22, 24, 20, 60, 24, 60)


def order(turn: Turn, conference: Conference) -> list[Reply]:
    """Have it written; it arrives by itself."""
    ordered.order(turn, WHAT, Action.RUN_SESSION, conference=conference.id)
    return [turn.reply("file-ordered", choices=[to_session(turn, conference), to_work(turn)])]


def sheet(voice: Voice, wish: Wish) -> Sheet | None:
    """Every question, in the order in which they came."""
    if not still_may(voice.work, wish.staff, Action.RUN_SESSION):
        return None
    conference = voice.work.session.get_one(Conference, wish.detail["conference"])
    known = communes.villages(voice.work, conference.commune_id)
    villages = {one.id: one.name for one in known}
    return Sheet(
        name=f"cau-hoi-{conference.code}.xlsx",
        header=[voice.say(f"transcript-{column}") for column in COLUMNS],
        rows=[_row(voice, one, villages) for one in live.transcript(voice.work, conference)],
        widths=WIDTHS,
        told=voice.reply(
            "live-transcript-here",
            choices=[to_session(voice, conference)],
            conference=conference.title,
        ),
    )


def _row(voice: Voice, one: SessionQuestion, villages: Mapping[int | None, str]) -> tuple[str, ...]:
    return (
        str(one.number),
        voice.time(one.asked_at),
        voice.time(one.called_at) if one.called_at else "",
        one.name,
        villages.get(one.village_id) or elsewhere(voice),
        one.text,
        state_words(voice, one),
        outcome(voice, one),
    )
