"""The readers that questions share: a choice, a line, a number, a phone."""

import re
from collections.abc import Callable
from typing import Any

from handlers.conversation import Misread, Said
from handlers.turn import Answer, Turn

Read = Callable[[Turn, Answer], Said | Misread]

# The value of the choice that offers what the person told us the last time. A label may be
# longer than a button's value can be.
KNOWN = "known"
# More digits than any number here has; Python itself refuses thousands of them.
MOST_DIGITS = 9


def choice(**events: str) -> Read:
    """One of the named choices, each with its event."""

    def read(turn: Turn, answer: Answer) -> Said | Misread:
        event = events.get(answer.value)
        return Said(event=event) if event else not_offered(turn, answer)

    return read


def not_offered(turn: Turn, answer: Answer) -> Misread:
    """What to say when none of the choices was meant."""
    count = len(turn.conversation.offered)
    if answer.files:
        return Misread(key="talk-not-a-file")
    if answer.text.strip().isdigit() and count:
        return Misread(key="talk-only-so-many", values={"count": count})
    return Misread(key="talk-choose-one")


def line(
    event: str,
    name: str,
    *,
    longest: int,
    needed: str,
    skip: str | None = None,
    known: Callable[[Turn], str] = lambda turn: "",
) -> Read:
    """A short text with letters; `needed` says what is asked for when it is missing.

    `skip` leaves it empty, `known` is taken where the choice that offers it is pressed.
    """

    def read(turn: Turn, answer: Answer) -> Said | Misread:
        if skip is not None and answer.value == skip:
            return Said(event=event, values={name: ""})
        text = _typed_or_known(turn, answer, known)
        if answer.files or not has_letters(text):
            return Misread(key=needed)
        if len(text) > longest:
            return Misread(key="talk-too-long", values={"longest": longest, "length": len(text)})
        return Said(event=event, values={name: text})

    return read


def _typed_or_known(turn: Turn, answer: Answer, known: Callable[[Turn], str]) -> str:
    """Who types a name again may have changed an accent: "Ân" is not the "An" that is offered."""
    typed = " ".join(answer.text.split())
    return known(turn) if answer.value == KNOWN and not has_letters(typed) else typed


def has_letters(text: str) -> bool:
    """Whether there is a word in it: no bare number, no picture, nothing invisible."""
    return any(character.isalpha() for character in text)


def whole_number(text: str) -> int | None:
    """A number written alone, as people write it ("12", "1.200", "12 người")."""
    found = re.fullmatch(
        r"([0-9]{1,3}(?:[. ]?[0-9]{3})*|[0-9]+)(?:\s*(?:người|nguoi|people))?",
        text.strip(),
        re.IGNORECASE,
    )
    digits = re.sub(r"[^0-9]", "", found[1]) if found else ""
    return int(digits) if 0 < len(digits) <= MOST_DIGITS else None


def phone_number(text: str) -> str | None:
    """A Vietnamese phone number as it is kept ("0912345678"), or None."""
    digits = re.sub(r"[\s.\-()]", "", text)
    digits = re.sub(r"^\+?84(?=[0-9]{9,10}$)", "0", digits)
    return digits if re.fullmatch(r"0[0-9]{9,10}", digits) else None


def said(event: str, **values: Any) -> Said:
    """An understood answer."""
    return Said(event=event, values=values)
