"""Which template a paper is made from: the commune's own, else the shipped one."""

from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, ClassVar, Protocol

from documents.errors import BrokenTemplate
from documents.word import fill

SHIPPED = Path(__file__).parent / "templates"


class View(Protocol):
    """What a paper says: a frozen dataclass, whose fields the template names."""

    __dataclass_fields__: ClassVar[dict[str, Any]]


@dataclass(frozen=True, kw_only=True)
class Filled:
    """A paper; `fault` says what is wrong with the commune's own template, which was not used."""

    data: bytes
    fault: str = ""


@dataclass(frozen=True, kw_only=True)
class Templates:
    """The templates of an installation. A commune's own lie in `own`/CODE/NAME.docx and may be
    edited in Word at any time."""

    own: Path | None = None

    def fill(self, commune: str, name: str, view: View) -> Filled:
        """The paper `name` for the commune with this code.

        A commune's template that is broken never keeps a paper back: the shipped one is used.
        """
        values = {one.name: getattr(view, one.name) for one in fields(view)}
        try:
            own = self._own(commune, name)
            if own is not None:
                return Filled(data=fill(own, values))
        except BrokenTemplate as broken:
            return Filled(data=fill(shipped(name), values), fault=broken.place)
        return Filled(data=fill(shipped(name), values))

    def _own(self, commune: str, name: str) -> bytes | None:
        if self.own is None:
            return None
        path = self.own / commune / f"{name}.docx"
        try:
            return path.read_bytes()
        except FileNotFoundError:
            return None
        except OSError as fault:
            raise BrokenTemplate(str(fault)) from fault


def shipped(name: str) -> bytes:
    """The template that comes with the program."""
    return (SHIPPED / f"{name}.docx").read_bytes()
