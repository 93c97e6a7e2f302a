"""The composition root: builds the program from its settings and runs it until it is stopped."""

import asyncio
import signal
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog
from starlette.applications import Starlette

from bot.database_clock import clock_of
from bot.dispatch import Dispatch
from bot.fetching import Fetch
from bot.house import build_house, public_url
from bot.measured import Measured
from bot.metrics import Metrics
from bot.metrics_page import MetricsPage
from bot.other_ways import other_ways
from bot.server import Server
from bot.settings import Settings
from bot.start import TELEGRAM, ZALO_BOT, ZALO_OA, Started, open_current, prepare
from handlers.consent_needed import tell_consent_needed
from handlers.house import House
from notifications.quiet_hours import QuietHours
from notifications.relay import Relay, Sender
from storage.blobs import Blobs
from storage.database import Database
from storage.failpoints import Failpoint, reach
from storage.tables import Attachment, OfficialAccount
from storage.work import Work

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

    from bot.channels.telegram.account import TelegramAccount
    from bot.channels.zalo.links import Links
    from bot.channels.zalo_bot.account import ZaloBotAccount
    from bot.channels.zalo_oa.account import ZaloOaAccount
    from bot.channels.zalo_oa.tickets import Tickets
    from bot.tasks import Means

log = structlog.get_logger()

# The tick that looks at all accounts.
ACCOUNTS = "accounts"
# What has to be in the database before anything is served.
Prepare = Callable[[Database, Settings, House, datetime], Started]


@dataclass(kw_only=True)
class App:
    """The running program's parts."""

    settings: Settings
    house: House
    database: Database
    blobs: Blobs
    started: Started
    dispatch: Dispatch
    clock: Callable[[], datetime]
    telegram: dict[str, "TelegramAccount"] = field(default_factory=dict)
    zalo_bot: dict[str, "ZaloBotAccount"] = field(default_factory=dict)
    zalo_oa: dict[str, "ZaloOaAccount"] = field(default_factory=dict)
    # Telegram's own names of the bots, once it has said them.
    usernames: dict[str, str] = field(default_factory=dict)
    # Calls at an edge that were no platform's, by why.
    dropped: Counter[str] = field(default_factory=Counter)
    metrics: Metrics = field(init=False)
    # Rings the look at all accounts at once; nobody does before the clock runs.
    ring: Callable[[str], object] = lambda _: None

    def __post_init__(self) -> None:
        self.metrics = Metrics(
            database=self.database,
            clock=self.clock,
            folders=(self.settings.data.dir, *self.database.folders),
            dropped=self.dropped,
        )
        self.dispatch.handled = self._handled

    def _handled(self, channel: str, outcome: str, seconds: float) -> None:
        self.metrics.handled.labels(channel, outcome).observe(seconds)

    def look_at_accounts(self) -> None:
        """Now, and not when the clock rings next: one of them is refused."""
        self.ring(ACCOUNTS)

    def senders(self) -> Mapping[int, Sender]:
        """Who sends for which account; web rows are fetched by their own clients."""
        return {
            self.started.accounts[named]: Measured(
                sender=account.sender, metrics=self.metrics, channel=named[0], account=named[1]
            )
            for named, account in self.by_name()
        }

    def relay(self) -> Relay:
        """What sends for every account, as fast as its platform takes it."""
        hours = self.settings.quiet_hours
        return Relay(
            database=self.database,
            senders=self.senders(),
            clock=self.clock,
            limiters={row: account.limiter for row, account in self._by_row()},
            quiet=QuietHours(begin=hours.begin, end=hours.end),
        )

    def fetchers(self) -> Mapping[int, Fetch]:
        """Who brings files for which account."""
        return {row: account.fetch for row, account in self._by_row()}

    def means(self) -> "Means":
        """What long work is done with."""
        from bot.tasks import Means

        return Means(
            database=self.database,
            house=self.house,
            blobs=self.blobs,
            clock=self.clock,
            fetchers=self.fetchers(),
        )

    @property
    def accounts(self) -> list[Any]:
        """Every account of a platform: what runs, and is closed at the end."""
        return [account for _, account in self._by_row()]

    async def read_file(self, attachment_id: int) -> bytes:
        """The bytes of a stored attachment, for channels that send them.

        Raises FileNotFoundError for one that was erased or never came.
        """
        row = await self.database.read(lambda work: work.session.get(Attachment, attachment_id))
        return await asyncio.to_thread(self.blobs.read, row.sha256 if row else "")

    async def find_file(self, attachment_id: int) -> Attachment | None:
        """The row of a stored attachment."""
        return await self.database.read(lambda work: work.session.get(Attachment, attachment_id))

    def _by_row(self) -> Iterator[tuple[int, Any]]:
        for named, account in self.by_name():
            yield self.started.accounts[named], account

    def by_name(self) -> Iterator[tuple[tuple[str, str], Any]]:
        """Every account of a platform with its channel and name."""
        channels: dict[str, dict[str, Any]] = {
            TELEGRAM: self.telegram,
            ZALO_BOT: self.zalo_bot,
            ZALO_OA: self.zalo_oa,
        }
        for channel, accounts in channels.items():
            for name, account in accounts.items():
                yield (channel, name), account


