"""Scenes of a dossier: signed papers are sent in, the archive is made and opened."""

import io
import zipfile
from pathlib import Path

from handlers.messages import FileRef
from stage.lists import work
from stage.people import Actor
from storage.blobs import Blobs
from storage.tables import Attachment

CODE = "DT2510"
PDF = b"%PDF-1.4\n%%EOF\n"


def add_signed(
    actor: Actor, key: str, folder: Path, *, name: str = "quet.pdf", data: bytes = PDF
) -> Actor:
    """The signed copy of a paper, with its number and day; the worker has fetched it."""
    actor.say(f"/hoso {CODE} ky {key}")
    paper = FileRef(kind="document", name=name, source={"file_id": "signed"})
    actor.say("", files=(paper,)).say("12-KH/ĐU").say("15/9/2025")
    told = list(actor.fresh)
    work(actor, folder, data)
    actor.fresh = [*told, *actor.fresh]
    return actor


def take_all(actor: Actor, folder: Path) -> zipfile.ZipFile:
    """Ask for the whole dossier; the archive that arrives."""
    actor.say(f"/hoso {CODE} tai")
    work(actor, folder)
    return opened(actor, folder)


def opened(actor: Actor, folder: Path) -> zipfile.ZipFile:
    """The archive that has just arrived."""
    (file,) = actor.files
    row = next(one for one in actor.program.all_of(Attachment) if one.id == file.attachment)
    return zipfile.ZipFile(io.BytesIO(Blobs(folder).read(row.sha256)))
