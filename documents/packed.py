"""Office files are archives: looked at before anything of them is unpacked."""

import io
import lzma
import zipfile
import zlib

from documents.errors import Unreadable

# Of all parts together once they are unpacked, in bytes: a list of ten thousand people has three
# million; a small archive can claim to hold thousands of millions.
LARGEST = 25_000_000
# Excel and Word before 2007, and whatever is locked with a password.
OLD_OFFICE = b"\xd0\xcf\x11\xe0"
OLD_TEXT, PRINTED = b"{\\rtf", b"%PDF-"
# What reading an archive raises that is not as it should be.
BROKEN = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    RuntimeError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
)
# Parts of an office file need no declarations; those that have them mean to make a parser work.
_DECLARATIONS = (b"<!DOCTYPE", b"<!ENTITY")


def look_at(data: bytes) -> frozenset[str]:
    """The names of its parts; raises Unreadable for what is no such archive, or is not as it
    should be."""
    if data.startswith((OLD_OFFICE, OLD_TEXT)):
        raise Unreadable("list-old-kind")
    if data.startswith(PRINTED):
        raise Unreadable("list-pdf")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_at_parts(archive)
            return frozenset(archive.namelist())
    except BROKEN as fault:
        raise Unreadable("list-not-readable") from fault


def _look_at_parts(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if sum(part.file_size for part in parts) > LARGEST:
        raise Unreadable("list-too-big")
    if any("vbaproject" in part.filename.casefold() for part in parts):
        raise Unreadable("list-macros")
    for part in parts:
        if part.filename.endswith((".xml", ".rels")):
            text = archive.read(part).upper()
            # A zero says that letters have two bytes: nothing would be found in them.
            if b"\x00" in text or any(declaration in text for declaration in _DECLARATIONS):
                raise Unreadable("list-not-readable")