def build(
    settings: Settings,
    *,
    now: Callable[[], datetime] | None = None,
    prepare: Prepare = prepare,
) -> App:
    """Open everything that the settings name; raises ConfigurationError or StorageError.

    Without a clock of the caller's the database's counts.
    """
    house = build_house(settings)
    database = open_current(settings)
    now = now or clock_of(database)
    started = prepare(database, settings, house, now())
    app = App(
        settings=settings,
        house=house,
        database=database,
        blobs=Blobs(settings.data.dir / "files"),
        started=started,
        dispatch=Dispatch(database=database, house=house),
        clock=now,
    )
    app.telegram.update(_telegram(app))
    app.zalo_bot.update(_zalo_bot(app))
    app.zalo_oa.update(_zalo_oa(app))
    return app


def _telegram(app: App) -> dict[str, "TelegramAccount"]:
    if not app.settings.telegram:
        return {}  # who has no bot does not pay for its library
    from bot.channels.telegram.account import TelegramAccount

    return {
        name: TelegramAccount(
            name=name,
            settings=stated,
            receive=app.dispatch.receive,
            fetch_file=app.read_file,
            clock=app.clock,
            public_url=public_url(app.settings),
            key=app.house.key,
            refused=app.look_at_accounts,
        )
        for name, stated in app.settings.telegram.items()
    }


def _zalo_bot(app: App) -> dict[str, "ZaloBotAccount"]:
    if not app.settings.zalo_bot:
        return {}
    from bot.channels.zalo.spool import Spool
    from bot.channels.zalo_bot.account import ZaloBotAccount

    return {
        name: ZaloBotAccount(
            name=name,
            settings=stated,
            receive=app.dispatch.receive,
            spool=Spool(_spool_folder(app, ZALO_BOT, name)),
            links=_links(app),
            clock=app.clock,
            key=app.house.key,
        )
        for name, stated in app.settings.zalo_bot.items()
    }


def _zalo_oa(app: App) -> dict[str, "ZaloOaAccount"]:
    if not app.settings.zalo_oa:
        return {}
    from bot.channels.zalo.spool import Spool
    from bot.channels.zalo_oa.account import ZaloOaAccount

    tickets = _tickets(app)

    def alarm(work: Work, row: OfficialAccount) -> None:
        link = tickets.link(row.account_id, row.version)
        tell_consent_needed(work, app.house, row, app.clock(), link=link)

    return {
        name: ZaloOaAccount(
            name=name,
            account_id=app.started.accounts[ZALO_OA, name],
            settings=stated,
            database=app.database,
            receive=app.dispatch.receive,
            fetch_file=app.read_file,
            spool=Spool(_spool_folder(app, ZALO_OA, name)),
            links=_links(app),
            clock=app.clock,
            key=app.house.key,
            alarm=alarm,
        )
        for name, stated in app.settings.zalo_oa.items()
    }


