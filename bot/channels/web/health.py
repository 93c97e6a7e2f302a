"""For those who watch the program: alive, and ready to save."""

import asyncio
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage.database import Database
from storage.errors import StorageError

READY_WITHIN = 5.0
NO_STORE = {"cache-control": "no-store"}


@dataclass(frozen=True, kw_only=True)
class Health:
    """Serves `/healthz` and `/readyz`."""

    database: Database

    async def alive(self, _request: Request) -> Response:
        """The process answers."""
        return JSONResponse({"alive": True}, headers=NO_STORE)

    async def ready(self, _request: Request) -> Response:
        """A write would succeed now."""
        if await self._is_writable():
            return JSONResponse({"ready": True, "database": "ok"}, headers=NO_STORE)
        told = {"ready": False, "database": "unavailable"}
        return JSONResponse(told, 503, {**NO_STORE, "retry-after": "5"})

    async def _is_writable(self) -> bool:
        try:
            async with asyncio.timeout(READY_WITHIN):
                await asyncio.to_thread(self.database.ping)
        except (StorageError, TimeoutError):
            return False
        return True
