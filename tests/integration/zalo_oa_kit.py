"""An Official Account beside a strict Zalo, with a clock that stands until it is moved."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from fakes.zalo_oa import FakeZaloOa
from fakes.zalo_oa.state import APP_ID, APP_SECRET, OA_ID, OA_SECRET
from integration.telegram_kit import Inbox, Shelf
from integration.zalo_kit import HASTE, KEY

from bot.channels.zalo.links import Links
from bot.channels.zalo.spool import Spool
from bot.channels.zalo_oa.account import ZaloOaAccount
from bot.settings import ZaloOaSettings
from storage import addresses
from storage.database import Database
from storage.tables import Commune, OfficialAccount
from storage.work import Work


@dataclass
class Clock:
    """The time for the program and for Zalo."""

    now: datetime = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)


def oa_settings(zalo: FakeZaloOa, **changes: Any) -> dict[str, Any]:
    """`[zalo_oa.main]` for a fake."""
    return {
        "oa_id": OA_ID,
        "app_id": APP_ID,
        "app_secret": APP_SECRET,
        "oa_secret": OA_SECRET,
        "refresh_token": "refresh-0",
        "api_url": zalo.url,
        "oauth_url": zalo.url,
        "business_url": zalo.url,
        "media_hosts": (zalo.url,),
        **changes,
    }


@dataclass
class Alarms:
    """Who would be told that consent is needed."""

    heard: list[str] = field(default_factory=list)

    def __call__(self, work: Work, row: OfficialAccount) -> None:
        self.heard.append(row.refused_why)


def account_row(database: Database) -> int:
    """The row of the account, made where there is none."""

    def make(work: Work) -> int:
        commune = work.session.get(Commune, 1)
        if commune is None:
            commune = Commune(
                id=1,
                code="mau",
                prefix="XM",
                name="Xã Mẫu",
                regulation_id="mau",
                created_at=datetime(2026, 1, 1, tzinfo=UTC),
            )
            work.session.add(commune)
            work.session.flush()
        row = addresses.ensure_account(work, "zalo_oa", "main", 1)
        assert row.id is not None
        return row.id

    return database.write_now(make)


@asynccontextmanager
async def oa_account(
    zalo: FakeZaloOa,
    database: Database,
    folder: Path,
    clock: Clock,
    *,
    inbox: Inbox | None = None,
    shelf: Shelf | None = None,
    alarms: Alarms | None = None,
    key: bytes = KEY,
    **changes: Any,
) -> AsyncIterator[ZaloOaAccount]:
    """An account that only sends."""
    account = ZaloOaAccount(
        name="main",
        account_id=account_row(database),
        settings=ZaloOaSettings(**oa_settings(zalo, **changes)),
        database=database,
        receive=(inbox or Inbox()).receive,
        fetch_file=(shelf or Shelf()).fetch,
        spool=Spool(folder / "incoming"),
        links=Links(public_url="https://xa.example", key=KEY, clock=clock),
        clock=clock,
        key=key,
        alarm=alarms or Alarms(),
        pace=HASTE,
    )
    try:
        yield account
    finally:
        await account.close()
