"""The fake Telegram fails on order, in the ways python-telegram-bot meets in real life."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import httpx
import pytest
import pytest_asyncio
from fakes.telegram import FakeTelegram, FaultKind, Settings
from telegram import Bot
from telegram.error import BadRequest, NetworkError, RetryAfter, TimedOut

pytestmark = [
    pytest.mark.asyncio,
    # RetryAfter warns whenever it is made, unless PTB_TIMEDELTA is set in the environment.
    pytest.mark.filterwarnings("ignore:Deprecated since version v22.2"),
]

AN = 5001
BINH = 5002


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram() as running:
        running.open_chat(AN)
        running.open_chat(BINH)
        yield running


@pytest_asyncio.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(fake.token, base_url=fake.base_url, base_file_url=fake.base_file_url) as bot:
        yield bot


# Faults


async def test_429_says_when_to_come_back(bot: Bot, fake: FakeTelegram) -> None:
    fake.fail_next("sendMessage", "429", retry_after=7)

    with pytest.raises(RetryAfter) as refusal:
        await bot.send_message(AN, "Một")

    assert refusal.value._retry_after == timedelta(seconds=7)
    assert fake.sent(AN) == []


@pytest.mark.parametrize("kind", [FaultKind.INTERNAL, FaultKind.BAD_GATEWAY, FaultKind.CLOSE])
async def test_a_fault_before_the_work_leaves_nothing(
    bot: Bot, fake: FakeTelegram, kind: FaultKind
) -> None:
    fake.fail_next("sendMessage", kind)

    with pytest.raises(NetworkError):
        await bot.send_message(AN, "Một")

    assert fake.sent(AN) == []
    assert fake.faults_left == 0


async def test_502_is_a_page_and_not_json(fake: FakeTelegram) -> None:
    fake.fail_next("getMe", "502")
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{fake.base_url}{fake.token}/getMe")

    assert answer.status_code == 502
    assert answer.headers["content-type"].startswith("text/html")


async def test_a_closed_connection_gives_no_answer_at_all(fake: FakeTelegram) -> None:
    fake.fail_next("getMe", "close")
    async with httpx.AsyncClient() as client:
        with pytest.raises((httpx.RemoteProtocolError, httpx.ReadError)):
            await client.get(f"{fake.base_url}{fake.token}/getMe")

    assert fake.calls("getMe")[0].status is None


async def test_a_message_may_arrive_though_the_connection_ended(
    bot: Bot, fake: FakeTelegram
) -> None:
    fake.fail_next("sendMessage", "accept_then_close")

    with pytest.raises(NetworkError):
        await bot.send_message(AN, "Một")

    assert fake.last(AN).text == "Một"


async def test_a_message_may_arrive_though_the_answer_never_came(
    bot: Bot, fake: FakeTelegram
) -> None:
    fake.fail_next("sendMessage", "accept_then_timeout")

    with pytest.raises(TimedOut):
        await bot.send_message(AN, "Một", read_timeout=0.2)

    assert fake.last(AN).text == "Một"


async def test_an_answer_that_never_comes_does_not_hold_up_the_end() -> None:
    with FakeTelegram() as fake:
        async with Bot(fake.token, base_url=fake.base_url) as bot:
            fake.fail_next("getMe", "accept_then_timeout")
            call = asyncio.create_task(bot.get_me(read_timeout=30))
            await fake.eventually(lambda: len(fake.calls("getMe")) == 2)
            fake.stop()

            with pytest.raises(NetworkError):
                await asyncio.wait_for(call, 2)


async def test_a_slow_answer_is_late_but_good(bot: Bot, fake: FakeTelegram) -> None:
    fake.fail_next("sendMessage", "slow", seconds=0.3)
    before = time.monotonic()

    await bot.send_message(AN, "Một")

    assert time.monotonic() - before >= 0.3


async def test_any_refusal_can_be_ordered(bot: Bot, fake: FakeTelegram) -> None:
    fake.fail_next("sendMessage", "refuse", code=400, description="Bad Request: TOPIC_CLOSED")

    with pytest.raises(BadRequest, match="Topic_closed"):
        await bot.send_message(AN, "Một")


async def test_a_fault_strikes_as_often_as_ordered(bot: Bot, fake: FakeTelegram) -> None:
    fake.fail_next("sendMessage", "500", times=2)
    for _ in range(2):
        with pytest.raises(NetworkError):
            await bot.send_message(AN, "Một")

    assert await bot.send_message(AN, "Một")


async def test_a_fault_strikes_its_method_and_chat_only(bot: Bot, fake: FakeTelegram) -> None:
    fake.fail_next("sendMessage", "500", chat_id=BINH)

    await bot.get_me()
    await bot.send_message(AN, "Một")
    with pytest.raises(NetworkError):
        await bot.send_message(BINH, "Một")


async def test_a_download_can_fail_too(bot: Bot, fake: FakeTelegram) -> None:
    fake.send_document(AN, b"PDF", "a.pdf", "application/pdf")
    (update,) = await bot.get_updates(timeout=0)
    assert update.message is not None and update.message.document is not None
    file = await update.message.document.get_file()
    fake.fail_next("download", "close")

    with pytest.raises(NetworkError):
        await file.download_as_bytearray()
    assert bytes(await file.download_as_bytearray()) == b"PDF"


async def test_a_poll_whose_answer_was_lost_brings_the_same_again(
    bot: Bot, fake: FakeTelegram
) -> None:
    fake.say(AN, "Một")
    fake.fail_next("getUpdates", "accept_then_close")
    with pytest.raises(NetworkError):
        await bot.get_updates(timeout=0)

    assert len(await bot.get_updates(timeout=0)) == 1


# Limits


class Clock:
    """Time that moves when told."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest_asyncio.fixture
