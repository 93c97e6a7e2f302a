"""A danger to life is answered at once with the numbers to call, before anything else."""

import re
from functools import cache

from handlers.messages import Reply
from handlers.turn import Turn
from locales.folding import fold


def warn(turn: Turn) -> list[Reply]:
    """113, 114, 115, if the words speak of a danger that is happening now."""
    text = turn.incoming.text
    if not text or turn.duties or not _pattern(turn.say("danger-words")).search(fold(text)):
        return []
    return [turn.reply("danger")]


@cache
def _pattern(words: str) -> re.Pattern[str]:
    phrases = [re.escape(fold(phrase)) for phrase in words.split(",")]
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b")
