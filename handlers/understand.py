"""From an event to an answer: which of the offered choices was meant, if any.

A choice is meant when it was pressed, when its label was written (accents and case do not
matter) or when its number was: always as a whole, so that "12" is never "1".
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from handlers.messages import Choice, Incoming, Reply
from handlers.turn import Answer
from locales.folding import fold
from storage.conversations import Borrowed

OLD_BUTTON = "\0old"


@dataclass(frozen=True, kw_only=True)
class Command:
    """A command with what stands behind it: "/tracuu", "VH26-0042 K7M2QP"."""

    name: str
    argument: str


def understand(incoming: Incoming, conversation: Borrowed) -> Command | Answer:
    """What the person means, seen from the question that is open."""
    value = incoming.choice or _offered_value(incoming.text, conversation)
    if value.startswith("/"):
        return command(value)
    if not value and incoming.text.startswith("/") and not incoming.files:
        return command(incoming.text)
    return Answer(
        text=incoming.text,
        value=_unbound(value, conversation) if value else "",
        files=incoming.files,
        message_id=incoming.message_id,
    )


def command(text: str) -> Command:
    """Read "/name@bot argument" (the bot's name is Telegram's, in groups)."""
    name, *argument = text.split()
    return Command(name=fold(name.partition("@")[0]), argument=" ".join(argument))


def is_old_button(answer: Answer) -> bool:
    """Whether a button of an earlier question was pressed."""
    return answer.value == OLD_BUTTON


def remember_offer(conversation: Borrowed, replies: list[Reply]) -> None:
    """Keep the choices of the last message, so that a number or a label can name one."""
    choices = replies[-1].choices if replies else ()
    conversation.offered = [[choice.label, choice.value] for choice in choices if choice.value]


def _offered_value(text: str, conversation: Borrowed) -> str:
    said = plain(text)
    if not said:
        return ""
    for number, (label, value) in enumerate(conversation.offered, start=1):
        if said == fold(label) or said.rstrip(".)") == str(number):
            return str(value)
    return ""


def plain(text: str) -> str:
    """Words as they are compared: folded, without the invisible signs that keyboards add."""
    if text.isprintable():  # it has none of them
        return fold(text)
    return fold("".join(c for c in text if unicodedata.category(c) != "Cf"))


def _unbound(value: str, conversation: Borrowed) -> str:
    """The answer that a button stands for; only what the open question offers is one."""
    offered = any(value == known for _, known in conversation.offered)
    return value.partition(".")[2] if offered else OLD_BUTTON


def numbered(choices: Sequence[Choice]) -> list[str]:
    """The choices of the last message as lines for a channel without buttons."""
    shown = [choice for choice in choices if choice.value]
    lines = [f"{number}. {choice.label}" for number, choice in enumerate(shown, start=1)]
    return lines + _pages(choices)


def written_out(choices: Sequence[Choice]) -> list[str]:
    """The same for notices and for all messages before the last: a number typed after them
    would be taken for a choice of the last one, a command is never mistaken."""
    commands = [choice for choice in choices if choice.value.startswith("/")]
    return [f"{choice.label}: {choice.value}" for choice in commands] + _pages(choices)


def _pages(choices: Sequence[Choice]) -> list[str]:
    return [f"{choice.label}: {choice.url}" for choice in choices if choice.url]
