"""A web address as an officer pastes it: one that everybody's browser opens, and that hides
nothing."""

import re
from urllib.parse import urlsplit

LONGEST_LINK = 500
_HOST = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?")
_SIGNS = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")


def typed_link(text: str) -> str | None:
    """The address; None for what is no https address of a named host.

    A name before "@" would show one host and lead to another, so none is taken.
    """
    typed = text.strip()
    if len(typed) > LONGEST_LINK or not _SIGNS.fullmatch(typed):
        return None
    try:
        parts = urlsplit(typed)
        _ = parts.port  # raises for one that is no number
    except ValueError:
        return None
    if parts.scheme != "https" or "@" in parts.netloc:
        return None
    return typed if _HOST.fullmatch(parts.hostname or "") else None
