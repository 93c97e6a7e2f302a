"""Consent to the processing of personal data: asked once, before anything personal is kept."""

from handlers.conversation import Question
from handlers.messages import Reply
from handlers.reading import choice
from handlers.turn import Turn
from storage.plain import write

CONSENT_VERSION = "2026-11-25"


def has_consented(turn: Turn) -> bool:
    """Whether this person agreed to the text that is in force."""
    return turn.person.consent_version == CONSENT_VERSION


def keep_consent(turn: Turn) -> None:
    """Record when the person agreed, and to which text."""
    write(turn.work, turn.person, consented_at=turn.now, consent_version=CONSENT_VERSION)


def ask_consent(turn: Turn) -> Reply:
    """What is kept, why, and whom to ask about it."""
    contact = turn.commune.contact or turn.say("office-contact-unknown")
    return turn.reply(
        "intake-consent", "agree", "decline", commune=turn.commune.name, contact=contact
    )


CONSENTING = Question(ask=ask_consent, read=choice(agree="agree", decline="decline"))
