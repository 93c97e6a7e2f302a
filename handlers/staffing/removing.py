"""Taking a role away: asked once more, because it ends at once."""

from statemachine import State

from handlers.conversation import Conversation, Question
from handlers.messages import Reply
from handlers.reading import choice
from handlers.staffing.appointing import gone, remove, to_staff
from handlers.staffing.words import holder
from handlers.turn import Turn
from storage import staff
from storage.tables import Person, Staff


def _ask(turn: Turn) -> Reply:
    duty = turn.work.session.get_one(Staff, turn.data["duty"])
    person = turn.work.session.get_one(Person, duty.person_id)
    return turn.reply("staff-remove", "confirm", "cancel", who=holder(turn, duty, person))


class Remove(Conversation):
    """Whoever confirms ends the role as it stands then."""

    staff = True

    opening = State(initial=True)
    confirming = State()
    removed = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(confirming)
    confirm = confirming.to(removed)
    cancel = confirming.to(cancelled)

    questions = {
        "confirming": Question(ask=_ask, read=choice(confirm="confirm", cancel="cancel")),
    }

    def on_confirm(self, turn: Turn) -> None:
        found = staff.member(turn.work, turn.commune_id, turn.data["duty"])
        turn.said.extend(remove(turn, found[0]) if found else [gone(turn)])

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(turn.reply("staff-cancelled", choices=[to_staff(turn)]))
