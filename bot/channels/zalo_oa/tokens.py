"""The tokens of one account: read before each call, renewed early, by one process at a time.

1. Take the lease for the version that is to be replaced. Who does not get it waits for who has it.
2. Ask Zalo for the next pair. From its answer on the old pair is worthless.
3. Commit the new pair, however long the database is away; only then it is used.
If the process dies between 2 and 3, the stored refresh token is spent: the next process is refused
when the lease has run out, and then a person is told to consent again. Nothing is lost meanwhile,
messages wait.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import httpx
import structlog

from bot.channels.waiting import pause
from bot.channels.zalo_oa.oauth import ConsentNeeded, NoAnswer, Pair, exchange, renew
from bot.sealing import CannotOpen, Seal
from bot.settings import ZaloOaSettings
from notifications.insist import insist
from notifications.outcomes import TryAgain
from storage import official_accounts, outbox, turns
from storage.database import Database
from storage.errors import Unavailable
from storage.tables import OfficialAccount
from storage.work import Work

log = structlog.get_logger()

EARLY = 0.8
LOOK = 60.0
# How long to wait for another process that is renewing, and how often to look.
FOR_ANOTHER, STEP = 5.0, 0.1
# A refused token is tried again now and then: Zalo may have been wrong.
REFUSED_WAIT = timedelta(hours=1)
PERSON_WAIT = 300.0

# Tells somebody, inside the transaction that notes it, that consent is needed again.
Alarm = Callable[[Work, OfficialAccount], object]


@dataclass(frozen=True, kw_only=True)
class Access:
    """An access token, and of which version it is."""

    token: str = field(repr=False)
    version: int


@dataclass(frozen=True, kw_only=True)
class Tokens:
    """The tokens of one account."""

    database: Database
    http: httpx.AsyncClient = field(repr=False)
    settings: ZaloOaSettings
    account: str
    account_id: int
    seal: Seal
    clock: Callable[[], datetime]
    alarm: Alarm
    stop: asyncio.Event = field(default_factory=asyncio.Event, repr=False)

    async def run(self, stop: asyncio.Event) -> None:
        """Renew in time though nobody writes: an unused refresh token ends as well."""
        following = asyncio.create_task(self._follow(stop))
        try:
            while not stop.is_set():
                try:
                    await self.access()
                except (TryAgain, Unavailable) as fault:
                    log.debug("no token now", account=self.account, fault=str(fault))
                await pause(stop, LOOK)
        finally:
            following.cancel()

    async def _follow(self, stop: asyncio.Event) -> None:
        """Whoever holds on to a pair while the database is away lets go when the program stops."""
        await stop.wait()
        self.stop.set()

    async def access(self) -> Access:
        """The token to call with now; raises TryAgain where there is none."""
        row = await self._planted()
        now = self.clock()
        pair = self._open(row)
        if pair.access and row.renew_at is not None and now < row.renew_at:
            return Access(token=pair.access, version=row.version)
        try:
            return await self._renew(row, pair)
        except TryAgain:
            if pair.access and row.expires_at is not None and now < row.expires_at:
                return Access(token=pair.access, version=row.version)
            raise

    async def renew(self, refused: Access) -> Access:
        """The token after the one that Zalo has just refused; raises TryAgain."""
        row = await self._planted()
        pair = self._open(row)
        if row.version != refused.version:  # another was quicker
            return Access(token=pair.access, version=row.version)
        return await self._renew(row, pair)

    async def version(self) -> int:
        """Which pair is kept now; 0 before there was any."""
        row = await self._read()
        return row.version if row is not None else 0

    async def consent(self, version: int, code: str, verifier: str) -> bool:
        """Somebody has consented: change Zalo's code for a pair in place of this version.

        False where another pair is there meanwhile; raises ConsentNeeded or NoAnswer.
        """
        if await self.version() != version:
            return False
        pair = await exchange(self.http, self.settings, code, verifier)
        kept: list[bool] = []

        def keep(work: Work) -> None:
            official_accounts.row(work, self.account_id)
            kept.append(self._note(work, version, pair, self.clock()))
            turns.resume(work, [self.account_id])
            outbox.hurry(work, self.account_id, "token", self.clock())

        await self._settle(keep)
        log.info("consent was given", account=self.account)
        return any(kept)

    async def is_refused(self) -> bool:
        """Whether Zalo waits for a person to consent again."""
        row = await self._read()
        return row is not None and row.refused_at is not None

    async def _planted(self) -> OfficialAccount:
        """The row, after a new token of the configuration was taken over."""
        stated = self.settings.refresh_token.get_secret_value()
        seed = self.seal.print_of(stated) if stated else ""
        row = await self._read()
        if row is not None and (not seed or row.seed == seed):
            return row
        sealed = self._close(Pair(access="", refresh=stated, seconds=0))
        await self.database.write(
            lambda work: (
                official_accounts.plant(work, self.account_id, sealed=sealed, seed=seed)
                if seed
                else official_accounts.row(work, self.account_id)
            )
        )
        row = await self._read()
        assert row is not None
        return row

    async def _renew(self, row: OfficialAccount, pair: Pair) -> Access:
        if row.refused_at is not None and self.clock() < row.refused_at + REFUSED_WAIT:
            raise TryAgain("token", PERSON_WAIT, account=True)
        held = await self.database.write(
            lambda work: official_accounts.lease(work, self.account_id, row.version, self.clock())
        )
        if held is None:
            return await self._wait_for_another(row.version)
        try:
            if not pair.refresh:
                raise ConsentNeeded("key" if row.sealed else "none")
            new = await renew(self.http, self.settings, pair.refresh)
        except NoAnswer as fault:
            log.warning("tokens are not renewed yet", account=self.account, why=str(fault))
            await self._settle(
                lambda work: official_accounts.not_renewed(work, self.account_id, held)
            )
            raise TryAgain("token", 30.0) from None
        except ConsentNeeded as fault:
            await self._refused(held, _why(row, str(fault)))
            raise TryAgain("token", PERSON_WAIT, account=True) from None
        await self._keep(row.version, new)
        return Access(token=new.access, version=row.version + 1)

    async def _wait_for_another(self, version: int) -> Access:
        for _ in range(round(FOR_ANOTHER / STEP)):
            await asyncio.sleep(STEP)
            row = await self._read()
            if row is not None and row.version != version:
                return Access(token=self._open(row).access, version=row.version)
            if row is None or not row.lease:  # the other one gave up
                break
        raise TryAgain("token", FOR_ANOTHER)

    async def _keep(self, version: int, pair: Pair) -> None:
        now = self.clock()
        await self._settle(lambda work: self._note(work, version, pair, now))
        log.info("tokens renewed", account=self.account)

    def _note(self, work: Work, version: int, pair: Pair, now: datetime) -> bool:
        return official_accounts.renewed(
            work,
            self.account_id,
            version,
            sealed=self._close(pair),
            renew_at=now + timedelta(seconds=pair.seconds * EARLY),
            expires_at=now + timedelta(seconds=pair.seconds),
        )

    async def _refused(self, held: str, why: str) -> None:
        now = self.clock()

        def note(work: Work) -> None:
            if official_accounts.refused(work, self.account_id, held, why, now):
                self.alarm(work, official_accounts.row(work, self.account_id))

        log.error(
            "zalo wants consent anew", account=self.account, why=why, advice="see docs/zalo.md"
        )
        await self._settle(note)

    async def _settle(self, work: Callable[[Work], object]) -> None:
        await insist(self.database, work, self.stop)

    async def _read(self) -> OfficialAccount | None:
        return await self.database.read(lambda work: official_accounts.find(work, self.account_id))

    def _open(self, row: OfficialAccount) -> Pair:
        """The pair; without tokens where another key has sealed them."""
        if not row.sealed:
            return Pair(access="", refresh="", seconds=0)
        try:
            kept = json.loads(self.seal.open(row.sealed, self._about))
        except CannotOpen:
            log.error("tokens were sealed with another key", account=self.account)
            return Pair(access="", refresh="", seconds=0)
        return Pair(access=kept["access"], refresh=kept["refresh"], seconds=0)

    def _close(self, pair: Pair) -> str:
        kept = {"access": pair.access, "refresh": pair.refresh}
        return self.seal.close(json.dumps(kept), self._about)

    @property
    def _about(self) -> str:
        return f"zalo_oa {self.account_id}"


def _why(row: OfficialAccount, said: str) -> str:
    """A lease that nobody gave back tells that a program died while it renewed."""
    return f"interrupted, {said}" if row.lease else said
