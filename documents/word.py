"""Fills a Word template: values are texts whatever they hold; a mistake of it names its place.

docxtpl puts the values in. It writes text straight into the file's XML, so that everything is
escaped here, and what XML cannot hold is taken away.
"""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from documents.errors import BrokenTemplate

if TYPE_CHECKING:
    from docxtpl import DocxTemplate
    from jinja2 import Environment

MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# What no XML file may hold (XML 1.0, 2.2); a tabulator would cut a text in two.
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, kw_only=True)
class Picture:
    """A picture in a paper: a PNG, and how wide it stands, in millimetres."""

    png: bytes
    width: float


def fill(template: bytes, values: Mapping[str, Any]) -> bytes:
    """The paper as a Word file; raises BrokenTemplate.

    A name in the template that `values` lack is a mistake of the template: nothing is left out
    silently.
    """
    from docxtpl import DocxTemplate  # here, so that a program that writes none loads nothing

    try:
        document = DocxTemplate(io.BytesIO(template))
        shown = {name: _shown(document, value) for name, value in values.items()}
        document.render(shown, _environment(), autoescape=True)
        out = io.BytesIO()
        document.save(out)
    except Exception as fault:  # whatever a file that somebody edited may hold
        raise BrokenTemplate(_place(fault)) from fault
    return out.getvalue()


def plain(text: str) -> str:
    """The text without what a Word file cannot hold; lines stay lines."""
    return _NOT_TEXT.sub("", text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def _environment() -> "Environment":
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    return ImmutableSandboxedEnvironment(undefined=StrictUndefined, finalize=_plain_value)


def _plain_value(value: Any) -> Any:
    return plain(value) if type(value) is str else value


def _shown(document: "DocxTemplate", value: Any) -> Any:
    if not isinstance(value, Picture):
        return value
    from docx.shared import Mm
    from docxtpl import InlineImage

    return InlineImage(document, io.BytesIO(value.png), width=Mm(value.width))


def _place(fault: Exception) -> str:
    """What is wrong, and the words of the template around it where these are known."""
    lines = [line.strip() for line in getattr(fault, "docx_context", ())]
    words = " ".join(line for line in lines if line)
    return f"{fault}: {words[:200]}" if words else str(fault) or type(fault).__name__
