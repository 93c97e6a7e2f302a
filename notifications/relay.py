"""The relay: claims what is due, hands it to the channel, settles what came of it.

The procedure, which the code follows:
1. Look, by a few steps into an index, for which accounts something is due.
2. Claim of each, under a lease, as much as its limiter has room for now: replies first, and
   notices evenly (`notifications/limiter.py`). At night no notices but urgent ones
   (`notifications/quiet_hours.py`).
3. Send each beside the others; who is slow holds up nobody.
4. Settle each under its lease: sent; again later; never; or the chat has moved. A notice that can
   never be sent goes to another address of the person, or onto the list of those reached by hand.
   While the database is away the relay holds on to what came of it, and sends nothing new.
   A process that stood still between claim and sending, until its lease ran out, sends nothing.
5. Asked to wait by a platform, or not answered by it for several people in a row: the whole
   account waits, in every process.
6. A message of which a part has left is tried again here: only the sender that sent the part goes
   on after it. It stays under its lease meanwhile.
7. Nothing to do: sleep until something is queued, there is room again, or the next one is due.
A message that was sent and not settled (the process died in between) is sent again when its
lease runs out: no channel here can be asked whether it took a message.
"""

import asyncio
import os
import secrets
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any, Protocol

import structlog

from notifications.backoff import spread, wait_before
from notifications.insist import insist
from notifications.limiter import IS_REPLY, UNLIMITED, Limiter, Load
from notifications.outcomes import Delivered, Moved, Never, TryAgain
from notifications.quiet_hours import NEVER, QuietHours
from notifications.silence import UNANSWERED, Silence
from notifications.waiting import LONGEST, first_of, seconds_until
from storage import addresses, outbox, shares, trail, turns, undeliverable
from storage.database import Database
from storage.errors import StorageError
from storage.failpoints import Failpoint, reach
from storage.outbox import Claimed
from storage.shares import Asking
from storage.turns import BY_DAY, BY_NIGHT, Kinds, Outlook
from storage.work import Topic, Work

# Between two looks: what comes meanwhile is claimed together.
BREATH = 0.05
# At one look, of one account.
BATCH = 20
# A stop waits so long for what is under way; longer than a platform takes for an answer.
DRAIN = 30.0
# Nothing could be sent for so long: what is still due is in somebody else's hands.
IDLE = 5.0
# A message of which a part has left is kept for no longer wait than this.
HELD = 60.0
NOTICE = "notice"
# So often at most a process asks anew for its share of an account.
ASK_EVERY = timedelta(seconds=1)

log = structlog.get_logger()

# Notes what came of a message.
Settle = Callable[[Work], object]


class Sender(Protocol):
    """A channel account that can send."""

    async def send(self, external: str, body: dict[str, Any]) -> str | Delivered:
        """Send the message (see `handlers.messages.Reply.to_json`); the platform's id of it, or
        more where the platform counts or asks for money.

        Raises TryAgain, Never or Moved of `notifications.outcomes`, and nothing else.
        """
        ...


