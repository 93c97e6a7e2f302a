"""The fake Telegram hands out updates as the real one: getUpdates, webhook, downloads."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field

import httpx
import pytest
import pytest_asyncio
import uvicorn
from fakes.telegram import FakeTelegram, Settings
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from telegram import Bot, Update
from telegram.error import BadRequest, Conflict, InvalidToken

pytestmark = pytest.mark.asyncio

AN = 5001
BINH = 5002
GROUP = -4001


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram(Settings(require_https=False, max_download=1000)) as running:
        yield running


@pytest_asyncio.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(fake.token, base_url=fake.base_url, base_file_url=fake.base_file_url) as bot:
        yield bot


def texts(updates: tuple[Update, ...]) -> list[str | None]:
    return [update.message.text for update in updates if update.message]


# getUpdates


async def test_updates_come_numbered_in_order(bot: Bot, fake: FakeTelegram) -> None:
    fake.say(AN, "Một")
    fake.say(BINH, "Hai")

    first, second = await bot.get_updates(timeout=0)

    assert texts((first, second)) == ["Một", "Hai"]
    assert second.update_id == first.update_id + 1


async def test_unconfirmed_updates_come_again(bot: Bot, fake: FakeTelegram) -> None:
    fake.say(AN, "Một")

    assert await bot.get_updates(timeout=0) == await bot.get_updates(timeout=0)
    assert fake.confirmed_offset == 0


async def test_an_offset_confirms_all_below_it_for_good(bot: Bot, fake: FakeTelegram) -> None:
    fake.say(AN, "Một")
    fake.say(AN, "Hai")
    first, second = await bot.get_updates(timeout=0)

    assert await bot.get_updates(offset=second.update_id, timeout=0) == (second,)
    assert await bot.get_updates(offset=first.update_id, timeout=0) == (second,)
    assert fake.confirmed_offset == second.update_id


async def test_a_negative_offset_keeps_the_last_ones_only(bot: Bot, fake: FakeTelegram) -> None:
    for text in ("Một", "Hai", "Ba"):
        fake.say(AN, text)

    assert texts(await bot.get_updates(offset=-1, timeout=0)) == ["Ba"]
    assert len(fake.pending) == 1


async def test_a_negative_offset_beyond_the_queue_keeps_all(bot: Bot, fake: FakeTelegram) -> None:
    fake.say(AN, "Một")

    assert texts(await bot.get_updates(offset=-5, timeout=0)) == ["Một"]


async def test_limit_cuts_the_answer_not_the_queue(bot: Bot, fake: FakeTelegram) -> None:
    for number in range(3):
        fake.say(AN, str(number))

    assert texts(await bot.get_updates(limit=2, timeout=0)) == ["0", "1"]
    assert len(fake.pending) == 3


async def test_a_long_poll_answers_as_soon_as_somebody_writes(bot: Bot, fake: FakeTelegram) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await fake.eventually(lambda: fake.calls("getUpdates"))
    fake.say(AN, "Có ai không?")

    assert texts(await asyncio.wait_for(poll, 2)) == ["Có ai không?"]


async def test_a_long_poll_ends_empty_after_its_timeout(bot: Bot) -> None:
    before = asyncio.get_running_loop().time()

    assert await bot.get_updates(timeout=1) == ()
    assert 0.9 < asyncio.get_running_loop().time() - before < 2


async def test_a_second_poll_ends_the_first(bot: Bot, fake: FakeTelegram) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=30))
    await fake.eventually(lambda: fake.calls("getUpdates"))
    async with Bot(fake.token, base_url=fake.base_url) as other:
        second = asyncio.create_task(other.get_updates(timeout=30))

        with pytest.raises(Conflict, match="terminated by other getUpdates request"):
            await first
        fake.say(AN, "Một")
        assert texts(await second) == ["Một"]


async def test_an_open_poll_does_not_hold_up_the_end() -> None:
    with FakeTelegram() as fake:
        async with Bot(fake.token, base_url=fake.base_url) as bot:
            poll = asyncio.create_task(bot.get_updates(timeout=30))
            await fake.eventually(lambda: fake.calls("getUpdates"))
            fake.stop()

            assert await asyncio.wait_for(poll, 2) == ()


async def test_only_the_wanted_kinds_are_queued(bot: Bot, fake: FakeTelegram) -> None:
    await bot.get_updates(timeout=0, allowed_updates=["callback_query"])
    fake.say(AN, "Một")

    assert await bot.get_updates(timeout=0) == ()
    await bot.get_updates(timeout=0, allowed_updates=[])
    fake.say(AN, "Hai")
    assert texts(await bot.get_updates(timeout=0)) == ["Hai"]


async def test_reactions_come_only_on_request(bot: Bot, fake: FakeTelegram) -> None:
    fake.raw({"message_reaction": {"chat": {"id": AN, "type": "private"}}})

    assert fake.pending == []


# Webhook


@dataclass
class Receiver:
    """A bot's webhook that answers with the statuses it was told, then 200; 500 for `failing`."""

    url: str = ""
    failing: int = 0
    statuses: list[int] = field(default_factory=list)
    bodies: list[dict[str, object]] = field(default_factory=list)
    secrets: list[str | None] = field(default_factory=list)

    async def receive(self, request: Request) -> Response:
        self.bodies.append(json.loads(await request.body()))
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        message = Update.de_json(self.bodies[-1], None).message
        if message is not None and message.chat_id == self.failing:
            return Response(status_code=500)
        return Response(status_code=self.statuses.pop(0) if self.statuses else 200)

    @property
    def ids(self) -> list[object]:
        return [body["update_id"] for body in self.bodies]


