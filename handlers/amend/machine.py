"""Adding to a petition, correcting it, withdrawing it: three short conversations."""

from statemachine import State

from handlers.amend import changes
from handlers.amend.changes import is_withdrawn
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.petition.content import objection
from handlers.reading import choice, said
from handlers.turn import Answer, Turn
from storage import petitions
from storage.tables import Petition


def petition_of(turn: Turn) -> Petition:
    """The petition that this conversation is about, locked against an officer's decision."""
    return turn.work.session.get_one(
        Petition, turn.data["petition"], with_for_update=True, populate_existing=True
    )


def read_part(turn: Turn, answer: Answer) -> Said | Misread:
    """A text or files; the limits of the intake hold here too, for what is added."""
    if answer.value in ("done", "keep"):
        return said("finish")
    petition = petition_of(turn)
    if is_withdrawn(petition):
        return said("stop")
    parts = petitions.parts(turn.work, petition)
    kept = sum(part.is_supplement for part, _ in parts)
    return objection(turn, answer, kept=kept) or said("add", answer=answer)


class Supplement(Conversation):
    """More words and files for a petition that was sent; the office is shown them as such."""

    opening = State(initial=True)
    adding = State()
    added = State(final=True)
    stopped = State(final=True)

    begin = opening.to(adding)
    add = adding.to(adding, internal=True)
    finish = adding.to(added)
    stop = adding.to(stopped)

    questions = {
        "adding": Question(
            ask=lambda turn: turn.reply(
                "amend-add-more" if turn.data.get("added") else "amend-add",
                "done",
                code=petition_of(turn).code,
            ),
            read=read_part,
        )
    }

    def on_add(self, turn: Turn, answer: Answer) -> None:
        is_first = not turn.data.get("added")
        changes.add(turn, petition_of(turn), answer, is_first=is_first)
        turn.data["added"] = turn.data.get("added", 0) + 1

    def on_finish(self, turn: Turn) -> None:
        reply = changes.added if turn.data.get("added") else changes.unchanged
        turn.said.append(reply(turn, petition_of(turn)))

    def on_stop(self, turn: Turn) -> None:
        turn.said.append(changes.too_late(turn, petition_of(turn)))


class Correction(Conversation):
    """A new text in place of the old one, which stays on record."""

    opening = State(initial=True)
    writing = State()
    corrected = State(final=True)
    stopped = State(final=True)

    begin = opening.to(writing)
    add = writing.to(corrected)
    finish = writing.to(corrected)
    stop = writing.to(stopped)

    questions = {
        "writing": Question(
            ask=lambda turn: turn.reply("amend-correct", "keep", code=petition_of(turn).code),
            read=read_part,
        )
    }

    def on_add(self, turn: Turn, answer: Answer) -> None:
        turn.said.append(changes.corrected(turn, petition_of(turn), answer))

    def on_finish(self, turn: Turn) -> None:
        turn.said.append(changes.unchanged(turn, petition_of(turn)))

    def on_stop(self, turn: Turn) -> None:
        turn.said.append(changes.too_late(turn, petition_of(turn)))


class Withdrawal(Conversation):
    """Asked once more, because it cannot be taken back."""

    opening = State(initial=True)
    confirming = State()
    withdrawn = State(final=True)
    kept = State(final=True)

    begin = opening.to(confirming)
    confirm = confirming.to(withdrawn)
    keep = confirming.to(kept)

    questions = {
        "confirming": Question(
            ask=lambda turn: turn.reply(
                "amend-withdraw", "confirm", "keep", code=petition_of(turn).code
            ),
            read=choice(confirm="confirm", keep="keep"),
        )
    }

    def on_confirm(self, turn: Turn) -> None:
        turn.said.append(changes.withdrawn(turn, petition_of(turn)))

    def on_keep(self, turn: Turn) -> None:
        turn.said.append(changes.unchanged(turn, petition_of(turn)))