@dataclass(kw_only=True)
class Relay:
    """Sends for the given accounts (by their row ids) until it is stopped.

    `limiters` are those that the senders keep to; an account without one knows no limit.
    """

    database: Database
    senders: Mapping[int, Sender]
    clock: Callable[[], datetime]
    limiters: Mapping[int, Limiter] = field(default_factory=dict)
    quiet: QuietHours = NEVER
    process: str = field(default_factory=lambda: f"{os.getpid()}-{secrets.token_hex(4)}")
    _asked: dict[int, datetime] = field(default_factory=dict)
    _under_way: dict[asyncio.Task[None], Claimed] = field(default_factory=dict)
    _silence: Silence = field(default_factory=Silence)

    def __post_init__(self) -> None:
        free = {one: Limiter(UNLIMITED) for one in self.senders if one not in self.limiters}
        self.limiters = {
            **free,
            **{one: self.limiters[one] for one in self.senders if one not in free},
        }

    async def run(self, stop: asyncio.Event) -> None:
        """Send until `stop` is set; what is being sent then is still settled."""
        if not self.senders:  # pages fetch what is theirs
            return
        woken = asyncio.Event()
        loop = asyncio.get_running_loop()
        self.database.listen(Topic.OUTBOX, lambda: loop.call_soon_threadsafe(woken.set))
        for limiter in self.limiters.values():
            limiter.freed = woken.set
        with suppress(StorageError):
            await self.database.write(lambda work: turns.resume(work, list(self.senders)))
        while not stop.is_set():
            woken.clear()
            await first_of(stop, woken, await self._look(stop))
            await first_of(stop, asyncio.Event(), BREATH)
        await self._drain()

    async def step(self, stop: asyncio.Event | None = None) -> bool:
        """Send one batch to its end; whether there was any."""
        begun = await self._begin(stop or asyncio.Event())
        await asyncio.gather(*begun)
        return bool(begun)

    async def finish(self) -> None:
        """Send all that is due now, as fast as the platforms take it, and come back."""
        idle = 0.0
        while idle < IDLE and (await self.database.read(self._outlook)).due:
            begun = await self._begin(asyncio.Event())
            await asyncio.gather(*begun)
            idle = 0.0 if begun else idle + BREATH
            await asyncio.sleep(BREATH)

    async def _look(self, stop: asyncio.Event) -> float:
        """Begin what may leave now; how long to sleep when nobody wakes us."""
        try:
            outlook = await self.database.read(self._outlook)
            if outlook.due or self._under_way:
                await self._begin(stop, outlook)
        except StorageError as fault:
            log.debug("relay cannot reach the database", fault=type(fault).__name__)
            return LONGEST
        now = self.clock()
        return seconds_until(now if outlook.due else self._next(outlook, now), now)

    def _outlook(self, work: Work) -> Outlook:
        return turns.outlook(work, list(self.senders), self.clock(), self._kinds())

    def _next(self, outlook: Outlook, now: datetime) -> datetime | None:
        known = [self.quiet.over(now)] if self.quiet.holds(now) else []
        return min([*known, *([outlook.next] if outlook.next else [])], default=None)

    def _kinds(self) -> Kinds:
        return BY_NIGHT if self.quiet.holds(self.clock()) else BY_DAY

    async def _begin(
        self, stop: asyncio.Event, outlook: Outlook | None = None
    ) -> list[asyncio.Task[None]]:
        accounts = set(self.senders) if outlook is None else {*outlook.due, *self._busy()}
        drafts = [self._draft(one) for one in sorted(accounts)]
        try:
            claimed, granted = await self.database.write(lambda work: self._claim(work, drafts))
        except BaseException:
            self._asked.clear()  # what was granted in it is not ours
            raise
        for account, share in granted.items():
            self.limiters[account].use(share)
        for row in claimed:
            self.limiters[row.account_id].take_on(notices=row.lane == NOTICE)
        return [self._start(row, stop) for row in claimed]

    def _busy(self) -> set[int]:
        return {row.account_id for row in self._under_way.values()}

    def _draft(self, account: int) -> "_Draft":
        """What the database's thread may know of an account: its limiter belongs to the loop's."""
        limiter, now = self.limiters[account], self.clock()
        asks = bool(limiter.rate.per_second) and not _is_fresh(self._asked.get(account), now)
        if asks:
            self._asked[account] = now
        return _Draft(account=account, asks=asks, load=limiter.load, limit=limiter.rate.per_second)

    def _claim(self, work: Work, drafts: list["_Draft"]) -> tuple[list[Claimed], dict[int, int]]:
        now = self.clock()
        granted = {one.account: self._ask(work, one, now) for one in drafts if one.asks}
        loads = {
            one.account: replace(one.load, share=granted.get(one.account, one.load.share))
            for one in drafts
        }
        rooms = {account: load.room(BATCH) for account, load in loads.items()}
        rooms = {account: room for account, room in rooms.items() if room.replies}
        if not rooms:
            return [], granted
        return outbox.claim(work, rooms, now, kinds=self._kinds(), by=self.process), granted

    def _ask(self, work: Work, draft: "_Draft", now: datetime) -> int:
        asking = Asking(
            account_id=draft.account, process=self.process, limit=draft.limit, out=draft.load.out
        )
        return shares.ask(work, asking, now)

    def _start(self, row: Claimed, stop: asyncio.Event) -> asyncio.Task[None]:
        task = asyncio.create_task(self._deliver(row, stop))
        self._under_way[task] = row
        task.add_done_callback(lambda done: self._under_way.pop(done, None))
        return task

    async def _drain(self) -> None:
        """What is under way is sent and settled, or given back; then others have our share."""
        if self._under_way:
            _, late = await asyncio.wait(self._under_way, timeout=DRAIN)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        try:
            await self.database.write(
                lambda work: shares.give_back(work, self.process, self.clock())
            )
        except StorageError as fault:
            log.debug("shares end by themselves", fault=type(fault).__name__)

    async def _deliver(self, row: Claimed, stop: asyncio.Event) -> None:
        IS_REPLY.set(row.lane != NOTICE)  # in this task alone
        with trail.on(row.trail):
            await self._deliver_once(row, stop)

    async def _deliver_once(self, row: Claimed, stop: asyncio.Event) -> None:
        reach(Failpoint.BEFORE_SEND)
        if self.clock() >= row.until:
            log.warning("stood still for too long", outbox=row.id)
            return  # it is whoever's claims it next
        try:
            row, settle = await self._send_all(row, stop)
        except asyncio.CancelledError:  # it took too long while we were stopping
            settle = partial(outbox.give_back, rows=[row], now=self.clock())
        reach(Failpoint.AFTER_SEND)
        try:
            await insist(self.database, settle, stop)
        except Exception:  # a fault of ours must not stop the others
            log.exception("cannot be settled", outbox=row.id, channel=row.channel)
        self._look_again_after(self._rest(row))

    def _look_again_after(self, rest: timedelta) -> None:
        """The next to the same chat need not wait longer than the chat does."""
        if rest:
            freed = next(iter(self.limiters.values())).freed
            asyncio.get_running_loop().call_later(rest.total_seconds(), freed)

    def _rest(self, row: Claimed) -> timedelta:
        return self.limiters[row.account_id].rate.rest(row.external)

    async def _send_all(self, row: Claimed, stop: asyncio.Event) -> tuple[Claimed, Settle]:
        """Every part of it, as long as we are the one to go on; the row as it is then."""
        while not callable(came := await self._send(row, stop)):
            row = came
        return row, came

    async def _send(self, row: Claimed, stop: asyncio.Event) -> Settle | Claimed:
        """How it is to be settled; or the row again, where it is to be gone on with at once."""
        try:
            came = await self.senders[row.account_id].send(row.external, row.body)
        except TryAgain as fault:
            judged = self._judged(row, fault)
            wait = self._wait(row, judged)
            if fault.begun and wait <= HELD and not stop.is_set():
                return await self._go_on(row, judged, wait, stop)
            return self._again(row, judged, wait)
        except Never as fault:
            self._silence.answered(row.account_id)
            return self._give_up(row, fault)
        except Moved as fault:
            self._silence.answered(row.account_id)
            return self._follow(row, fault.to)
        except Exception as fault:  # a fault of ours must not stop the others
            log.exception("sender failed", outbox=row.id, channel=row.channel)
            again = TryAgain(type(fault).__name__)
            return self._again(row, again, self._wait(row, again))
        self._silence.answered(row.account_id)
        sent = came if isinstance(came, Delivered) else Delivered(external_id=came)
        rest = self._rest(row)
        return lambda work: outbox.sent(work, row, self.clock(), rest=rest, **vars(sent))

    def _judged(self, row: Claimed, fault: TryAgain) -> TryAgain:
        """Whether it is this message alone that was not answered."""
        if fault.reason not in UNANSWERED:
            self._silence.answered(row.account_id)
            return fault
        wait = self._silence.unanswered(row.account_id, row.address_id, self.clock())
        return fault if wait is None else TryAgain(fault.reason, wait, account=True)

    async def _go_on(
        self, row: Claimed, fault: TryAgain, wait: float, stop: asyncio.Event
    ) -> Settle | Claimed:
        """Wait until the rest of it may be tried again, in this process."""
        held = [row]
        due = self.clock() + timedelta(seconds=wait)

        def hold(work: Work) -> None:
            if fault.account:
                turns.pause(work, row.account_id, due, fault.reason)
            until, counted = due + turns.LEASE, not fault.account
            kept = outbox.hold(work, row, self.clock(), until, counted=counted)
            held[:] = [kept] if kept else []

        await insist(self.database, hold, stop)
        if not held:
            return lambda work: None  # it is whoever's has claimed it, or was dropped
        await first_of(stop, asyncio.Event(), wait)
        if stop.is_set():
            return partial(outbox.give_back, rows=held, now=self.clock())
        return held[0]

    def _wait(self, row: Claimed, fault: TryAgain) -> float:
        if fault.account and fault.after is not None:
            wait = spread(fault.after)
        else:
            wait = wait_before(row.attempts, asked=fault.after)
        log.warning("will send again", outbox=row.id, reason=fault.reason, seconds=round(wait, 1))
        return wait

    def _again(self, row: Claimed, fault: TryAgain, wait: float) -> Settle:
        reason, now, rest = fault.reason, self.clock(), self._rest(row)
        due = now + timedelta(seconds=wait)

        def settle(work: Work) -> None:
            if fault.account:
                turns.pause(work, row.account_id, due, reason)
            again = outbox.try_again
            again(work, row, due, reason, now=self.clock(), rest=rest, counted=not fault.account)

        return settle

    def _give_up(self, row: Claimed, fault: Never) -> Settle:
        log.error("cannot be sent", outbox=row.id, reason=fault.reason)
        rest = self._rest(row)

        def settle(work: Work) -> None:
            now = self.clock()
            if fault.gone:
                addresses.mark_unreachable(work, row.address_id, fault.reason, now)
            undeliverable.give_up(work, row, fault.reason, now, rest=rest)

        return settle

    def _follow(self, row: Claimed, to: str) -> Settle:
        def settle(work: Work) -> None:
            addresses.move(work, row.address_id, to)
            # At once the first time; a chat that keeps moving must not keep us busy.
            wait = wait_before(row.attempts) if row.attempts > 1 else 0.0
            now = self.clock()
            outbox.try_again(work, row, now + timedelta(seconds=wait), "moved", now=now)

        return settle


@dataclass(frozen=True, kw_only=True, slots=True)
class _Draft:
    """What a claim begins with for one account."""

    account: int
    asks: bool
    load: Load
    limit: int


def _is_fresh(asked: datetime | None, now: datetime) -> bool:
    return asked is not None and timedelta(0) <= now - asked < ASK_EVERY
