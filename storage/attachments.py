"""Rows of files; the bytes are in `storage/blobs.py`."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, exists
from sqlmodel import col, select

from storage.once import insert_once
from storage.tables import Answer, Attachment, DossierPaper, PetitionPart
from storage.tables.petition import FileState
from storage.work import Work

# How the upload keys of files begin that were made for somebody.
MADE = "sheet:"


def announce(
    work: Work,
    *,
    commune_id: int,
    address_id: int,
    upload_key: str,
    kind: str,
    name: str,
    source: dict[str, Any],
    now: datetime,
) -> Attachment:
    """The row of a file whose bytes still have to come; the same upload gives the same row."""
    insert_once(
        work,
        Attachment,
        commune_id=commune_id,
        address_id=address_id,
        upload_key=upload_key,
        kind=kind,
        name=name,
        mime="",
        size=0,
        sha256="",
        state=FileState.WAITING,
        reason="",
        source=source,
        created_at=now,
    )
    return work.session.exec(
        select(Attachment).where(
            Attachment.commune_id == commune_id,
            Attachment.address_id == address_id,
            Attachment.upload_key == upload_key,
        )
    ).one()


def drop_unused(work: Work, ids: Sequence[int | None]) -> None:
    """Delete those of these files that belong to no petition, answer or dossier; whose job comes
    finds none."""
    if not ids:
        return
    work.session.flush()
    unused = [
        ~exists().where(col(owner.attachment_id) == col(Attachment.id))
        for owner in (PetitionPart, Answer, DossierPaper)
    ]
    work.session.execute(delete(Attachment).where(col(Attachment.id).in_(ids), *unused))


def if_stored(work: Work, attachment_id: int) -> Attachment | None:
    """The file of this number, if its bytes are here."""
    row = work.session.get(Attachment, attachment_id)
    return row if row is not None and row.state == FileState.STORED else None


def made_for(row: Attachment) -> bool:
    """Whether the program has made the file for who asked for it, and for nobody else."""
    return row.upload_key.startswith(MADE)


def stored(attachment: Attachment, *, sha256: str, mime: str, size: int) -> None:
    """The bytes are safe."""
    attachment.state = FileState.STORED
    attachment.sha256, attachment.mime, attachment.size = sha256, mime, size


def failed(attachment: Attachment, reason: str) -> None:
    """The bytes will not come; `reason` is a key of the catalogue."""
    attachment.state, attachment.reason = FileState.FAILED, reason
