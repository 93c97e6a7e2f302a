"""Codes and secrets that people type: made to be read aloud, kept only as keyed hashes."""

import hashlib
import hmac
import secrets
import unicodedata

# No letter or digit that is taken for another: 0 O, 1 I L, 2 Z, 5 S, 8 B.
CLEAR = "34679ACDEFGHJKMNPQRTUVWXY"
SECRET_LENGTH = 6
INVITATION_LENGTH = 10


def new_secret() -> str:
    """Six clear characters that go with a petition's code (25^6 = 244 million)."""
    return _random(SECRET_LENGTH)


def new_invitation() -> str:
    """A one-time code for staff, shown as "XXXXX-XXXXX"."""
    code = _random(INVITATION_LENGTH)
    return f"{code[:5]}-{code[5:]}"


def tidy(typed: str) -> str:
    """What a person meant: upper case, without spaces or dashes."""
    plain = unicodedata.normalize("NFKC", typed).upper()
    return "".join(character for character in plain if character.isalnum())


def keyed_hash(key: bytes, purpose: str, value: str) -> str:
    """The hash that is stored; without the installation's key the database alone is no help."""
    message = f"{purpose}\0{tidy(value)}".encode()
    return hmac.new(key, message, hashlib.sha256).hexdigest()


def matches(stored: str | None, computed: str) -> bool:
    """Compare in constant time."""
    return hmac.compare_digest(stored or "", computed)


def _random(length: int) -> str:
    return "".join(secrets.choice(CLEAR) for _ in range(length))