async def limited() -> AsyncIterator[tuple[Bot, FakeTelegram, Clock]]:
    clock = Clock()
    with FakeTelegram(Settings(rate_limits=True, clock=clock)) as fake:
        async with Bot(fake.token, base_url=fake.base_url) as bot:
            yield bot, fake, clock


async def test_one_message_a_second_for_a_chat(
    limited: tuple[Bot, FakeTelegram, Clock],
) -> None:
    bot, fake, clock = limited
    fake.open_chat(AN)
    await bot.send_message(AN, "Một")
    with pytest.raises(RetryAfter):
        await bot.send_message(AN, "Hai")

    clock.now += 1
    await bot.send_message(AN, "Ba")
    assert [seen.text for seen in fake.sent(AN)] == ["Một", "Ba"]


async def test_thirty_messages_a_second_for_a_bot(
    limited: tuple[Bot, FakeTelegram, Clock],
) -> None:
    bot, fake, clock = limited
    for chat in range(1, 32):
        fake.open_chat(chat)
    for chat in range(1, 31):
        await bot.send_message(chat, "Một")
    with pytest.raises(RetryAfter):
        await bot.send_message(31, "Một")

    clock.now += 1
    assert await bot.send_message(31, "Một")


async def test_without_the_switch_nothing_is_limited(bot: Bot, fake: FakeTelegram) -> None:
    for _ in range(40):
        await bot.send_message(AN, "Một")

    assert len(fake.sent(AN)) == 40


# Waiting and defects


async def test_waiting_ends_when_the_message_is_there(bot: Bot, fake: FakeTelegram) -> None:
    wait = asyncio.create_task(fake.eventually(lambda: "VH26" in fake.last(AN).text))
    await asyncio.sleep(0)
    assert not wait.done()

    await bot.send_message(AN, "Mã VH26-0042")
    assert await wait


async def test_a_thread_may_wait_as_well(fake: FakeTelegram) -> None:
    writer = threading.Timer(0.05, lambda: fake.say(AN, "Một"))
    writer.start()

    assert fake.wait_for(lambda: fake.history(AN), timeout=30)
    writer.join()


async def test_waiting_in_vain_tells_the_last_calls(bot: Bot, fake: FakeTelegram) -> None:
    with pytest.raises(AssertionError, match="getMe"):
        await fake.eventually(lambda: fake.last(AN), timeout=0.05)
    with pytest.raises(AssertionError, match="getMe"):
        fake.wait_for(lambda: fake.last(AN), timeout=0.05)


async def test_a_defect_of_the_fake_fails_the_test_that_met_it() -> None:
    def broken() -> float:
        raise ZeroDivisionError

    settings = Settings(rate_limits=True, clock=broken)
    with pytest.raises(ZeroDivisionError), FakeTelegram(settings) as fake:
        async with Bot(fake.token, base_url=fake.base_url) as bot:
            fake.open_chat(AN)
            with pytest.raises(NetworkError, match="the fake crashed"):
                await bot.send_message(AN, "Một")
