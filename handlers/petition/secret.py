"""The secret that goes with a petition's code."""

from handlers.turn import Turn
from storage.secrets import keyed_hash


def secret_hash(turn: Turn, code: str, secret: str) -> str:
    """The only form in which a petition's secret is kept."""
    return keyed_hash(turn.house.key, f"petition:{code}", secret)
