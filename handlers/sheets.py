"""Excel files that staff ask for: a job writes one, and it arrives as a message of its own."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from dialogue.roles import Action
from handlers.files import shown
from handlers.messages import File, Lane, Reply
from handlers.turn import Turn
from handlers.voice import Voice
from storage import attachments, audit, jobs, outbox
from storage.sheet import SHEET
from storage.tables import Address

WRITE = "write_sheet"


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What a file holds, as plain texts; `widths` of its columns, in letters. `told` comes with it
    where there is more to say than that it is done."""

    name: str
    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int]
    told: Reply | None = None


@dataclass(frozen=True, kw_only=True)
class Wish:
    """What a job was told to write: `what` names the sheet, `detail` is its own affair."""

    what: str
    address: int
    staff: int
    detail: dict[str, Any]


def order(turn: Turn, what: str, action: Action, **detail: Any) -> None:
    """Have a sheet written for who speaks; that they took it stays on record."""
    acting = turn.acting_as(action)
    audit.record(
        turn.work,
        commune_id=turn.commune_id,
        at=turn.now,
        action="sheet_taken",
        subject="commune",
        subject_id=turn.commune_id,
        person_id=turn.person.id,
        staff_id=acting.id,
        what=what,
        **detail,
    )
    jobs.put(
        turn.work,
        commune_id=turn.commune_id,
        kind=WRITE,
        key=f"{WRITE}:{turn.address.id}:{turn.incoming.event_id}",
        payload={
            "what": what,
            "address": turn.address.id,
            "staff": acting.id,
            "detail": detail,
        },
        now=turn.now,
    )


def hand_over(voice: Voice, wish: Wish, job_id: int, sheet: Sheet, sha256: str, size: int) -> None:
    """The bytes are kept: they go to who asked, once however often the job runs."""
    file = _kept(voice, wish, job_id, sheet.name, sha256, size)
    told = sheet.told or voice.reply("sheet-ready", name=sheet.name)
    _tell(voice, wish, job_id, replace(told, files=(file,)))


def give_up(voice: Voice, wish: Wish, job_id: int) -> None:
    """It could not be written."""
    _tell(voice, wish, job_id, voice.reply("sheet-failed"))


def _kept(voice: Voice, wish: Wish, job_id: int, name: str, sha256: str, size: int) -> File:
    address = voice.work.session.get_one(Address, wish.address)
    row = attachments.announce(
        voice.work,
        commune_id=address.commune_id,
        address_id=wish.address,
        upload_key=f"sheet:{job_id}",
        kind="document",
        name=name,
        source={},
        now=voice.now,
    )
    attachments.stored(row, sha256=sha256, mime=SHEET, size=size)
    return shown(row)


def _tell(voice: Voice, wish: Wish, job_id: int, reply: Reply) -> None:
    outbox.put(
        voice.work,
        voice.work.session.get_one(Address, wish.address),
        lane=Lane.NOTICE,
        key=f"sheet:{job_id}",
        body=reply.to_json(),
        now=voice.now,
        urgent=True,  # they have just asked for it
    )
