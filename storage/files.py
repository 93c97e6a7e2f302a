"""What a file really is, told from its bytes, and the bytes cleaned before they are kept.

Pictures are written anew: that removes the place where they were taken and whatever else is
hidden in them. Only kinds that a petition needs are taken; nothing is ever executed.
"""

import io
import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from storage.office_files import SHEET, WORD, has_macros, is_old_office, is_sheet, is_word
from storage.sound import sound_kind

if TYPE_CHECKING:
    from PIL import Image  # a tenth of a second, for who is sent a picture

MAX_PIXELS = 60_000_000
MAX_SIDE = 4096
# A PDF ends so; a few bytes may follow.
PDF_END, PDF_TAIL = b"%%EOF", 2048
# Many phones keep a second picture (depth, brightness) behind the first, which Pillow calls MPO.
PICTURES = {"JPEG": "JPEG", "MPO": "JPEG", "PNG": "PNG", "WEBP": "WEBP"}
# What Pillow's decoders raise over bytes that are not what their beginning promised.
DAMAGED = (
    OSError,
    ValueError,
    SyntaxError,
    ArithmeticError,
    LookupError,
    TypeError,
    EOFError,
    struct.error,
)


class Unusable(Exception):
    """The file is not of a kind that is taken; `reason` is a key of the catalogue."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, kw_only=True, slots=True)
class Cleaned:
    """Bytes that may be kept, with the kind that they really are."""

    data: bytes
    mime: str


def clean(data: bytes, *, lists: bool = False) -> Cleaned:
    """The file as it may be kept; raises Unusable for empty, damaged or unwanted kinds.

    `lists` lets Excel and Word files pass: lists that officers send, never a part of a petition.
    """
    if not data:
        raise Unusable("file-empty")
    if data.startswith(b"%PDF-"):
        return _paper(data)
    if (sound := sound_kind(data)) is not None:
        return Cleaned(data=data, mime=sound)
    if lists and (found := _list(data)) is not None:
        return found
    return _picture(data)


def _list(data: bytes) -> Cleaned | None:
    """An Excel or a Word file of today's kind; none that brings a program with it."""
    if is_old_office(data):
        raise Unusable("file-old-office")
    mime = SHEET if is_sheet(data) else WORD if is_word(data) else None
    if mime is not None and has_macros(data):
        raise Unusable("file-macros")
    return Cleaned(data=data, mime=mime) if mime is not None else None


def _paper(data: bytes) -> Cleaned:
    if PDF_END not in data[-PDF_TAIL:]:
        raise Unusable("file-damaged")
    return Cleaned(data=data, mime="application/pdf")


def _picture(data: bytes) -> Cleaned:
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Unusable("file-too-many-pixels")
            # Made small first: each step after this would need the memory of the whole again.
            picture.thumbnail((MAX_SIDE, MAX_SIDE))
            return _written_anew(ImageOps.exif_transpose(picture), PICTURES[picture.format or ""])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as fault:
        raise Unusable("file-too-many-pixels") from fault
    except UnidentifiedImageError as fault:
        raise Unusable("file-unknown-kind") from fault
    except DAMAGED as fault:
        raise Unusable("file-damaged") from fault


def _written_anew(picture: "Image.Image", kind: str) -> Cleaned:
    clean_copy = picture.convert("RGB") if kind == "JPEG" else _with_its_transparency(picture)
    clean_copy.info.clear()
    out = io.BytesIO()
    clean_copy.save(out, kind, quality=90)
    return Cleaned(data=out.getvalue(), mime=f"image/{kind.lower()}")


def _with_its_transparency(picture: "Image.Image") -> "Image.Image":
    # Which colour of a palette is clear stands among the notes that are about to go.
    return picture.convert("RGBA") if picture.has_transparency_data else picture.copy()
