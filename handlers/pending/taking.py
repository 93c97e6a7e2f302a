"""Rows are entered in the register: all of them or none, unless a part of them is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

from documents.list_rows import Row
from handlers.listed_rows import Fault
from handlers.pending.lines import Checked, Known, check, split
from handlers.voice import Voice
from locales.dates import local_date
from locales.folding import fold
from storage import audit, communes, pending
from storage.pending import Entry
from storage.tables import Staff
from storage.tables.pending import PendingKind


@dataclass(frozen=True, kw_only=True)
class Report:
    """What became of the rows: entered, in the register before, refused. `done` is false where
    nothing was taken because some were refused."""

    done: bool
    added: int
    known: int
    right: int
    faults: tuple[Fault, ...]


def take(
    voice: Voice, commune_id: int, rows: Sequence[Row], *, partial: bool, acting: Staff | None
) -> Report:
    """Enter the rows, unless some are wrong and not a part of them is wanted."""
    fresh, before = split(rows, pending.numbers(voice.work, commune_id))
    checked = _check(voice, commune_id, fresh)
    right = len(checked.entries)
    if checked.faults and not partial:
        return Report(done=False, added=0, known=before, right=right, faults=checked.faults)
    added = enter(voice, commune_id, checked.entries, acting)
    return Report(
        done=True, added=added, known=before + right - added, right=right, faults=checked.faults
    )


def enter(voice: Voice, commune_id: int, entries: Sequence[Entry], acting: Staff | None) -> int:
    """Those that are not in the register yet, and how many; nobody else adds to it meanwhile."""
    pending.hold(voice.work, commune_id)
    before = pending.known(voice.work, commune_id, entries)
    fresh = [entry for entry in entries if entry.print not in before]
    staff_id = acting.id if acting else None
    made = pending.add(voice.work, commune_id, fresh, at=voice.now, staff_id=staff_id)
    audit.record(
        voice.work,
        commune_id=commune_id,
        at=voice.now,
        action="pending_entered",
        subject="commune",
        subject_id=commune_id,
        person_id=acting.person_id if acting else None,
        staff_id=staff_id,
        count=made,
    )
    return made


def _check(voice: Voice, commune_id: int, rows: Sequence[Row]) -> Checked:
    villages = communes.villages(voice.work, commune_id)
    # A request that a complaint be settled is a complaint: the graver word counts.
    names = {kind: voice.say(f"pending-kind-{kind}") for kind in reversed(PendingKind)}
    known = Known(
        villages={fold(one.name): one.id or 0 for one in villages},
        elsewhere=frozenset({fold(voice.say("entering-ask-village.elsewhere"))}),
        kinds={fold(name): kind for kind, name in names.items()},
        village_names=", ".join(one.name for one in villages),
        kind_names=", ".join(names.values()),
        today=local_date(voice.now),
    )
    return check(rows, known)
