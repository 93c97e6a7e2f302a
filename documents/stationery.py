"""What the papers of an installation are written on: the communes' letterheads and templates."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from documents.letterhead import Issuer
from documents.templates import Templates

# Before the date stands the place without what kind of unit it is.
_UNIT = re.compile(r"^(xã|phường|đặc khu|thị trấn)\s+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Stationery:
    """`issuers` by the code of their commune; what a commune does not state is left open."""

    templates: Templates = field(default_factory=Templates)
    issuers: Mapping[str, Issuer] = field(default_factory=dict)

    def issuer(self, code: str, name: str) -> Issuer:
        """What the papers say of the commune with this code and name."""
        return self.issuers.get(code) or issuer_named(name)


def issuer_named(
    name: str, *, place: str = "", above: str = "", signers: Mapping[str, str] | None = None
) -> Issuer:
    """An issuer; where it states no place, its own name is one: "Xã Vĩnh Hòa" is "Vĩnh Hòa"."""
    return Issuer(
        name=name,
        place=place or _UNIT.sub("", name),
        above=above,
        signers=signers or {},
    )


def in_a_sentence(name: str) -> str:
    """The name of a place inside a sentence: "xã Vĩnh Hòa"."""
    return _UNIT.sub(lambda unit: unit[0].lower(), name)
