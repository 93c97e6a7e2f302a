"""Words compared as people type them: without case, accents, đ or extra spaces."""

import re
import unicodedata
from functools import lru_cache

from locales.accents import thin_out

_LETTERS = str.maketrans({"đ": "d", "Đ": "d"})
# Labels of buttons and single words, which are compared with each message.
_SHORT = 64
_USUAL_MARKS = re.compile("[\u0300-\u034e]+")


def fold(text: str) -> str:
    """ "  Đồng  Ý " and "dong y" are the same."""
    return _short(text) if len(text) <= _SHORT else _at_hand(text)


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFD", thin_out(text).translate(_LETTERS).casefold())
    bare = _USUAL_MARKS.sub("", plain)
    if not bare.isascii():  # signs of other scripts may combine too
        bare = "".join(c for c in bare if not unicodedata.combining(c))
    return " ".join(bare.split())


_short = lru_cache(maxsize=2048)(_fold)
# The messages that are being handled, each of which is compared in several places.
_at_hand = lru_cache(maxsize=16)(_fold)
