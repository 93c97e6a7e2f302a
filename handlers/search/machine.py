"""The search: words are asked for, then what was found is leafed through, until one is opened."""

from collections.abc import Sequence

from statemachine import State

from dialogue.roles import Action
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Reply
from handlers.paged_choices import turned
from handlers.reading import said
from handlers.refused import not_allowed, to_work
from handlers.search.finding import found, looked_for, shown
from handlers.turn import Answer, Turn


def ask(turn: Turn) -> Reply:
    """What to look for; after nothing was found, what else can be tried."""
    key = "search-nothing" if turn.data.get("missed") else "search-ask"
    return turn.reply(key, choices=[to_work(turn)])


def read(turn: Turn, answer: Answer) -> Said | Misread:
    """Words, wherever they are typed; whoever leafs may type others."""
    if not turn.may(Action.SEARCH):  # a role may have gone meanwhile
        return said("refuse")
    if answer.files:
        return Misread(key="search-no-files")
    words = looked_for(answer.text)
    if not words:
        return Misread(key="search-no-words")
    numbers = found(turn, words)
    return said("find", found=numbers) if numbers else said("miss")


def read_page(turn: Turn, answer: Answer) -> Said | Misread:
    """Another page, or other words."""
    return turned(turn, answer) or read(turn, answer)


QUESTIONS = {
    "asking": Question(ask=ask, read=read),
    "showing": Question(ask=shown, read=read_page),
}


class Search(Conversation):
    """Ask for words, show what has them; one of these is opened by its own command."""

    opening = State(initial=True)
    asking = State()
    showing = State()
    refused = State(final=True)

    begin = opening.to(showing, cond="has_found") | opening.to(asking)
    find = showing.from_(asking, showing)
    miss = asking.from_(asking, showing)
    refuse = refused.from_(asking, showing)
    turn_page = showing.to(showing, internal=True)

    questions = QUESTIONS
    staff = True

    def has_found(self, turn: Turn) -> bool:
        return bool(turn.data.get("found"))

    def on_find(self, turn: Turn, found: Sequence[int]) -> None:
        turn.data.update(found=list(found), page=0, missed=False)

    def on_miss(self, turn: Turn) -> None:
        turn.data.update(found=[], page=0, missed=True)

    def on_turn_page(self, turn: Turn, page: int) -> None:
        turn.data["page"] = page

    def on_refuse(self, turn: Turn) -> None:
        turn.said.append(not_allowed(turn))
