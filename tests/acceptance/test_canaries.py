"""Nothing of a person and no secret is in the log, whatever goes wrong, in either form."""

import asyncio
import gc
import logging
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import structlog
from fakes.telegram import FakeTelegram
from fakes.zalo_bot.state import TOKEN
from fakes.zalo_oa import FakeZaloOa
from fakes.zalo_oa.state import APP_SECRET, OA_SECRET
from integration.zalo_oa_kit import Clock, oa_account
from sqlalchemy import text
from stage import Actor, Program
from stage.canaries import listened, private
from stage.places import morning
from stage.served import ServedPlace
from stage.telegram import TelegramPlace
from stage.zalo import ZaloPlace
from stage.zalo_oa import ZaloOaPlace

from bot.concealing import concealer, secrets_of
from bot.console import run_reporting
from bot.doctor import examine
from bot.metrics import Metrics
from bot.sample import SAMPLE
from bot.settings import Settings
from handlers.messages import Reply
from notifications.outcomes import NotSent
from notifications.relay import Relay
from storage.database import Database
from storage.tables import Inbox, Outbox

NAME, PHONE = "Hoàng Thị Chim Yến", "0987 654 321"
WORDS = "Con chim hoàng yến ở đầu làng không hót nữa"
BOX = "Hòm thư chung (không theo hội nghị)"
SECRET = "a-secret-of-the-configuration"
# What the places configure, and what Zalo issues, which the log does not know for a secret.
CONFIGURED = (FakeTelegram().token, TOKEN, APP_SECRET, OA_SECRET, "refresh-0")
ISSUED = ("access-1", "refresh-1")
log = structlog.get_logger()


def register(actor: Actor) -> None:
    """A petition with the canaries in it."""
    actor.open()
    actor.press("Gửi câu hỏi, kiến nghị").press("Tôi đồng ý")
    if BOX in actor.labels:
        actor.press(BOX)
    actor.say(NAME).press("Thôn Đông").press("Người dân")
    actor.press("Cho bản thân, gia đình").say(PHONE).press("Tôi không rõ")
    actor.say(WORDS).press("Xong").press("Gửi")


def canaries() -> set[str]:
    return {NAME, PHONE, PHONE.replace(" ", ""), "+84987654321", WORDS, "chim hoàng yến", SECRET}


@pytest.mark.parametrize("kind", [TelegramPlace, ZaloPlace, ZaloOaPlace])
def test_a_whole_petition_on_a_platform_leaves_nothing_of_its_author_in_the_log(
    sqlite_url: str, tmp_path: Path, kind: type[ServedPlace]
) -> None:
    """The whole program; each event, its answers and the log are on one trail."""
    place = kind(
        url=sqlite_url,
        stated=SAMPLE,
        now=morning(date(2025, 10, 1)),
        files=tmp_path / "data",
    )
    with listened(CONFIGURED) as listener, place.served():
        register(place.person("an"))
        told = listener.told({*private(place.database), *canaries(), *CONFIGURED, *ISSUED})
        rows = place.database.read_now(lambda work: _trails(work))

    assert told == []
    assert "" not in rows[0] and rows[0] >= rows[1] > set()


def _trails(work: Any) -> tuple[set[str], set[str]]:
    from sqlmodel import select

    return set(work.session.exec(select(Inbox.trail))), set(work.session.exec(select(Outbox.trail)))


def test_whatever_fails_tells_where_and_never_what(sqlite_program: Program) -> None:
    """A handler, the database, a library, a task that nobody awaits, a sender that repeats."""
    an = Actor(program=sqlite_program, name="an")
    register(an)
    cause = ValueError(f"odd: {NAME} {PHONE}")
    with listened([SECRET]) as listener:
        try:
            raise RuntimeError(WORDS) from cause
        except RuntimeError:
            log.exception("an event could not be handled", about={"deep": [PHONE, SECRET]})
            logging.getLogger("uvicorn.error").exception("Exception in ASGI application\n")
        logging.getLogger("library").error("cannot send\n%s", WORDS)
        try:
            sqlite_program.change(
                lambda work: work.session.execute(
                    text("INSERT INTO nowhere VALUES (:words)"), {"words": WORDS}
                )
            )
        except Exception:
            log.exception("the database")
        asyncio.run(_forgotten())
        told = listener.told({*private(sqlite_program.database), *canaries()})

    assert told == []
    assert "tests/acceptance/test_canaries.py" in listener.text
    assert "ValueError" in listener.text and "because of" in listener.text
    assert "Task exception was never retrieved" in listener.text


async def _forgotten() -> None:
    async def fail() -> None:
        raise LookupError(WORDS)

    task = asyncio.create_task(fail())
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    del task
    gc.collect()


