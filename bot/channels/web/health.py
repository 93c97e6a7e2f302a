"""For those who watch the program: alive, and ready to save; if not, why and what to do."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage import room
from storage.database import Database
from storage.errors import StorageError, Unavailable
from storage.troubles import WORDS, Trouble

READY_WITHIN = 5.0
NO_STORE = {"cache-control": "no-store"}


@dataclass(kw_only=True)
class Health:
    """Serves `/healthz` and `/readyz`; `folders` are those whose disks must not become full."""

    database: Database
    folders: tuple[Path, ...] = ()
    _asked: "asyncio.Task[Trouble | None] | None" = field(default=None, init=False)

    async def alive(self, _request: Request) -> Response:
        """The process answers."""
        return JSONResponse({"alive": True}, headers=NO_STORE)

    async def ready(self, _request: Request) -> Response:
        """A write would succeed now."""
        trouble = await self._trouble()
        if trouble is None:
            told = {"ready": True, "database": "ok", **self._room()}
            return JSONResponse(told, headers=NO_STORE)
        words = WORDS[trouble]
        why = {"trouble": trouble, "says": words.says, "do": words.do, **self._room()}
        told = {"ready": False, "database": "unavailable", **why}
        return JSONResponse(told, 503, {**NO_STORE, "retry-after": "5"})

    async def _trouble(self) -> Trouble | None:
        # One question for all who ask: while the database is silent, threads must not pile up.
        if self._asked is None or self._asked.done():
            self._asked = asyncio.create_task(asyncio.to_thread(self._ask))
        asked = self._asked
        await asyncio.wait({asked}, timeout=READY_WITHIN)
        return asked.result() if asked.done() else self.database.trouble or Trouble.SLOW

    def _ask(self) -> Trouble | None:
        try:
            self.database.ping()
        except Unavailable as fault:
            return fault.trouble
        except (StorageError, SQLAlchemyError):
            return Trouble.UNKNOWN
        return None

    def _room(self) -> dict[str, Any]:
        if not self.folders or (left := room.least(self.folders)) >= room.LOW_BYTES:
            return {}
        return {"disk": "low", "free_megabytes": room.megabytes(left)}
