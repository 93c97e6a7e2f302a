"""What a regulation allows a conference to be, and who prepares it and keeps its dossier."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from dialogue.names import Chair, Form, Kind, Level
from dialogue.regulation import Regulation
from dialogue.regulation_file import Offices
from dialogue.rules import Chairs, DossierItem, Forms, Kinds, Office

Section = Kinds | Forms | Chairs


@dataclass(frozen=True, kw_only=True)
class ConferenceRefusal:
    """A kind, form or chair that the regulation does not know, and those it does."""

    field: str
    value: str
    allowed: tuple[str, ...]
    clause: str
    regulation: str


def check_conference(
    regulation: Regulation,
    *,
    kind: Kind | None = None,
    form: Form | None = None,
    chair: Chair | None = None,
) -> tuple[ConferenceRefusal, ...]:
    """All that stands against the conference; what is not given is not checked."""
    checks = (
        _refusal("kind", kind, regulation.kinds, regulation.kinds.allowed),
        _refusal("form", form, regulation.forms, regulation.forms.allowed),
        _refusal("chair", chair, regulation.chairs, regulation.chairs.allowed),
    )
    return tuple(refusal for refusal in checks if refusal is not None)


def office_in_charge(
    regulation: Regulation, chair: Chair, *, level: Level = Level.XA, day: date | None = None
) -> Office | None:
    """Who prepares the conference; no `body` where the heads assign one.

    None where the regulation names nobody, or nobody any more on `day`.
    """
    return _office(regulation, regulation.offices, chair, level, day)


def keeper(
    regulation: Regulation, chair: Chair, *, level: Level = Level.XA, day: date | None = None
) -> Office | None:
    """Who keeps the dossier; None where the regulation names nobody, or nobody on `day`."""
    return _office(regulation, regulation.keepers, chair, level, day)


def dossier(regulation: Regulation, kind: Kind | None = None) -> tuple[DossierItem, ...]:
    """The papers of a conference's dossier; none for a kind that has no fixed list."""
    if kind in regulation.dossier_exempt:
        return ()
    return tuple(regulation.dossier.values())


def _office(
    regulation: Regulation, offices: Offices, chair: Chair, level: Level, day: date | None
) -> Office | None:
    if chair not in regulation.chairs.allowed:
        return None
    office = offices.get(level, {}).get(chair)
    return office if office and (day is None or office.holds(day)) else None


def _refusal(
    field: str, value: str | None, section: Section, allowed: Collection[str]
) -> ConferenceRefusal | None:
    if value is None or value in allowed:
        return None
    return ConferenceRefusal(
        field=field,
        value=value,
        allowed=tuple(allowed),
        clause=section.clause,
        regulation=section.regulation,
    )
