"""Stored files as they are shown: only to who may see them, and never as a page of ours."""

import asyncio
import os
import re
from dataclasses import dataclass

import structlog
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from bot.channels.web import access, headers, places, session
from bot.channels.web.places import Place
from bot.channels.web.web import Web
from storage.tables import Attachment
from storage.work import Work

# Starlette's own reading of a number in an address falls over one of thousands of digits.
_NUMBER = re.compile(r"[0-9]{1,9}")
# Chromium shows a PDF under it too (tried with 156).
SANDBOXED = "sandbox; default-src 'none'"
SHOWN = ("image/", "audio/", "application/pdf")

log = structlog.get_logger()


@dataclass(frozen=True, kw_only=True)
class Downloads:
    """Serves `GET /c/CODE/files/ID`; what may not be seen is answered as if it were not there."""

    web: Web

    async def get(self, request: Request) -> Response:
        """One file, or the part of it that is asked for."""
        file_id = _number(request.path_params["file"])
        place = await places.find(self.web.database, request.path_params["code"])
        if place is None or file_id is None:
            raise HTTPException(404)
        found = await self.web.database.read(lambda work: self._find(work, request, place, file_id))
        if found is None:
            raise HTTPException(404)
        return await self._answer(found)

    def _find(self, work: Work, request: Request, place: Place, file_id: int) -> Attachment | None:
        now, house = self.web.clock(), self.web.house
        for who in session.every(request):
            if found := access.visible(work, house, place, who, file_id, now):
                return found
        return None

    async def _answer(self, file: Attachment) -> Response:
        path = self.web.blobs.path(file.sha256)
        try:
            stat = await asyncio.to_thread(os.stat, path)
        except FileNotFoundError:
            log.error("a stored file is gone", attachment=file.id)
            raise HTTPException(404) from None
        return FileResponse(
            path,
            stat_result=stat,
            media_type=file.mime,
            filename=file.name or f"{file.kind}-{file.id}",
            content_disposition_type="inline" if file.mime.startswith(SHOWN) else "attachment",
            headers={
                headers.CSP: SANDBOXED,
                "cache-control": "private, max-age=3600",
                "cross-origin-resource-policy": "same-origin",
            },
        )


def _number(written: str) -> int | None:
    return int(written) if _NUMBER.fullmatch(written) else None
