"""Where a paper of a conference's dossier stands: signed, to be signed, missing, not due yet."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from dialogue.conference_life import ConferenceState
from dialogue.names import Phase
from dialogue.rules import DossierItem


class Standing(StrEnum):
    SIGNED = "signed"  # as a file that came back signed
    UNSIGNED = "unsigned"  # the program can make it, and nobody has brought the signed one
    MISSING = "missing"
    OPTIONAL = "optional"  # "nếu có": it may be absent
    LATER = "later"  # before its part of the conference has come


# When papers come that a flat list (tinh-1573-qd 15.2.2) names without a phase; others before.
PHASES: Mapping[str, Phase] = MappingProxyType(
    {
        "programme": Phase.SESSION,
        "minutes": Phase.SESSION,
        "conclusion_notice": Phase.AFTER,
        "petition_upward": Phase.AFTER,
        "result_reports": Phase.AFTER,
    }
)
_CONCLUDED = (ConferenceState.CONCLUDED, ConferenceState.REPLIES_DUE, ConferenceState.ARCHIVED)
_BEGUN = (ConferenceState.IN_SESSION, *_CONCLUDED)


def is_time(key: str, phase: Phase | None, state: ConferenceState | str) -> bool:
    """Whether a paper can be there already, as far as the conference has come."""
    part = phase or PHASES.get(key, Phase.BEFORE)
    if part is Phase.BEFORE:
        return True
    return state in (_BEGUN if part is Phase.SESSION else _CONCLUDED)


def standing(
    item: DossierItem,
    state: ConferenceState | str,
    *,
    is_signed: bool,
    is_made: bool,
    is_owed: bool,
) -> Standing:
    """`is_made`: the program makes such a paper; `is_owed`: an agency has not handed in its part.

    A paper "nếu có" is never missing (hai-phong-13-hd V.4.2; tinh-1573-qd 15.2.2).
    """
    if is_signed:
        return Standing.SIGNED
    if item.if_any:
        return Standing.OPTIONAL
    if not is_time(item.key, item.phase, state):
        return Standing.LATER
    return Standing.UNSIGNED if is_made and not is_owed else Standing.MISSING
