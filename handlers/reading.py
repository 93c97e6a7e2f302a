"""The readers that questions share: a choice, a line, a number, a phone."""

import re
from collections.abc import Callable
from typing import Any

from handlers.conversation import Misread, Said
from handlers.turn import Answer, Turn

Read = Callable[[Turn, Answer], Said | Misread]


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


def line(event: str, name: str, *, longest: int, needed: str, skip: str | None = None) -> Read:
    """A short text; `needed` says what is asked for when it is missing, `skip` leaves it empty."""

    def read(turn: Turn, answer: Answer) -> Said | Misread:
        if skip is not None and answer.value == skip:
            return Said(event=event, values={name: ""})
        text = " ".join((answer.value or answer.text).split())
        if not text or answer.files:
            return Misread(key=needed)
        if len(text) > longest:
            return Misread(key="talk-too-long", values={"longest": longest, "length": len(text)})
        return Said(event=event, values={name: text})

    return read


def whole_number(text: str) -> int | None:
    """A number written alone, as people write it ("12", "1.200", "12 người")."""
    found = re.fullmatch(
        r"(\d{1,3}(?:[. ]?\d{3})*|\d+)(?:\s*(?:người|nguoi|people))?", text.strip()
    )
    return int(re.sub(r"\D", "", found[1])) if found else None


def phone_number(text: str) -> str | None:
    """A Vietnamese phone number as it is kept ("0912345678"), or None."""
    digits = re.sub(r"[\s.\-()]", "", text)
    digits = re.sub(r"^\+?84(?=\d{9,10}$)", "0", digits)
    return digits if re.fullmatch(r"0\d{9,10}", digits) else None


def said(event: str, **values: Any) -> Said:
    """An understood answer."""
    return Said(event=event, values=values)
