"""`doithoai run`: start, say where, run until stopped."""

import asyncio
import gc

from bot import logs
from bot.app import App, build, serve, stop_on_signals
from bot.concealing import secrets_of
from bot.console import Console, Failed
from bot.server import CannotListen


async def run_until_stopped(console: Console) -> None:
    """Build the program and serve; SIGTERM and SIGINT end it cleanly."""
    stop = asyncio.Event()
    settings = console.settings()
    logs.set_up(settings.log.level, settings.log.format, secrets_of(settings))
    app = build(settings)
    stop_on_signals(stop)
    try:
        await serve(app, stop=stop, ready=lambda url: _greet(app, url))
    except CannotListen as fault:
        web = app.settings.web
        raise Failed(
            f"cannot listen on {web.host}:{web.port} ({fault}); "
            "set another with [web] port or DOITHOAI_WEB__PORT"
        ) from fault


def _greet(app: App, url: str) -> None:
    _settle_down()
    _say_where(app, url)


def _settle_down() -> None:
    """What has been loaded stays until the end: it is never looked through for garbage again."""
    gc.freeze()
    gc.enable()


def _say_where(app: App, url: str) -> None:
    """Where to go and, until somebody is staff, the codes: on the terminal, never in a log."""
    print(f"Đối Thoại is running: {app.settings.web.public_url or url}", flush=True)
    for code, name in app.started.communes:
        print(f"  {name}: {url}/c/{code}", flush=True)
    for name, invitation in app.started.codes.items():
        print(f"Office of {name}: open its web chat and type  /thamgia {invitation}", flush=True)
    for name in app.telegram:
        print(f"  Telegram bot: {name}", flush=True)
    for name in app.zalo_bot:
        print(f"  Zalo bot: {name}", flush=True)
    for name in app.zalo_oa:
        print(f"  Zalo Official Account: {name}", flush=True)
    print("Stop with Ctrl+C.", flush=True)
