"""A lost secret is renewed by an officer who has made sure who asks; the old one ends at once."""

from statemachine import State

from dialogue.roles import Action
from handlers.conversation import Conversation, Question
from handlers.messages import Reply
from handlers.office.decisions import outdated
from handlers.petition.record import record
from handlers.petition.secret import secret_hash
from handlers.reading import choice
from handlers.refused import not_allowed
from handlers.turn import Turn
from storage import petitions
from storage.errors import Outdated
from storage.secrets import new_secret
from storage.tables import Petition


def petition_of(turn: Turn) -> Petition:
    """The petition whose secret was lost."""
    return turn.work.session.get_one(Petition, turn.data["petition"])


class Renewal(Conversation):
    """Asked once more, because it is the officer who vouches for who asks."""

    staff = True

    opening = State(initial=True)
    confirming = State()
    renewed = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(confirming)
    confirm = confirming.to(renewed)
    cancel = confirming.to(cancelled)

    questions = {
        "confirming": Question(
            ask=lambda turn: turn.reply(
                "renewal-ask",
                "confirm",
                "cancel",
                code=petition_of(turn).code,
                name=petition_of(turn).name,
            ),
            read=choice(confirm="confirm", cancel="cancel"),
        )
    }

    def on_confirm(self, turn: Turn) -> None:
        turn.said.extend(renew(turn, petition_of(turn)))

    def on_cancel(self, turn: Turn) -> None:
        back = turn.command(
            "work-open", f"/xet {petition_of(turn).code}", code=petition_of(turn).code
        )
        turn.said.append(turn.reply("refusal-cancelled", choices=[back]))


def renew(turn: Turn, petition: Petition) -> list[Reply]:
    """A new secret, shown to the officer this once."""
    if not turn.may(Action.RENEW_CODE):
        return [not_allowed(turn)]
    secret = new_secret()
    hashed = secret_hash(turn, petition.code or "", secret)
    try:
        petitions.change(turn.work, petition, turn.data["version"], turn.now, secret_hash=hashed)
    except Outdated:
        return outdated(turn, petition)
    record(turn, petition, "secret_renewed", acting=turn.acting_as(Action.RENEW_CODE))
    back = turn.command("work-open", f"/xet {petition.code}", code=petition.code)
    facts = [
        turn.fact("receipt-code", petition.code or ""),
        turn.fact("receipt-secret", secret),
    ]
    return [turn.reply("renewal-done", facts=facts, choices=[back], sensitive=True)]
