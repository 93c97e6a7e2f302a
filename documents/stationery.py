"""What the papers of an installation are written on: the communes' letterheads and templates."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from documents.letterhead import UNIT, Issuer
from documents.templates import Templates


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
        # Before the date stands the place without what kind of unit it is.
        place=place or UNIT.sub("", name),
        above=above,
        signers=signers or {},
    )
