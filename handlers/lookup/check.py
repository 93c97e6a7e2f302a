"""Whether code and secret belong together, and how often it may be tried."""

from handlers.petition.secret import secret_hash
from handlers.turn import Turn
from storage import attempts, petitions
from storage.secrets import matches
from storage.tables import Petition


def found(turn: Turn, code: str, secret: str) -> Petition | None:
    """The petition, if the secret is its own; an unknown code takes as long and says no more."""
    petition = petitions.by_code(turn.work, turn.commune_id, code)
    stored = petition.secret_hash if petition else None
    right = matches(stored, secret_hash(turn, code, secret))
    return petition if right else None


def note_wrong(turn: Turn, code: str) -> None:
    """Count one wrong try, against who tries and against the code."""
    for subject in _subjects(turn, code):
        attempts.record(turn.work, turn.commune_id, subject, turn.now)


def barred(turn: Turn, code: str) -> str | None:
    """The time from which it may be tried again, in words; None if it may now."""
    limits = turn.house.limits
    allowed = (limits.wrong_secrets, limits.wrong_secrets_per_code)
    for subject, limit in zip(_subjects(turn, code), allowed, strict=True):
        until = attempts.barred_until(
            turn.work,
            turn.commune_id,
            subject,
            turn.now,
            limit=limit,
            window=limits.wrong_secret_window,
        )
        if until is not None:
            return turn.time(until)
    return None


def _subjects(turn: Turn, code: str) -> tuple[str, str]:
    return f"address:{turn.address.id}", f"code:{code}"
