"""Names of files as every system takes them, also Windows and a stick that was formatted there."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST, LONGEST_FOLDER = 100, 64
# What Linux takes in one name, in bytes; a letter with an accent has up to three.
_MOST_BYTES = 230
_STEERING = re.compile(r'[\\/:*?"<>|]+')
_DOTS = re.compile(r"\.{2,}")  # who unpacks may take them for a way up
_RESERVED = re.compile(
    r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE
)
_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}$")
_NAMELESS = "_"
# What a file of this kind may end in; the first is added where it does not.
ENDINGS = {
    "application/pdf": (".pdf",),
    "image/jpeg": (".jpg", ".jpeg"),
    "image/png": (".png",),
    "image/webp": (".webp",),
    "audio/ogg": (".ogg", ".oga", ".opus"),
    "audio/mpeg": (".mp3",),
    "audio/mp4": (".m4a", ".mp4"),
    "audio/amr": (".amr",),
    "audio/wav": (".wav",),
    "audio/webm": (".webm",),
    "audio/aac": (".aac",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (".xlsx",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": (".docx",),
}


def safe_name(name: str, longest: int = LONGEST) -> str:
    """The name without what steers, leads elsewhere or is too long; its ending stays."""
    plain = "".join(c for c in unicodedata.normalize("NFC", name) if _is_plain(c))
    plain = _DOTS.sub(".", " ".join(_STEERING.sub("-", plain).split())).strip(" .")
    if _RESERVED.fullmatch(plain):
        plain = f"{_NAMELESS}{plain}"
    ending = found[0] if (found := _ENDING.search(plain)) else ""
    return _cut(plain.removesuffix(ending), longest - len(ending)) + ending or _NAMELESS


def with_ending(name: str, mime: str) -> str:
    """The name as a file of its kind has it: a picture called "x.exe" becomes "x.exe.jpg"."""
    known = ENDINGS.get(mime, ())
    return name if not known or name.lower().endswith(known) else f"{name}{known[0]}"


class Paths:
    """Paths in one archive, none of them twice, not even on a disk that knows no capitals."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = {path.casefold() for path in taken}
        # With which number to go on, for each path that was wanted before: of thousands of files
        # with one name each finds its own at once.
        self._next: dict[str, int] = {}

    def of(self, *parts: str) -> str:
        """A path that is still free: folders, and the file's name."""
        *folders, name = parts
        folder = "".join(f"{safe_name(one, LONGEST_FOLDER)}/" for one in folders)
        wanted = f"{folder}{safe_name(name)}"
        number = self._next.get(wanted.casefold(), 1)
        path = wanted if number == 1 else self._numbered(folder, name, number)
        while path.casefold() in self._taken:
            number += 1
            path = self._numbered(folder, name, number)
        self._next[wanted.casefold()] = number + 1
        self._taken.add(path.casefold())
        return path

    def _numbered(self, folder: str, name: str, number: int) -> str:
        return f"{folder}{_numbered(safe_name(name, LONGEST - 8), number)}"


def _is_plain(character: str) -> bool:
    # Spaces of all kinds are made plain by `split`; the rest of C steers, or is no letter at all.
    return character.isspace() or unicodedata.category(character)[0] != "C"


def _cut(text: str, longest: int) -> str:
    """After a word, where one ends near enough."""
    if len(text) > longest:
        text = text[: longest + 1]
        text = text[: max(text.rfind(" "), longest - 20)][:longest]
    return text.encode()[:_MOST_BYTES].decode(errors="ignore").rstrip(" .")


def _numbered(name: str, number: int) -> str:
    ending = found[0] if (found := _ENDING.search(name)) else ""
    return f"{name.removesuffix(ending)} ({number}){ending}"