def _links(app: App) -> "Links":
    from bot.channels.zalo.links import Links

    return Links(public_url=public_url(app.settings), key=app.house.key, clock=app.clock)


def _tickets(app: App) -> "Tickets":
    from bot.channels.zalo_oa.tickets import Tickets

    return Tickets(public_url=public_url(app.settings), key=app.house.key, clock=app.clock)


def _zalo_routes(app: App) -> "list[BaseRoute]":
    """The address that Zalo calls for all accounts, the files behind those in its messages, and the
    pages on which somebody consents."""
    if not app.zalo_bot and not app.zalo_oa:
        return []
    from bot.channels.zalo.shown import Shown
    from bot.channels.zalo_oa.webhook import Webhook

    doors = [account.door for account in app.zalo_oa.values()]
    shown = Shown(links=_links(app), find=app.find_file, blobs=app.blobs, house=app.house)
    webhook = Webhook(doors=doors, clock=app.clock, dropped=app.dropped)
    return [*webhook.routes(), *shown.routes(), *_consent(app)]


def _consent(app: App) -> "list[BaseRoute]":
    if not app.zalo_oa:
        return []
    from bot.channels.zalo_oa.consent import Consent
    from bot.consent_pages import pages_of

    started = app.started
    rows = {name: started.accounts[ZALO_OA, name] for name in app.zalo_oa}
    consent = Consent(
        tickets=_tickets(app),
        tokens={rows[name]: account.tokens for name, account in app.zalo_oa.items()},
        communes={rows[name]: started.names[started.serves[ZALO_OA, name]] for name in rows},
        show=pages_of(app.house),
    )
    return [*consent.routes()]


def _spool_folder(app: App, channel: str, name: str) -> Path:
    """What a platform has given and is not handled yet; part of the backup."""
    return app.settings.data.dir / "incoming" / channel / name


async def serve(app: App, *, stop: asyncio.Event, ready: Callable[[str], None]) -> None:
    """Run every part until `stop`; then finish what is in hand and let go.

    Raises `bot.server.CannotListen`.
    """
    server = Server(web_application(app), app.settings.web.host, app.settings.web.port)
    try:
        await server.start()
        ready(server.url)
        run_beside = await asyncio.to_thread(_beside)
        await run_beside(app, stop)
    finally:
        await server.stop()
        reach(Failpoint.IN_SHUTDOWN)
        for account in app.accounts:
            await account.close()
        app.database.close()


def _beside() -> Callable[[App, asyncio.Event], Awaitable[None]]:
    # Loaded when the web server serves, which it does without any of it.
    from bot.beside import run_beside

    return run_beside


def web_application(app: App) -> Starlette:
    """Everything that is served over HTTP."""
    from bot.channels.web.app import web_app
    from bot.channels.web.limits import WebLimits
    from bot.channels.web.web import Web

    routes = [route for account in app.accounts for route in account.routes]
    routes += MetricsPage(metrics=app.metrics, settings=app.settings.web).routes()
    return web_app(
        Web(
            database=app.database,
            receive=app.dispatch.receive,
            house=app.house,
            blobs=app.blobs,
            settings=app.settings.web,
            limits=WebLimits(messages_per_minute=app.settings.limits.messages_per_minute),
            clock=app.clock,
            extra_routes=(*routes, *_zalo_routes(app)),
            other_ways=partial(other_ways, app.settings, app.started, app.usernames),
        )
    )


def stop_on_signals(stop: asyncio.Event) -> None:
    """SIGTERM and SIGINT end the program cleanly."""
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
