"""The Zalo Bot channel beside a strict platform: what comes in, what goes out, what is refused."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from fakes.zalo_bot import FakeZaloBot, Plan
from integration.telegram_kit import Inbox
from integration.zalo_kit import KEY, NOW, body, bot_account, free_port, receiving
from starlette.applications import Starlette

from bot.channels.zalo.spool import Spool
from bot.channels.zalo_bot.account import ZaloBotAccount
from bot.channels.zalo_bot.webhook import SECRET_HEADER
from handlers.messages import NUMBERED, Choice, File, Kind
from notifications.outcomes import TryAgain
from storage.errors import Unavailable

SECRET = "a-secret-of-ours"


@pytest.fixture
def zalo() -> Iterator[FakeZaloBot]:
    with FakeZaloBot() as fake:
        yield fake


class TestPolling:
    async def test_messages_come_in_their_order_and_the_person_sees_that_somebody_writes(
        self, zalo: FakeZaloBot, tmp_path: Path
    ) -> None:
        inbox = Inbox()
        async with receiving(bot_account(zalo, tmp_path, inbox.receive)):
            zalo.say("an", "một")
            zalo.send_sticker("an")
            zalo.send_unsupported("an")
            zalo.say("an", "hai")
            taken = await inbox.has(4)
            await zalo.eventually(lambda: len(zalo.state.typing) == 4)

        assert [one.kind for one in taken] == [
            Kind.TEXT,
            Kind.UNSUPPORTED,
            Kind.UNSUPPORTED,
            Kind.TEXT,
        ]
        assert [one.text for one in taken] == ["một", "", "", "hai"]

    async def test_an_update_that_comes_back_with_each_poll_is_taken_once(
        self, tmp_path: Path
    ) -> None:
        inbox = Inbox()
        with FakeZaloBot(Plan(replays=True)) as zalo:
            async with receiving(bot_account(zalo, tmp_path, inbox.receive)):
                zalo.say("an", "một")
                await inbox.has(1)
                await zalo.eventually(lambda: len(zalo.calls("getUpdates")) > 5)

        assert len(inbox.taken) == 1

    async def test_a_webhook_is_taken_down_first(self, zalo: FakeZaloBot, tmp_path: Path) -> None:
        zalo.state.webhook = {"url": "https://elsewhere.example", "secret": SECRET}
        inbox = Inbox()
        async with receiving(bot_account(zalo, tmp_path, inbox.receive)):
            zalo.state.webhook = zalo.state.webhook if zalo.calls("deleteWebhook") else {}
            zalo.say("an", "một")
            await inbox.has(1)

        assert zalo.calls("deleteWebhook") == [{}]

    async def test_what_cannot_be_saved_waits_on_the_disk_and_is_handled_later(
        self, zalo: FakeZaloBot, tmp_path: Path
    ) -> None:
        inbox = Inbox()
        inbox.faults.extend([Unavailable("away"), Unavailable("away")])
        async with receiving(bot_account(zalo, tmp_path, inbox.receive)):
            zalo.say("an", "một")
            zalo.say("an", "hai")
            taken = await inbox.has(2)

        assert [one.text for one in taken] == ["một", "hai"]

    async def test_what_a_killed_program_had_taken_is_handled_by_the_next_one(
        self, zalo: FakeZaloBot, tmp_path: Path
    ) -> None:
        before = bot_account(zalo, tmp_path, Inbox().receive)
        await before.arrivals.take(
            b'{"message":{"message_id":"m1","chat":{"id":"an"},"text":"m\\u1ed9t"}}'
        )
        await before.close()
        inbox = Inbox()

        async with receiving(bot_account(zalo, tmp_path, inbox.receive)):
            assert (await inbox.one()).text == "một"
        assert Spool(tmp_path / "incoming").count() == 0

    async def test_a_body_that_no_one_can_read_holds_up_nobody(
        self, zalo: FakeZaloBot, tmp_path: Path
    ) -> None:
        inbox = Inbox()
        inbox.faults.append(ValueError("a fault of ours"))
        async with receiving(bot_account(zalo, tmp_path, inbox.receive)):
            zalo.send_raw({"message": {"text": {"$": []}, "chat": {"id": "an"}}})
            zalo.say("an", "một")
            zalo.say("an", "hai")

            assert (await inbox.one()).text == "hai"

    async def test_an_outage_of_the_platform_is_lived_through(
        self, zalo: FakeZaloBot, tmp_path: Path
    ) -> None:
        inbox = Inbox()
        async with receiving(bot_account(zalo, tmp_path, inbox.receive)):
            zalo.refuse_next("getUpdates", 502, "Bad Gateway", times=2)
            zalo.refuse_next("getUpdates", 999, "what is this")
            zalo.say("an", "một")

            assert (await inbox.one()).text == "một"


class TestWebhook:
    def client(self, account: ZaloBotAccount) -> httpx.AsyncClient:
        app = Starlette(routes=account.routes)
        return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://xa.example")

    async def post(self, account: ZaloBotAccount, content: bytes, secret: str = SECRET) -> int:
        async with self.client(account) as client:
            answer = await client.post(
                "/zalo/bot/main",
                content=content,
                headers=[(SECRET_HEADER.encode(), secret.encode())],
            )
        return answer.status_code

    @pytest.fixture
    async def account(self, zalo: FakeZaloBot, tmp_path: Path) -> AsyncIterator[ZaloBotAccount]:
        self.inbox = Inbox()
        opened = bot_account(zalo, tmp_path, self.inbox.receive, mode="webhook", secret=SECRET)
        yield opened
        await opened.close()  # what is handled at once shows that somebody is writing

    async def test_a_body_is_on_the_disk_before_it_is_acknowledged(
        self, account: ZaloBotAccount, tmp_path: Path
    ) -> None:
        assert await self.post(account, b'{"message":{}}') == 200
        assert [one.body for one in Spool(tmp_path / "incoming").waiting(9)] == [b'{"message":{}}']

    @pytest.mark.parametrize("secret", ["", "another", "a-secret-of-ourş"])
    async def test_without_the_secret_nothing_is_taken(
        self, account: ZaloBotAccount, tmp_path: Path, secret: str
    ) -> None:
        assert await self.post(account, b"{}", secret) == 403
        assert Spool(tmp_path / "incoming").count() == 0

    async def test_an_empty_probe_is_answered(self, account: ZaloBotAccount) -> None:
        assert await self.post(account, b"", "") == 200

    async def test_a_body_without_end_is_refused(self, account: ZaloBotAccount) -> None:
        assert await self.post(account, b"x" * (128 * 1024 + 1)) == 413

    async def test_a_full_disk_costs_nothing_as_long_as_the_database_takes_it(
        self, account: ZaloBotAccount, tmp_path: Path
    ) -> None:
        (tmp_path / "incoming").write_text("no folder can be made here")
        message = b'{"message":{"message_id":"m1","chat":{"id":"an"},"text":"x"}}'

        assert await self.post(account, message) == 200
        assert len(self.inbox.taken) == 1
        self.inbox.faults.append(Unavailable("full too"))
        assert await self.post(account, message) == 503

    @pytest.mark.parametrize("wrapped", [False, True])
    async def test_zalo_is_told_where_to_call_and_both_its_bodies_are_taken(
        self, tmp_path: Path, wrapped: bool
    ) -> None:
        inbox, port = Inbox(), free_port()
        with FakeZaloBot(Plan(wrapped=wrapped)) as zalo:
            from bot.channels.zalo.links import Links
            from bot.server import Server

            links = Links(public_url=f"http://127.0.0.1:{port}", key=KEY, clock=lambda: NOW)
            account = bot_account(zalo, tmp_path, inbox.receive, links=links, mode="webhook")
            server = Server(Starlette(routes=account.routes), "127.0.0.1", port)
            await server.start()
            async with receiving(account):
                zalo.say("an", "một")
                taken = await inbox.one()
                await zalo.eventually(lambda: zalo.state.deliveries[-1:] == [200])
            await server.stop()

        assert taken.text == "một"


class TestSending:
    @pytest.fixture
    async def account(self, zalo: FakeZaloBot, tmp_path: Path) -> Any:
        zalo.say("an", "xin chào")
        account = bot_account(zalo, tmp_path, Inbox().receive)
        yield account
        await account.close()

    async def test_choices_are_numbers_and_a_long_text_is_cut_where_a_sentence_ends(
        self, zalo: FakeZaloBot, account: ZaloBotAccount
    ) -> None:
        long = "Đường thôn Đông hỏng nặng. " * 100
        choices = (Choice(label="Có", value="1.yes"), Choice(label="Không", value="1.no"))
        message = {**body(long, title="Nội dung", choices=choices), NUMBERED: True}

        sent = await account.sender.send("an", message)

        texts = [one.text for one in zalo.sent("an")]
        assert sent.messages == len(texts) == 2
        assert all(len(text) <= 2000 for text in texts)
        assert texts[0].endswith("nặng.")
        assert texts[-1].endswith("1. Có\n2. Không")

    async def test_a_notice_has_no_numbers_that_would_answer_something_else(
        self, zalo: FakeZaloBot, account: ZaloBotAccount
    ) -> None:
        choices = (Choice(label="Xem", value="/xem XM25-0001"),)

        await account.sender.send("an", body("Đã nhận", choices=choices))

        assert zalo.sent("an")[0].text == "Đã nhận\nXem: /xem XM25-0001"

    async def test_a_paper_is_an_address_in_the_text(
        self, zalo: FakeZaloBot, account: ZaloBotAccount
    ) -> None:
        paper = File(attachment=7, name="tra-loi.pdf", mime="application/pdf", size=9)

        await account.sender.send("an", body("Trả lời", files=(paper,)))

        [text] = [one.text for one in zalo.sent("an")]
        assert "tra-loi.pdf: http://127.0.0.1:1/zalo/files/7-" in text

    async def test_after_a_fault_in_the_middle_only_the_rest_is_sent(
        self, zalo: FakeZaloBot, account: ZaloBotAccount
    ) -> None:
        message = body("Đường thôn Đông hỏng nặng. " * 150)
        zalo.state.plan.messages = 1
        with pytest.raises(TryAgain):
            await account.sender.send("an", message)
        zalo.state.plan.messages = 100

        await account.sender.send("an", message)

        assert len(zalo.sent("an")) == 3

    async def test_a_platform_that_is_away_is_tried_again_and_its_address_is_told_to_nobody(
        self, zalo: FakeZaloBot, account: ZaloBotAccount
    ) -> None:
        zalo.stop()

        with pytest.raises(TryAgain) as caught:
            await account.sender.send("an", body("Đã nhận"))
        assert zalo.token not in f"{caught.value!r}{caught.value.__cause__!r}"
        zalo.start()
