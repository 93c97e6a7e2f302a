"""A bot's token never reaches a log, and who has no Telegram does not pay for it."""

import io
import logging
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog
from fakes.telegram import FakeTelegram
from integration.telegram_kit import AN, Inbox, account_of, body, running

from bot.channels.telegram.account import TelegramAccount
from bot.channels.telegram.redaction import TokenFilter, quiet_libraries, redact, redact_event
from notifications.outcomes import NotSent
from notifications.relay import Sender

TOKEN = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def everything() -> Iterator[io.StringIO]:
    """All that both kinds of logging say, at their most talkative."""
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(out))
    yield out
    structlog.reset_defaults()
    root.removeHandler(handler)
    root.setLevel(level)


async def test_nothing_that_happens_brings_the_token_into_a_log(everything: io.StringIO) -> None:
    inbox, faults = Inbox(), ("500", "502", "close", "429", "slow")
    with FakeTelegram() as telegram:
        telegram.open_chat(AN)
        for kind in faults:
            telegram.fail_next("getUpdates", kind)
            telegram.fail_next("sendMessage", kind)
            telegram.fail_next("getFile", kind)
        telegram.send_voice(AN)
        async with running(telegram, inbox) as account:
            for _ in faults:
                await _try_to_send(account.sender)
            source = (await inbox.one()).files[0].source
            for _ in faults:
                await _try_to_fetch(account, source)
            telegram.stop()
            await _try_to_send(account.sender)

    assert "updates cannot be taken" in everything.getvalue()
    assert telegram.token not in everything.getvalue()
    assert telegram.token.split(":")[1] not in everything.getvalue()


@pytest.mark.parametrize(
    "text",
    [
        f"https://api.telegram.org/bot{TOKEN}/sendMessage",
        f"https://api.telegram.org/file/bot{TOKEN}/photos/file_0.jpg",
        f"The token `{TOKEN}` was rejected by the server.",
        f"Bot[token={TOKEN}]",
        f"/bot{TOKEN.replace(':', '%3A')}/getMe",
        "http://localhost/bot1:short/getMe",
    ],
)
def test_a_token_is_hidden_wherever_it_stands(text: str) -> None:
    hidden = redact(text)

    assert "<token>" in hidden
    assert "AAHdq" not in hidden
    assert "short" not in hidden


def test_what_is_no_token_stays_as_it_is() -> None:
    text = "17:00 26/9/2025, VH26-0042, https://xa.example/bots/list, 1234567:abc"

    assert redact(text) == text


def test_the_filter_hides_it_in_arguments_and_tracebacks() -> None:
    out = io.StringIO()
    handler = logging.StreamHandler(out)
    handler.addFilter(TokenFilter())
    logger = logging.Logger("test")
    logger.addHandler(handler)
    try:
        raise ValueError(f"bad address /bot{TOKEN}/getMe")
    except ValueError:
        logger.exception("called %s", f"/bot{TOKEN}/getMe")

    assert out.getvalue().count("<token>") == 2
    assert "Traceback" in out.getvalue()
    assert TOKEN not in out.getvalue()


def test_the_processor_hides_it_in_events() -> None:
    event = redact_event(None, "info", {"event": f"calls /bot{TOKEN}/getMe", "count": 1})

    assert event == {"event": "calls /bot<token>/getMe", "count": 1}


def test_the_libraries_are_told_to_be_quiet() -> None:
    quiet_libraries()

    assert not logging.getLogger("httpx").isEnabledFor(logging.INFO)
    assert not logging.getLogger("httpcore.http11").isEnabledFor(logging.DEBUG)
    assert not logging.getLogger("telegram.Bot").isEnabledFor(logging.ERROR)


async def test_what_our_objects_call_themselves_holds_no_secret() -> None:
    with FakeTelegram() as telegram:
        account = account_of(telegram, Inbox(), mode="webhook", secret="hidden-secret")
        await account.close()
        shown = repr([vars(account)[name] for name in ("sender", "_poll", "_webhook")])

    assert telegram.token not in shown
    assert "hidden-secret" not in shown


def test_an_installation_without_telegram_does_not_load_it() -> None:
    check = "import bot.channels.telegram, sys; sys.exit('telegram' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", check], cwd=ROOT, check=False)

    assert done.returncode == 0


async def _try_to_send(sender: Sender) -> None:
    try:
        await sender.send(str(AN), body("chào"))
    except NotSent as fault:
        logging.getLogger("relay").exception("not sent: %s", fault)


async def _try_to_fetch(account: TelegramAccount, source: dict[str, Any]) -> None:
    try:
        await account.fetch(source, 1000)
    except NotSent as fault:
        logging.getLogger("jobs").exception("not fetched: %s", fault)
