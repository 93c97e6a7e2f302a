"""Serves the files behind the addresses of `links.py`."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.channels.zalo.links import Links
from handlers.house import House
from locales.catalogue import DEFAULT
from storage.blobs import Blobs
from storage.tables import Attachment
from storage.tables.petition import FileState

# The row of a file by its number.
FindFile = Callable[[int], Awaitable[Attachment | None]]
_SEEN_INSIDE = ("image/", "application/pdf")


@dataclass(frozen=True, kw_only=True)
class Shown:
    """Answers who calls such an address: Zalo, or the person who was sent it."""

    links: Links
    find: FindFile
    blobs: Blobs
    house: House

    def routes(self) -> list[Route]:
        """What the web server has to serve."""
        return [Route("/zalo/files/{ticket}/{name}", self.get, methods=["GET"])]

    async def get(self, request: Request) -> Response:
        """The file; one that may not be seen any more is as good as gone."""
        number = self.links.attachment(request.path_params["ticket"])
        row = await self.find(number) if number is not None else None
        if row is None or row.state != FileState.STORED:
            return self._gone()
        path = self.blobs.path(row.sha256)
        if not path.is_file():
            return self._gone()
        inside = row.mime.startswith(_SEEN_INSIDE)
        return FileResponse(
            path,
            media_type=row.mime,
            filename=row.name or f"{row.kind}-{row.id}",
            content_disposition_type="inline" if inside else "attachment",
            headers={
                "cache-control": "private, max-age=3600",
                "content-security-policy": "sandbox; default-src 'none'",
                "x-robots-tag": "noindex",
            },
        )

    def _gone(self) -> Response:
        return PlainTextResponse(self.house.catalogue.text(DEFAULT, "zalo-link-ended"), 404)
