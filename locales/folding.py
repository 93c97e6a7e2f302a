"""Words compared as people type them: without case, accents, đ or extra spaces."""

import unicodedata

from locales.accents import thin_out

_LETTERS = str.maketrans({"đ": "d", "Đ": "d"})


def fold(text: str) -> str:
    """ "  Đồng  Ý " and "dong y" are the same."""
    plain = unicodedata.normalize("NFD", thin_out(text).translate(_LETTERS).casefold())
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())
