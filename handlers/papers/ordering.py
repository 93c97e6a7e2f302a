"""Orders a paper for who asks, and composes it once its job runs."""

from handlers.held_roles import still_may
from handlers.messages import Reply
from handlers.ordered import PAPER, Made, Wish, order_paper
from handlers.papers.listed import PAPERS
from handlers.papers.writing import Writing
from handlers.turn import Turn
from handlers.voice import Voice
from storage.tables import Conference

WHAT = PAPER


def order(turn: Turn, key: str, conference: Conference) -> Reply:
    """Have the paper `key` of `PAPERS` made; it arrives by itself."""
    return order_paper(turn, key, PAPERS[key].action, conference)


def paper(voice: Voice, wish: Wish) -> Made | None:
    """The paper; None where who asked may not have it any more."""
    known = PAPERS[wish.detail["paper"]]
    if not still_may(voice.work, wish.staff, known.action):
        return None
    conference = voice.work.session.get_one(Conference, wish.detail["conference"])
    return known.compose(Writing(voice=voice, conference=conference))
