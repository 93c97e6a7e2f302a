"""Word and Excel files, told from their bytes."""

import io
import lzma
import zipfile
import zlib

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LISTS = frozenset({WORD, SHEET})
# Word and Excel before 2007, whatever is locked with a password, and RTF.
_OLD = (b"\xd0\xcf\x11\xe0", b"{\\rtf")
_MACROS = "vbaproject"
_TYPES = "[Content_Types].xml"
UNREADABLE = (
    zipfile.BadZipFile,
    OSError,
    ValueError,
    RuntimeError,
    EOFError,
    zlib.error,
    lzma.LZMAError,
)
# The list of parts is short; more than this is no list of parts.
_LONGEST = 1_000_000


def is_sheet(data: bytes) -> bool:
    """Whether the bytes are a workbook of today's kind."""
    return "xl/workbook.xml" in _parts(data)


def is_word(data: bytes) -> bool:
    """Whether the bytes are a Word file of today's kind."""
    return any(name.startswith("word/document") and name.endswith(".xml") for name in _parts(data))


def is_old_office(data: bytes) -> bool:
    """Whether the bytes are of the old kinds (.doc, .xls, .rtf), or locked."""
    return data.startswith(_OLD)


def has_macros(data: bytes) -> bool:
    """Whether an office file brings a program with it, whatever it is named."""
    parts = _parts(data)
    return any(_MACROS in name.casefold() for name in parts) or _says_so(data, parts)


def _says_so(data: bytes, parts: frozenset[str]) -> bool:
    if _TYPES not in parts:
        return False
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if archive.getinfo(_TYPES).file_size > _LONGEST:
            return True
        try:
            return b"macroenabled" in archive.read(_TYPES).lower()
        except UNREADABLE:
            return True  # what cannot be read is not let in


def _parts(data: bytes) -> frozenset[str]:
    """The names of the parts of an archive; none where it is no archive."""
    if not data.startswith(b"PK\x03\x04"):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except UNREADABLE:
        return frozenset()
