"""The files that Telegram keeps: their ids, their paths for download, photo sizes."""

import base64
import hashlib
import io
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from PIL import Image

from fakes.telegram.errors import bad_request
from fakes.telegram.markup import Json

_FOLDERS = {
    "photo": "photos",
    "document": "documents",
    "voice": "voice",
    "video": "videos",
    "sticker": "stickers",
}
_ENDINGS = {"photo": ".jpg", "voice": ".oga", "video": ".mp4", "sticker": ".webp"}
_SIDES = (90, 320, 800)


@dataclass(frozen=True, kw_only=True)
class StoredFile:
    """A file at Telegram; `size` may be larger than the content, to save memory in tests."""

    number: int
    kind: str
    content: bytes = field(repr=False)
    size: int
    name: str = ""
    mime: str = ""
    about: Json = field(default_factory=dict)

    @property
    def file_id(self) -> str:
        seed = hashlib.sha256(f"{self.kind}{self.number}".encode()).digest()
        return "BQACAgUAAxkB" + base64.urlsafe_b64encode(seed * 2)[:60].decode()

    @property
    def unique_id(self) -> str:
        return "AgAD" + hashlib.sha256(f"unique{self.number}".encode()).hexdigest()[:11]

    @property
    def path(self) -> str:
        ending = _ENDINGS.get(self.kind) or PurePosixPath(self.name).suffix
        return f"{_FOLDERS[self.kind]}/file_{self.number}{ending}"

    def payload(self) -> Json:
        """The object in a message (Document, Voice, PhotoSize…)."""
        ids = {"file_id": self.file_id, "file_unique_id": self.unique_id, "file_size": self.size}
        named = {"file_name": self.name} if self.name and self.kind in {"document", "video"} else {}
        typed = {"mime_type": self.mime} if self.mime and self.kind != "photo" else {}
        return {**ids, **named, **typed, **self.about}


class Files:
    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._opened: dict[str, StoredFile] = {}

    def keep(
        self,
        kind: str,
        content: bytes,
        *,
        name: str = "",
        mime: str = "",
        size: int | None = None,
        about: Json | None = None,
    ) -> StoredFile:
        file = StoredFile(
            number=len(self._by_id),
            kind=kind,
            content=content,
            size=len(content) if size is None else size,
            name=name,
            mime=mime,
            about=about or {},
        )
        self._by_id[file.file_id] = file
        return file

    def keep_photo(self, content: bytes) -> list[StoredFile]:
        """All sizes of a photo, the smallest first; the last one has the bytes as given."""
        image = _image(content)
        width, height = image.size if image else (1280, 960)
        sides = [side for side in _SIDES if side < max(width, height)]
        small = [self._scaled(image, side, (width, height), content) for side in sides]
        return [*small, self.keep("photo", content, about=_sides(width, height))]

    def _scaled(
        self, image: Image.Image | None, side: int, size: tuple[int, int], content: bytes
    ) -> StoredFile:
        ratio = side / max(size)
        width, height = (max(1, round(length * ratio)) for length in size)
        shown = _jpeg(image, (width, height)) if image else content
        return self.keep("photo", shown, about=_sides(width, height))

    def get(self, file_id: str) -> StoredFile:
        if file_id not in self._by_id:
            raise bad_request("wrong file_id or the file is temporarily unavailable")
        return self._by_id[file_id]

    def open(self, file_id: str, limit: int) -> StoredFile:
        """Makes a file ready for download: its path is unknown until then."""
        file = self.get(file_id)
        if file.size > limit:
            raise bad_request("file is too big")
        self._opened[file.path] = file
        return file

    def at(self, path: str) -> StoredFile | None:
        return self._opened.get(path)

    def close_all(self) -> None:
        self._opened.clear()


def is_picture(content: bytes) -> bool:
    return _image(content) is not None


def picture_size(content: bytes) -> tuple[int, int]:
    image = _image(content)
    return image.size if image else (0, 0)


def _sides(width: int, height: int) -> Json:
    return {"width": width, "height": height}


def _image(content: bytes) -> Image.Image | None:
    try:
        image = Image.open(io.BytesIO(content))
        image.load()
    except (OSError, SyntaxError, ValueError):
        return None
    return image


def _jpeg(image: Image.Image, size: tuple[int, int]) -> bytes:
    out = io.BytesIO()
    image.convert("RGB").resize(size).save(out, "JPEG")
    return out.getvalue()
