"""What the register of pending cases says of who sent a petition (vinh-hoa-2025 III.4).

A name alone bars nobody: others have it too, and whoever types somebody's name must not learn
from the answer that they have complained. An officer says that it is the same person by linking
the entry; then the regulation speaks, and the officer decides on the seat.
"""

import re
from collections.abc import Sequence

from dialogue.roles import Action
from handlers.turn import Turn
from locales.folding import fold
from storage import pending
from storage.tables import PendingCase, Petition
from storage.tables.pending import PendingState

_CODE = re.compile(r"d([0-9]{1,9})")


def code_of(case: PendingCase) -> str:
    """The code by which the office names an entry: D12."""
    return f"D{case.number}"


def number_in(typed: str) -> int | None:
    """The number in a code as people type it, with whichever D; None for any other word."""
    found = _CODE.fullmatch(fold(typed))
    return int(found[1]) if found else None


def stands_in(turn: Turn, petition: Petition) -> bool:
    """Whether an officer has linked an entry that is still open."""
    linked = pending.of_petition(turn.work, petition)
    return any(case.state != PendingState.CLOSED for case in linked)


def perhaps(turn: Turn, petition: Petition) -> Sequence[PendingCase]:
    """Open entries of somebody of the same name, for those who may look into the register."""
    if not turn.may(Action.KEEP_REGISTER) or not petition.name:
        return ()
    return pending.of_name(turn.work, petition.commune_id, petition.name)


def linked_to(turn: Turn, petition: Petition) -> Sequence[PendingCase]:
    """The entries that are linked, for those who may look into the register."""
    if not turn.may(Action.KEEP_REGISTER):
        return ()
    return pending.of_petition(turn.work, petition)
