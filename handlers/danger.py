"""A danger to life is answered at once with the numbers to call, before anything else."""

from handlers.messages import Reply
from handlers.phrases import speaks_of
from handlers.turn import Turn


def warn(turn: Turn) -> list[Reply]:
    """113, 114, 115, if the words speak of a danger that is happening now."""
    # What is longer is not taken at all, and looking through it would cost seconds.
    text = turn.incoming.text[: turn.house.limits.text]
    # Who speaks is asked for last: hardly anybody says such a thing.
    if not text or not speaks_of(text, turn.say("danger-words")) or turn.duties:
        return []
    return [turn.reply("danger")]
