"""Delivery: every open page gets what waits for it, from one task with one query for all.

The procedure, which the code follows:
1. Sleep until something is queued or a page opens; look every two seconds even so, because
   another process may have queued.
2. Ask once what waits for all open pages, and read the bodies of what some page has not had.
3. Offer each page its rows in order; a page that takes no more now gets the rest next time.
A row stays open until a page acknowledges it: the relay never touches it.
"""

import asyncio
from collections import defaultdict
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager, suppress
from datetime import datetime

import structlog

from bot.channels.web import protocol
from storage import web_rows
from storage.database import Database
from storage.errors import StorageError
from storage.web_rows import Place, WebRow
from storage.work import Topic

LOOK_AGAIN = 2.0
MOST_QUEUED = 256

log = structlog.get_logger()


class Page:
    """One open page: whose it is, what goes to it, which rows it has had on this connection."""

    def __init__(self, place: Place, code: str) -> None:
        self.place = place
        self.code = code
        self.pushed: set[int] = set()
        self.outgoing: asyncio.Queue[protocol.Frame | int] = asyncio.Queue(MOST_QUEUED)
        self._gone = False

    async def send(self, frame: protocol.Frame) -> None:
        """Queue a frame; waits while the page is slow."""
        if not self._gone:
            await self.outgoing.put(frame)

    def close(self, reason: str, code: int) -> None:
        """Say why and close; a page that takes nothing does not get what is queued before."""
        while self.outgoing.qsize() > MOST_QUEUED - 2:
            self.outgoing.get_nowait()
        self.outgoing.put_nowait(protocol.bye(reason))
        self.outgoing.put_nowait(code)

    def end(self) -> None:
        """Nothing is sent any more: whoever waits for room goes on."""
        self._gone = True
        while not self.outgoing.empty():
            self.outgoing.get_nowait()

    def offer(self, rows: Iterable[WebRow]) -> None:
        """Queue, in order, the rows that it has not had, as long as there is room."""
        with suppress(asyncio.QueueFull):
            for row in rows:
                if row.id not in self.pushed:
                    self.outgoing.put_nowait(protocol.row(row, self.code))
                    self.pushed.add(row.id)


class Hub:
    """All open pages of this process."""

    def __init__(
        self,
        database: Database,
        clock: Callable[[], datetime],
        *,
        look_again: float = LOOK_AGAIN,
    ) -> None:
        self._database = database
        self._clock = clock
        self._look_again = look_again
        self._pages: set[Page] = set()
        self._woken = asyncio.Event()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Deliver while the block runs."""
        self._listen(asyncio.get_running_loop())
        task = asyncio.create_task(self._run(), name="web-hub")
        try:
            yield
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task

    def join(self, page: Page) -> None:
        """A page has opened: give it what waits."""
        self._pages.add(page)
        self._woken.set()

    def leave(self, page: Page) -> None:
        """A page has closed."""
        self._pages.discard(page)

    def dismiss(self, external: str, reason: str, code: int) -> None:
        """Close every page of a session."""
        for page in self._pages:
            if page.place[1] == external:
                page.close(reason, code)

    async def deliver(self) -> None:
        """Offer every open page what it has not had."""
        pages = _by_place(self._pages)
        if not pages:
            return
        now = self._clock()
        waiting = await self._database.read(lambda work: web_rows.waiting(work, list(pages), now))
        new = _not_had(pages, waiting)
        rows = await self._read(new)
        for place, open_pages in pages.items():
            theirs = waiting.get(place, [])
            for page in open_pages:
                page.pushed.intersection_update(theirs)  # settled rows are never asked for again
                page.offer(rows[row] for row in theirs if row in rows)

    async def _read(self, ids: set[int]) -> dict[int, WebRow]:
        if not ids:
            return {}
        now = self._clock()
        found = await self._database.read(lambda work: web_rows.messages(work, sorted(ids), now))
        return {row.id: row for row in found}

    async def _run(self) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(self._look_again):
                    await self._woken.wait()
            self._woken.clear()
            if not await self._try_to_deliver():
                await asyncio.sleep(self._look_again)
                self._woken.set()

    async def _try_to_deliver(self) -> bool:
        try:
            await self.deliver()
        except StorageError as fault:
            log.debug("web chat cannot read the outbox", fault=type(fault).__name__)
        except Exception:  # a fault over one page must not stop the others
            log.exception("web chat could not deliver")
        else:
            return True
        return False

    def _listen(self, loop: asyncio.AbstractEventLoop) -> None:
        def wake() -> None:
            if not self._pages:  # who opens one is given what waits
                return
            # The database outlives us: its thread must not fall over a loop that has ended.
            with suppress(RuntimeError):
                loop.call_soon_threadsafe(self._woken.set)

        self._database.listen(Topic.OUTBOX, wake)


def _by_place(pages: Iterable[Page]) -> dict[Place, list[Page]]:
    found: dict[Place, list[Page]] = defaultdict(list)
    for page in pages:
        found[page.place].append(page)
    return found


def _not_had(pages: dict[Place, list[Page]], waiting: dict[Place, list[int]]) -> set[int]:
    return {
        row
        for place, rows in waiting.items()
        for row in rows
        if any(row not in page.pushed for page in pages[place])
    }