async def test_a_relay_whose_platform_repeats_the_words_does_not(sqlite_program: Program) -> None:
    """Some refusals quote what they refuse."""
    from bot.channels.said import loggable

    class Parrot:
        async def send(self, external: str, body: dict[str, Any]) -> str:
            log.warning("refused", why=loggable(f'Bad Request: cannot parse "{body["text"]}"'))
            raise RuntimeError(body["text"])

    an = Actor(program=sqlite_program, name="an", channel="telegram")
    with listened() as listener:
        sqlite_program.receive(an.incoming(text="xin chào"))
        row = sqlite_program.all_of(Outbox)[0]
        relay = Relay(
            database=sqlite_program.database,
            senders={row.account_id: Parrot()},
            clock=lambda: sqlite_program.now,
        )
        await relay.step()

    assert listener.told(private(sqlite_program.database)) == []
    assert "sender failed" in listener.text


async def test_what_zalo_repeats_of_a_message_is_not_logged(
    sqlite_database: Database, tmp_path: Path
) -> None:
    """In a conversation, as a prepared text, and whatever code it gives."""
    clock, fields = Clock(), {"noi_dung": "text"}
    template = {"notice": "answer", "id": "1", "fields": fields, "longest": {"noi_dung": 200}}
    notice = Reply(text=WORDS, kind="answer", values=(("text", WORDS),)).to_json()
    with FakeZaloOa(clock) as zalo, listened() as listener:
        zalo.say("an", "xin chào")
        async with oa_account(
            zalo, sqlite_database, tmp_path, clock, templates=(template,)
        ) as account:
            for code in (-201, -230, -9999):
                said = f'"{WORDS}" is not accepted, {NAME}'
                zalo.refuse_next(code, said)
                zalo.refuse_next(-1121, said, path="/v3.0/oa/message/template")
                with pytest.raises(NotSent):
                    await account.sender.send("an", notice)

    assert listener.told(canaries()) == []
    assert [event["code"] for event in listener.events if "code" in event] == [
        -201,
        -230,
        -1121,
        -9999,
    ]


async def test_neither_metrics_nor_the_doctor_name_anybody(
    sqlite_program: Program, tmp_path: Path
) -> None:
    database = sqlite_program.database
    register(Actor(program=sqlite_program, name="an"))
    metrics = Metrics(database=database, clock=lambda: sqlite_program.now)
    page = (await metrics.page()).decode()
    settings = Settings(database={"url": database.url}, data={"dir": tmp_path})
    found = "\n".join(finding.says for finding in examine(settings, sqlite_program.now))
    shown = f"{page}\n{found}"

    assert [value for value in {*private(database), *canaries()} if value in shown] == []


def test_a_command_that_fails_by_a_fault_of_ours_says_where(
    capsys: pytest.CaptureFixture[str],
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise KeyError(WORDS)

    code = run_reporting(fail, [])  # type: ignore[arg-type]
    out, err = capsys.readouterr()

    assert code == 1
    assert "test_canaries.py" in err
    assert WORDS not in out + err


async def test_what_comes_of_an_event_is_on_its_trail(sqlite_program: Program) -> None:
    """In the rows and in the log, into the thread that writes and on to the one who sends."""
    from bot.dispatch import Dispatch

    class Sender:
        async def send(self, external: str, body: dict[str, Any]) -> str:
            log.info("sent")
            return "1"

    def receiving(work: Any) -> None:
        log.info("saved")

    dispatch = Dispatch(database=sqlite_program.database, house=sqlite_program.house)
    incoming = Actor(program=sqlite_program, name="an", channel="telegram").incoming(text="?")
    with listened() as listener:
        await dispatch.receive(incoming)
        [inbox], rows = sqlite_program.all_of(Inbox), sqlite_program.all_of(Outbox)
        relay = Relay(
            database=sqlite_program.database,
            senders={rows[0].account_id: Sender()},
            clock=lambda: sqlite_program.now,
        )
        await relay.step()

    assert inbox.trail and {row.trail for row in rows} == {inbox.trail}
    assert {event["trail"] for event in listener.events if event["event"] == "sent"} == {
        inbox.trail
    }


@pytest.mark.parametrize(
    "number", ["0987654321", "0987 654 321", "0987.654.321", "+84 987 654 321", "84987654321"]
)
def test_a_phone_number_is_taken_out_however_it_is_written(number: str) -> None:
    assert concealer()(f"from {number}, twice") == "from <phone>, twice"


@pytest.mark.parametrize(
    "text", ["2025-10-01T02:00:00.000000Z", "outbox=1234567890", "0.123456789012", "id 20260801123"]
)
def test_moments_and_ids_stay(text: str) -> None:
    assert concealer()(text) == text


def test_every_secret_of_the_configuration_is_known() -> None:
    bot = {"token": "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw", "secret": "webhook-secret"}
    settings = Settings(
        database={"url": "postgresql://me:pass-of-the-base@localhost/x"},
        telegram={"main": bot},
        web={"metrics_token": "token-of-metrics-page"},
        security={"key": "k" * 32},
    )

    assert {
        "123456:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw",
        "webhook-secret",
        "pass-of-the-base",
        "token-of-metrics-page",
        "k" * 32,
    } <= set(secrets_of(settings))
