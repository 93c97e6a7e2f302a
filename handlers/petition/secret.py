"""The secret that goes with a petition's code."""

from handlers.voice import Voice
from storage.secrets import keyed_hash


def secret_hash(voice: Voice, code: str, secret: str) -> str:
    """The only form in which a petition's secret is kept."""
    return keyed_hash(voice.house.key, f"petition:{code}", secret)