@pytest_asyncio.fixture
async def receiver() -> AsyncIterator[Receiver]:
    receiver = Receiver()
    app = Starlette(routes=[Route("/hook", receiver.receive, methods=["POST"])])
    config = uvicorn.Config(app, port=0, lifespan="off", log_config=None, ws="none")
    server = uvicorn.Server(config)
    config.load()
    server.lifespan = config.lifespan_class(config)
    await server.startup()
    receiver.url = f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}/hook"
    yield receiver
    await server.shutdown()


async def test_a_webhook_gets_updates_with_its_secret(
    bot: Bot, fake: FakeTelegram, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url, secret_token="Bi-mat_1")
    fake.say(AN, "Xin chào")
    await fake.eventually(lambda: fake.deliveries() and not fake.pending)

    update = Update.de_json(receiver.bodies[0], bot)
    assert update.message is not None and update.message.text == "Xin chào"
    assert receiver.secrets == ["Bi-mat_1"]


async def test_an_update_comes_again_until_the_webhook_takes_it(
    bot: Bot, fake: FakeTelegram, receiver: Receiver
) -> None:
    receiver.statuses = [500, 503]
    await bot.set_webhook(receiver.url)
    fake.say(AN, "Xin chào")
    await fake.eventually(lambda: fake.deliveries() and not fake.pending)

    assert len(receiver.ids) == 3 and len(set(receiver.ids)) == 1
    assert [delivery.status for delivery in fake.deliveries()] == [500, 503, 200]


async def test_a_chat_that_fails_keeps_its_order_and_holds_no_other(
    bot: Bot, fake: FakeTelegram, receiver: Receiver
) -> None:
    receiver.failing = AN
    for chat, text in ((AN, "An 1"), (AN, "An 2"), (BINH, "Bình 1")):
        fake.say(chat, text)
    an_1, an_2, binh_1 = (update["update_id"] for update in fake.updates)
    await bot.set_webhook(receiver.url)
    await fake.eventually(lambda: len(fake.deliveries(an_1)) >= 2 and len(fake.pending) == 2)
    receiver.failing = 0
    await fake.eventually(lambda: not fake.pending)

    taken = [delivery.update_id for delivery in fake.deliveries() if delivery.status == 200]
    assert taken == [binh_1, an_1, an_2]


async def test_a_taken_update_may_come_once_more(
    bot: Bot, fake: FakeTelegram, receiver: Receiver
) -> None:
    await bot.set_webhook(receiver.url)
    fake.say(AN, "Xin chào")
    await fake.eventually(lambda: fake.deliveries() and not fake.pending)
    fake.redeliver(fake.updates[0]["update_id"])
    await fake.eventually(lambda: len(fake.deliveries()) == 2)

    assert receiver.bodies[0] == receiver.bodies[1]


async def test_webhook_info_tells_what_is_wrong(
    bot: Bot, fake: FakeTelegram, receiver: Receiver
) -> None:
    receiver.statuses = [500] * 1000
    await bot.set_webhook(receiver.url, max_connections=7, allowed_updates=["message"])
    fake.say(AN, "Xin chào")
    await fake.eventually(fake.deliveries)

    info = await bot.get_webhook_info()
    assert (info.url, info.pending_update_count, info.max_connections) == (receiver.url, 1, 7)
    assert info.last_error_message is not None and "500" in info.last_error_message
    assert info.allowed_updates == ("message",)


