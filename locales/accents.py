"""Letters put together with their accents, in a time that grows with the text and not faster.

Accents on one letter are sorted, one against each other: sixty thousand of them in a row, which
fit into one frame of the web chat, would hold up the whole program for seconds.
"""

import re
import unicodedata

# As many as Unicode's own "stream-safe" form allows; the languages of the world use five.
MOST = 30
# Neither letters nor spaces: emoji too, so that what is found has to be looked at.
_SIGNS = re.compile(rf"[^\w\s\x00-\x7f]{{{MOST + 1},}}")


def compose(text: str) -> str:
    """`text` in NFC, with no more than so many accents on one letter."""
    return text if text.isascii() else unicodedata.normalize("NFC", thin_out(text))


def thin_out(text: str) -> str:
    """`text` without the accents that pile up beyond so many on one letter."""
    return _SIGNS.sub(lambda found: _thinned(found[0]), text)


def _thinned(signs: str) -> str:
    kept, pile = [], 0
    for sign in signs:
        pile = pile + 1 if unicodedata.category(sign).startswith("M") else 0
        if pile <= MOST:
            kept.append(sign)
    return "".join(kept)
