"""The calls that one message to an Official Account's follower consists of, and what replaces one.

Text comes first, with the choices; then pictures, then papers.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from bot.channels.zalo_oa.parse import PRESSED
from handlers.messages import Choice, File, Reply
from handlers.plain import LinkTo, pages
from locales.accents import compose

LIMIT = 2000
MOST_BUTTONS = 5
LONGEST_TITLE = 100
LONGEST_PAYLOAD = 1000
PICTURES = ("image/jpeg", "image/png", "image/webp")
# Zalo takes other papers by its documentation, and only these in use.
PAPERS = ("application/pdf",)
LARGEST_PAPER = 5_000_000
# What a form to hand over one's number may say.
LONGEST_FORM = 100


@dataclass(frozen=True, kw_only=True)
class Text:
    """One text; `proves` that buttons were what was refused, if it is taken."""

    text: str
    proves: bool = False


@dataclass(frozen=True, kw_only=True)
class Buttons:
    """A text with buttons, and the same for an account that takes none."""

    text: str
    choices: tuple[Choice, ...]
    plainly: tuple[Text, ...]


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One picture."""

    file: File


@dataclass(frozen=True, kw_only=True)
class Paper:
    """One PDF."""

    file: File


@dataclass(frozen=True, kw_only=True)
class Form:
    """Asks for the number that Zalo knows; a comfort beside the question, which can be typed."""

    title: str


Part = Text | Buttons | Picture | Paper | Form


def parts_of(reply: Reply, link_to: LinkTo, *, numbered: bool, buttons: bool) -> list[Part]:
    """The calls in their order."""
    shown = [file for file in reply.files if _goes_along(file)]
    linked = replace(reply, files=tuple(file for file in reply.files if file not in shown))
    return [*_texts(linked, link_to, numbered, buttons), *_form(reply), *map(_file, shown)]


def message_of(part: Text | Buttons | Form) -> dict[str, Any]:
    """The `message` of a call."""
    if isinstance(part, Text):
        return {"text": part.text}
    if isinstance(part, Buttons):
        payload = {"buttons": [_button(choice) for choice in part.choices]}
        return {"text": part.text, "attachment": {"type": "template", "payload": payload}}
    element = {"title": part.title, "subtitle": part.title, "image_url": ""}
    payload_of_form = {"template_type": "request_user_info", "elements": [element]}
    return {"attachment": {"type": "template", "payload": payload_of_form}}


def linked(file: File, link_to: LinkTo) -> Text:
    """A file that Zalo does not take, as an address."""
    return Text(text=f"{file.name}: {link_to(file)}")


def _texts(reply: Reply, link_to: LinkTo, numbered: bool, buttons: bool) -> Sequence[Part]:
    plainly = _written(reply, link_to, numbered)
    if not (buttons and _fits(reply.choices, numbered)):
        return plainly
    *before, last = _written(replace(reply, choices=()), link_to, numbered) or [Text(text="…")]
    numbers = _written(Reply(text="", choices=reply.choices), link_to, numbered)
    pressed = Buttons(text=last.text, choices=reply.choices, plainly=tuple(_joined(last, numbers)))
    return [*before, pressed]


def _written(reply: Reply, link_to: LinkTo, numbered: bool) -> list[Text]:
    texts = pages(reply, limit=LIMIT, link_to=link_to, is_last=numbered)
    return [Text(text=compose(text)) for text in texts]


def _joined(last: Text, numbers: Sequence[Text]) -> list[Text]:
    """The text with its numbered choices: one message where they fit into one."""
    if len(numbers) == 1 and len(last.text) + len(numbers[0].text) < LIMIT:
        return [Text(text=f"{last.text}\n{numbers[0].text}", proves=True)]
    return [replace(last, proves=True), *numbers]


def _fits(choices: Sequence[Choice], numbered: bool) -> bool:
    """Whether every choice gets a button: else a typed number would mean another one."""
    return 0 < len(choices) <= MOST_BUTTONS and all(
        len(choice.label) <= LONGEST_TITLE
        and len(choice.value) + len(PRESSED) <= LONGEST_PAYLOAD
        and (numbered or choice.url or choice.value.startswith("/"))
        for choice in choices
    )


def _button(choice: Choice) -> dict[str, Any]:
    title = choice.label.strip() or "…"
    if choice.url:
        return {"title": title, "type": "oa.open.url", "payload": {"url": choice.url}}
    return {"title": title, "type": "oa.query.hide", "payload": PRESSED + choice.value}


def _form(reply: Reply) -> list[Form]:
    return [Form(title=reply.text.partition("\n")[0][:LONGEST_FORM])] if reply.contact else []


def _goes_along(file: File) -> bool:
    return file.mime in PICTURES or (file.mime in PAPERS and file.size <= LARGEST_PAPER)


def _file(file: File) -> Part:
    return Picture(file=file) if file.mime in PICTURES else Paper(file=file)
