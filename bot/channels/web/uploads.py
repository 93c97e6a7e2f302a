"""Uploaded files: read with a hard limit, cleaned, kept, and then named by a message.

The procedure, which the code follows:
1. An upload that is stored already gets the same answer again; its body is not read.
2. Read the body, counting, and clean it (`body.py`).
3. Keep the bytes; only then write the row, so that a row never speaks of bytes that are not there.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import ClientDisconnect, Request
from starlette.responses import JSONResponse, Response

from bot.channels.web import body, places, protocol, session
from bot.channels.web.body import Bodies
from bot.channels.web.limits import Gate
from bot.channels.web.origin import Origins, client_ip
from bot.channels.web.places import Place
from bot.channels.web.session import Session
from bot.channels.web.web import Web
from handlers.messages import FileRef
from locales.catalogue import DEFAULT
from storage import addresses, attachments, web_rows
from storage.errors import StorageError
from storage.files import Unusable
from storage.tables import Account, Attachment
from storage.work import Work

STATUS = {"file-too-big": 413, "file-unknown-kind": 415}


class _RefusedError(Exception):
    """The upload is answered with a status and a sentence for the person."""

    def __init__(self, status: int, key: str, *, after: int | None = None) -> None:
        super().__init__(key)
        self.status, self.key, self.after = status, key, after


@dataclass(frozen=True, kw_only=True)
class Uploads:
    """Serves `PUT /c/CODE/upload/UUID`."""

    web: Web
    gate: Gate
    origins: Origins
    bodies: Bodies

    async def put(self, request: Request) -> Response:
        """Take one file."""
        language = DEFAULT
        try:
            place = await self._place(request)
            language = place.language
            return await self._take(request, place)
        except _RefusedError as refusal:
            return self._refusal(refusal, language)
        except Unusable as fault:
            status = STATUS.get(fault.reason, 422)
            return self._refusal(_RefusedError(status, fault.reason), language)
        except (TimeoutError, ClientDisconnect):
            return self._refusal(_RefusedError(408, "web-upload-broken"), language)
        except StorageError:
            return self._refusal(_RefusedError(503, "web-upload-later", after=3), language)

    async def _place(self, request: Request) -> Place:
        place = await places.find(self.web.database, request.path_params["code"])
        if place is None or not protocol.is_uuid(request.path_params["upload"]):
            raise _RefusedError(404, "web-upload-nowhere")
        return place

    async def _take(self, request: Request, place: Place) -> Response:
        who = session.current(request)
        if who is None:
            raise _RefusedError(401, "web-upload-no-session")
        if "origin" in request.headers and not self.origins.takes_origin(request):
            raise _RefusedError(403, "web-upload-nowhere")
        if wait := self.gate.upload(who.external, client_ip(request)):
            raise _RefusedError(429, "web-upload-later", after=wait)
        key = request.path_params["upload"].lower()
        stored = await self.web.database.read(lambda work: _stored(work, place, who, key))
        if stored is None:
            cleaned = await self.bodies.cleaned(request)
            sha256 = await asyncio.to_thread(self.web.blobs.keep, cleaned.data)
            upload = _Upload(key, body.name(request), cleaned.mime, len(cleaned.data), sha256)
            stored = await self.web.database.write(lambda work: self._row(work, place, who, upload))
        return _answer(request.path_params["upload"], stored)

    def _row(self, work: Work, place: Place, who: Session, upload: "_Upload") -> Attachment:
        now = self.web.clock()
        account = work.session.get_one(Account, place.account_id)
        address = addresses.arrive(work, account, who.external, now)
        assert address.id is not None
        row = attachments.announce(
            work,
            commune_id=place.commune_id,
            address_id=address.id,
            upload_key=upload.key,
            kind=_kind(upload.mime),
            name=upload.name,
            source={},
            now=now,
        )
        if not row.sha256:  # of two that bring the same upload at once, the first one stays
            attachments.stored(row, sha256=upload.sha256, mime=upload.mime, size=upload.size)
        return row

    def _refusal(self, refusal: _RefusedError, language: str) -> Response:
        limit = self.web.house.limits.file_bytes // 1_000_000
        reason = self.web.text(language, refusal.key, megabytes=limit)
        headers = {} if refusal.after is None else {"retry-after": str(refusal.after)}
        return JSONResponse({"error": reason}, refusal.status, headers)


@dataclass(frozen=True, slots=True)
class _Upload:
    key: str
    name: str
    mime: str
    size: int
    sha256: str


def named(
    work: Work, place: Place, external: str, keys: Sequence[str]
) -> tuple[FileRef, ...] | None:
    """The uploads that a message names; None if one of them is not this session's own."""
    address = places.address_of(work, place, external)
    if address is None:
        return None
    found = web_rows.uploads(work, address, keys)
    if len(found) < len(keys):
        return None
    return tuple(_reference(found[key]) for key in keys)


def _reference(row: Attachment) -> FileRef:
    return FileRef(kind=row.kind, name=row.name, size=row.size, attachment=row.id)


def _stored(work: Work, place: Place, who: Session, key: str) -> Attachment | None:
    address = places.address_of(work, place, who.external)
    return web_rows.uploads(work, address, [key]).get(key) if address else None


def _answer(upload: str, row: Attachment) -> Response:
    told = {"id": upload, "name": row.name, "mime": row.mime, "size": row.size}
    return JSONResponse(told, 201)


def _kind(mime: str) -> str:
    return {"image": "photo", "audio": "audio"}.get(mime.partition("/")[0], "document")
