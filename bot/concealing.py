"""The last look at a log line: no token, no secret of the configuration, no phone number.

Nothing of these should ever get so far; this is for the day on which something does.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from typing import Any

from pydantic import BaseModel, SecretStr
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from bot.channels.telegram.redaction import redact
from bot.settings import Settings

SECRET, PHONE = "<secret>", "<phone>"
# A Vietnamese number as people write it, and nothing longer: ten digits, or nine after 84.
_PHONE = re.compile(r"(?<![\w.])(?:\+?84[ .-]?|0)\d(?:[ .-]?\d){8}(?![\w])")
# Shorter ones would take common words out of the log.
SHORTEST = 6

Conceal = Callable[[str], str]


def concealer(secrets: Iterable[str] = ()) -> Conceal:
    """What takes these secrets, anything like a token, and phone numbers out of a text."""
    known = sorted({secret for secret in secrets if len(secret) >= SHORTEST}, key=len, reverse=True)
    found = re.compile("|".join(map(re.escape, known))) if known else None

    def conceal(text: str) -> str:
        shown = redact(found.sub(SECRET, text) if found else text)
        return _PHONE.sub(PHONE, shown)

    return conceal


def processor(conceal: Conceal) -> Callable[..., MutableMapping[str, Any]]:
    """The same for structlog: every text of an event, however deep; what is no plain value is
    shown as what it calls itself."""

    def tidy(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {name: _tidied(value, conceal) for name, value in event.items()}

    return tidy


def _tidied(value: Any, conceal: Conceal) -> Any:
    if value is None or isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return conceal(value)
    if isinstance(value, Mapping):
        return {conceal(str(name)): _tidied(part, conceal) for name, part in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_tidied(part, conceal) for part in value]
    return conceal(repr(value))


def secrets_of(settings: Settings) -> list[str]:
    """Every secret that the configuration holds, the database's password too."""
    found = [*_secrets(settings)]
    try:
        password = make_url(settings.database.url).password if settings.database.url else None
    except ArgumentError:
        password = None
    return [*found, *([str(password)] if password else [])]


def _secrets(value: Any) -> Iterator[str]:
    if isinstance(value, SecretStr):
        yield value.get_secret_value()
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from _secrets(getattr(value, name))
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _secrets(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _secrets(part)