async def test_a_webhook_nobody_listens_at_is_tried_again(bot: Bot, fake: FakeTelegram) -> None:
    await bot.set_webhook("http://127.0.0.1:1/hook")
    fake.say(AN, "Xin chào")
    await fake.eventually(lambda: len(fake.deliveries()) >= 2)

    assert fake.deliveries()[0].status is None
    assert len(fake.pending) == 1


async def test_polling_conflicts_with_a_webhook(bot: Bot) -> None:
    await bot.set_webhook("http://127.0.0.1:1/hook")

    with pytest.raises(Conflict, match="can't use getUpdates method while webhook is active"):
        await bot.get_updates(timeout=0)


async def test_setting_a_webhook_ends_an_open_poll(bot: Bot, fake: FakeTelegram) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=30))
    await fake.eventually(lambda: fake.calls("getUpdates"))
    await bot.set_webhook("http://127.0.0.1:1/hook")

    with pytest.raises(Conflict, match="terminated by setWebhook request"):
        await poll


async def test_polling_works_after_the_webhook_is_deleted(bot: Bot, fake: FakeTelegram) -> None:
    await bot.set_webhook("http://127.0.0.1:1/hook")
    fake.say(AN, "Một")
    await bot.delete_webhook()

    assert texts(await bot.get_updates(timeout=0)) == ["Một"]
    assert (await bot.get_webhook_info()).url == ""


async def test_pending_updates_may_be_dropped(bot: Bot, fake: FakeTelegram) -> None:
    fake.say(AN, "Một")
    await bot.delete_webhook(drop_pending_updates=True)

    assert await bot.get_updates(timeout=0) == ()


@pytest.mark.parametrize("secret", ["có dấu", "a b", "a" * 257])
async def test_a_secret_of_other_characters_is_refused(bot: Bot, secret: str) -> None:
    with pytest.raises(BadRequest, match="Secret token"):
        await bot.set_webhook("http://127.0.0.1:1/hook", secret_token=secret)


@pytest.mark.parametrize("url", ["http://xa.vn/hook", "https://xa.vn:8080/hook", "xa.vn"])
async def test_the_real_telegram_wants_https_on_its_ports(url: str) -> None:
    with FakeTelegram() as fake:
        async with Bot(fake.token, base_url=fake.base_url) as bot:
            with pytest.raises(BadRequest, match="Bad webhook"):
                await bot.set_webhook(url)


# Downloads


async def test_a_file_is_downloaded_as_it_was_sent(bot: Bot, fake: FakeTelegram) -> None:
    content = bytes(range(256))
    fake.send_document(AN, content, "Đơn.pdf", "application/pdf")
    (update,) = await bot.get_updates(timeout=0)
    assert update.message is not None and update.message.document is not None

    file = await update.message.document.get_file()

    assert bytes(await file.download_as_bytearray()) == content
    assert file.file_size == 256


async def test_a_file_over_the_limit_is_not_given(bot: Bot, fake: FakeTelegram) -> None:
    fake.send_document(AN, b"%PDF", "a.pdf", "application/pdf", size=1001)
    (update,) = await bot.get_updates(timeout=0)
    assert update.message is not None and update.message.document is not None

    with pytest.raises(BadRequest, match="File is too big"):
        await update.message.document.get_file()


async def test_an_unknown_file_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Wrong file_id"):
        await bot.get_file("AgACAgUAAxkB")


async def test_a_path_is_good_until_it_expires(bot: Bot, fake: FakeTelegram) -> None:
    fake.send_voice(AN)
    (update,) = await bot.get_updates(timeout=0)
    assert update.message is not None and update.message.voice is not None
    file = await update.message.voice.get_file()
    fake.expire_file_paths()

    with pytest.raises(InvalidToken, match="Not Found"):
        await file.download_as_bytearray()


async def test_a_path_is_unknown_before_get_file(fake: FakeTelegram) -> None:
    fake.send_document(AN, b"PDF", "a.pdf", "application/pdf")
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{fake.base_file_url}{fake.token}/documents/file_0.pdf")

    assert answer.status_code == 404
