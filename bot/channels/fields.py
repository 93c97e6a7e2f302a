"""What a field of an event from a platform must hold; anybody's JSON may hold anything.

Everything raises OddField for what a platform never sends; the event is then passed over.
"""

from typing import Any

LARGEST = 2**63 - 1
# Those of the platforms are below 200.
LONGEST_NAME = 512
# Those with a signature in them are long.
LONGEST_LINK = 8_192


class OddField(ValueError):
    """A field holds something that no platform puts there."""


def number(value: Any) -> int:
    """A whole number of at most 64 bits."""
    if type(value) is not int or abs(value) > LARGEST:
        raise OddField("not a number")
    return value


def maybe_number(value: Any) -> int | None:
    """The same, or nothing."""
    return None if value is None else number(value)


def words(value: Any) -> str:
    """Words of a person, whatever they are; empty where there are none."""
    if value is None:
        return ""
    if not isinstance(value, str):
        raise OddField("not a text")
    return value


def link(value: Any) -> str:
    """An address that a platform gave, to be called as it is; empty where there is none."""
    given = words(value)
    if len(given) > LONGEST_LINK or not given.isprintable():
        raise OddField("not an address")
    return given


def name(value: Any) -> str:
    """A name that a platform gave and wants back as it is; empty where there is none."""
    given = words(value)
    if len(given) > LONGEST_NAME or not given.isprintable():
        raise OddField("not a name")
    return given
