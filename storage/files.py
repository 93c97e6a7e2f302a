"""What a file really is, told from its bytes, and the bytes cleaned before they are kept.

Pictures are written anew: that removes the place where they were taken and whatever else is
hidden in them. Only kinds that a petition needs are taken; nothing is ever executed.
"""

import io
from dataclasses import dataclass

import puremagic
from PIL import Image, ImageOps, UnidentifiedImageError

MAX_PIXELS = 60_000_000
MAX_SIDE = 4096
SOUND = {
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "audio/mpeg": (".mp3", ".mpga"),
    "audio/mp4": (".m4a", ".mp4"),
    "audio/amr": (".amr",),
    "audio/wav": (".wav",),
    "audio/webm": (".webm",),
    "audio/aac": (".aac",),
}


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


def clean(data: bytes) -> Cleaned:
    """The file as it may be kept; raises Unusable for empty, damaged or unwanted kinds."""
    if not data:
        raise Unusable("file-empty")
    if data.startswith(b"%PDF-"):
        return Cleaned(data=data, mime="application/pdf")
    if (sound := _sound(data)) is not None:
        return Cleaned(data=data, mime=sound)
    return _picture(data)


def _picture(data: bytes) -> Cleaned:
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG", "WEBP")) as picture:
            if picture.width * picture.height > MAX_PIXELS:
                raise Unusable("file-too-many-pixels")
            upright = ImageOps.exif_transpose(picture)
            upright.thumbnail((MAX_SIDE, MAX_SIDE))
            return _written_anew(upright, picture.format or "JPEG")
    except Image.DecompressionBombError as fault:
        raise Unusable("file-too-many-pixels") from fault
    except UnidentifiedImageError as fault:
        raise Unusable("file-unknown-kind") from fault
    except (OSError, ValueError, SyntaxError) as fault:
        raise Unusable("file-damaged") from fault


def _written_anew(picture: Image.Image, kind: str) -> Cleaned:
    clean_copy = picture.convert("RGB") if kind == "JPEG" else picture.copy()
    clean_copy.info.clear()
    out = io.BytesIO()
    clean_copy.save(out, kind, quality=90)
    return Cleaned(data=out.getvalue(), mime=f"image/{kind.lower()}")


def _sound(data: bytes) -> str | None:
    try:
        endings = {match.extension for match in puremagic.magic_string(data[:4096])[:3]}
    except puremagic.PureError:
        return None
    for mime, known in SOUND.items():
        if endings & set(known):
            return mime
    return None
