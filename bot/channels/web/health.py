"""For those who watch the program: alive, and ready to save; if not, why and what to do."""

import asyncio
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from storage import health, pulse, room, vitals
from storage.database import Database
from storage.errors import StorageError, Unavailable
from storage.schema import lags_behind
from storage.troubles import WORDS, Trouble
from storage.work import Work

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
            return await self._ready()
        words = WORDS[trouble]
        why = {"trouble": trouble, "says": words.says, "do": words.do, **self._room()}
        told = {"ready": False, "database": "unavailable", **why}
        return JSONResponse(told, 503, {**NO_STORE, "retry-after": "5"})

    async def _ready(self) -> Response:
        """Migrations decide as well; accounts and backup are told beside it and do not."""
        beside = await self._beside()
        if beside.pop("lags", False):
            words = {"says": "the schema is not current", "do": "run `doithoai migrate`"}
            told = {"ready": False, "database": "ok", "schema": "not current", **words}
            return JSONResponse(told, 503, {**NO_STORE, "retry-after": "5"})
        told = {"ready": True, "database": "ok", "schema": "current", **beside, **self._room()}
        return JSONResponse(told, headers=NO_STORE)

    async def _beside(self) -> dict[str, Any]:
        try:
            async with asyncio.timeout(READY_WITHIN):
                return await self.database.read(_look_beside)
        except (TimeoutError, StorageError, SQLAlchemyError):
            return {}

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


def _look_beside(work: Work) -> dict[str, Any]:
    """Of accounts and backups whether they work: neither numbers nor reasons, anybody may ask."""
    backup = vitals.find(work, vitals.BACKUP)
    return {
        "lags": lags_behind(health.revision(work)),
        "channels": {
            f"{account.channel}.{account.account}": _word(account.failing_since is None)
            for account in pulse.heard(work)
            if account.channel != "web"
        },
        "backup": "none" if backup is None else _word(backup.failing_since is None),
    }


def _word(good: bool) -> str:
    return "ok" if good else "failing"
