"""Makes a picture small enough for Zalo: JPEG or PNG, at most a million bytes."""

import io

from PIL import Image

LARGEST = 1_000_000
_SIDES = (2048, 1600, 1200, 800, 400)


def small_enough(data: bytes, mime: str) -> tuple[bytes, str]:
    """The picture with its kind, as it is where that is possible; raises ValueError."""
    if len(data) <= LARGEST and mime in ("image/jpeg", "image/png"):
        return data, mime
    with Image.open(io.BytesIO(data)) as picture:
        whole = picture.convert("RGB")
    for side in _SIDES:
        whole.thumbnail((side, side))
        out = io.BytesIO()
        whole.save(out, "JPEG", quality=80)
        if out.tell() <= LARGEST:
            return out.getvalue(), "image/jpeg"
    raise ValueError("too large")
