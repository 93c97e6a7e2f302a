"""Addresses under which a stored file can be fetched: nobody can guess one, and each ends.

Zalo shows a picture only from an address that it can call, and takes no other files at all; whoever
holds the address may read the file until then, so it is never longer than it has to be.
"""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from handlers.messages import File

PATH = "/zalo/files"
# Zalo may call more than once, and a message may be tried again for hours.
PICTURE_KEPT = timedelta(days=1)
# People open a link when they come home; after that the petition gives them a new one.
FILE_KEPT = timedelta(days=7)
ENDINGS = {
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "application/pdf": ".pdf",
}


@dataclass(frozen=True, kw_only=True)
class Links:
    """Makes and reads such addresses."""

    public_url: str
    key: bytes = field(repr=False)
    clock: Callable[[], datetime]

    def picture(self, file: File) -> str:
        """Where Zalo fetches a picture."""
        return self._made(file, PICTURE_KEPT)

    def to_read(self, file: File) -> str:
        """What a person opens."""
        return self._made(file, FILE_KEPT)

    def attachment(self, ticket: str) -> int | None:
        """The file that a ticket opens now; None for one that is forged or has ended."""
        number, _, rest = ticket.partition("-")
        ends, _, mark = rest.partition("-")
        if not (number.isdecimal() and number.isascii() and ends.isdecimal() and ends.isascii()):
            return None
        if not hmac.compare_digest(mark.encode(), self._mark(number, ends).encode()):
            return None
        return int(number) if self.clock().timestamp() < int(ends) else None

    def _made(self, file: File, kept: timedelta) -> str:
        ends = str(int((self.clock().astimezone(UTC) + kept).timestamp()))
        number = str(file.attachment)
        ticket = f"{number}-{ends}-{self._mark(number, ends)}"
        name = f"{number}{ENDINGS.get(file.mime, '')}"
        return f"{self.public_url.rstrip('/')}{PATH}/{ticket}/{name}"

    def _mark(self, number: str, ends: str) -> str:
        said = f"zalo file\0{number}\0{ends}".encode()
        return hmac.new(self.key, said, hashlib.sha256).hexdigest()[:40]
