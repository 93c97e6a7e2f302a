"""A platform's words about a message, as far as they may be logged.

Some repeat what they do not like, in quotes: that was somebody's.
"""

import re

LONGEST = 80
_QUOTED = re.compile(r"""["'`“‘«].*""", re.DOTALL)


def loggable(words: str) -> str:
    """The beginning, up to the first quote."""
    return _QUOTED.sub("…", words.partition("\n")[0])[:LONGEST]
