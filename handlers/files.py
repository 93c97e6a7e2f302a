"""Files that people send: a row at once, the bytes by a job, the news when they are safe."""

from collections.abc import Sequence
from datetime import datetime
from functools import partial

from handlers.house import House
from handlers.messages import File, FileRef, Lane, Reply
from handlers.turn import Turn
from storage import attachments, jobs, outbox
from storage.office_files import LISTS
from storage.tables import Address, Attachment, Commune
from storage.tables.petition import FileState
from storage.work import Work

FETCH = "fetch_attachment"
# The same for an office's own papers, which may be Word or Excel files. Published: rows hold both.
FETCH_PAPER = "fetch_paper"


def keep_files(turn: Turn, files: Sequence[FileRef], kind: str = FETCH) -> list[Attachment]:
    """A row for each file; what still lies with the platform gets a job that fetches it."""
    return [_keep(turn, file, number, kind) for number, file in enumerate(files)]


def shown(attachment: Attachment) -> File:
    """A stored file as a message carries it."""
    assert attachment.id is not None
    return File(
        attachment=attachment.id,
        name=attachment.name or f"{attachment.kind}-{attachment.id}",
        mime=attachment.mime,
        size=attachment.size,
    )


def is_stored(attachment: Attachment) -> bool:
    """Whether the bytes can be shown."""
    return attachment.state == FileState.STORED


def keep_for(turn: Turn, file: FileRef, kind: str, **payload: object) -> Attachment:
    """A row for a file that a job of this kind will fetch and read; `payload` goes with it."""
    if file.attachment is not None:
        row = _uploaded(turn, file.attachment)
    else:
        row = _announce(turn, file, 0)
    jobs.put(
        turn.work,
        commune_id=turn.commune_id,
        kind=kind,
        key=f"{kind}:{row.id}:{turn.incoming.event_id}",
        payload={"attachment": row.id, **payload},
        now=turn.now,
    )
    return row


def is_list(turn: Turn, file: FileRef) -> bool:
    """Whether an Excel or Word file was uploaded: what a petition does not take."""
    row = turn.work.session.get(Attachment, file.attachment) if file.attachment else None
    return row is not None and row.mime in LISTS


def _keep(turn: Turn, file: FileRef, number: int, kind: str) -> Attachment:
    if file.attachment is not None:
        return _uploaded(turn, file.attachment)
    row = _announce(turn, file, number)
    jobs.put(
        turn.work,
        commune_id=turn.commune_id,
        kind=kind,
        key=f"fetch:{row.id}",
        payload={"attachment": row.id},
        now=turn.now,
    )
    return row


def _announce(turn: Turn, file: FileRef, number: int) -> Attachment:
    assert turn.address.id is not None
    return attachments.announce(
        turn.work,
        commune_id=turn.commune_id,
        address_id=turn.address.id,
        upload_key=f"{turn.incoming.event_id}:{number}",
        kind=file.kind,
        name=file.name,
        source=file.source,
        now=turn.now,
    )


def _uploaded(turn: Turn, attachment_id: int) -> Attachment:
    row = turn.work.session.get(Attachment, attachment_id)
    if row is None or row.address_id != turn.address.id:
        raise PermissionError("an upload of somebody else")
    return row


def arrived(work: Work, attachment_id: int, *, sha256: str, mime: str, size: int) -> None:
    """The bytes of a file are safe."""
    row = work.session.get(Attachment, attachment_id)
    if row is None:  # its author gave the draft up meanwhile
        return
    attachments.stored(row, sha256=sha256, mime=mime, size=size)


def lost(work: Work, house: House, attachment_id: int, reason: str, now: datetime) -> None:
    """The bytes will not come: whoever sent the file is told, with what to do instead."""
    row = work.session.get(Attachment, attachment_id)
    if row is None:
        return
    attachments.failed(row, reason)
    address = work.session.get_one(Address, row.address_id)
    language = work.session.get_one(Commune, row.commune_id).language
    say = partial(house.catalogue.text, language)
    why = say(reason, megabytes=house.limits.file_bytes // 1_000_000)
    named = row.name or say(f"file-kind-{row.kind}")
    reply = Reply(title=say("file-lost.title"), text=say("file-lost", name=named, reason=why))
    outbox.put(
        work,
        address,
        lane=Lane.REPLY,
        key=f"file:{row.id}:lost",
        body=reply.to_json(),
        now=now,
    )
