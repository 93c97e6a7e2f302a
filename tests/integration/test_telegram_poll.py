"""The long poll: the offset moves only after the commit, and nothing stops it for good."""

import asyncio
from collections.abc import Iterator
from unittest.mock import patch

import pytest
from fakes.telegram import FakeTelegram
from fakes.telegram.faults import FaultKind
from integration.telegram_kit import AN, BINH, Inbox, account_of, kill, open_account, running
from structlog.testing import capture_logs
from telegram.error import InvalidToken, NetworkError

from bot.channels.telegram import poll as poll_module
from bot.channels.telegram.poll import Poll
from handlers.messages import Incoming
from storage.errors import Unavailable


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


async def test_the_next_offset_comes_only_after_the_commit(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    inbox.open.clear()
    telegram.say(AN, "một")
    async with running(telegram, inbox):
        await inbox.until(lambda: inbox.tried == 1)
        held = (telegram.confirmed_offset, len(telegram.pending))
        inbox.open.set()
        await telegram.eventually(lambda: not telegram.pending)

    assert held == (0, 1)
    assert telegram.confirmed_offset == telegram.updates[0]["update_id"] + 1


async def test_a_crash_before_the_commit_brings_the_same_update_again(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    inbox.open.clear()
    telegram.say(AN, "một")
    async with open_account(telegram, inbox) as account:
        task = asyncio.create_task(account.run(asyncio.Event()))
        await inbox.until(lambda: inbox.tried == 1)
        await kill(task)
    after = Inbox()
    async with running(telegram, after):
        event = await after.one()

    assert inbox.taken == []
    assert event.event_id == str(telegram.updates[0]["update_id"])


async def test_a_redelivery_repeats_the_event_id(telegram: FakeTelegram, inbox: Inbox) -> None:
    async with running(telegram, inbox):
        telegram.say(AN, "một")
        await telegram.eventually(lambda: telegram.confirmed_offset)
        telegram.redeliver(telegram.updates[0]["update_id"])
        first, second = await inbox.has(2)

    assert first.event_id == second.event_id


async def test_while_nothing_can_be_saved_updates_stay_with_telegram(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    inbox.faults.extend([Unavailable(), Unavailable()])
    telegram.say(AN, "một")
    async with running(telegram, inbox):
        await inbox.one()
        await telegram.eventually(lambda: not telegram.pending)

    offsets = [call.params.get("offset") for call in telegram.calls("getUpdates")]
    assert offsets[:3] == [None, None, None]


async def test_one_chat_that_cannot_be_saved_keeps_its_order(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    inbox.faults.append(Unavailable())
    for word in ("một", "hai", "ba"):
        telegram.say(AN, word)
    async with running(telegram, inbox):
        events = await inbox.has(3)

    assert [event.text for event in events] == ["một", "hai", "ba"]


async def test_a_poison_update_is_passed_and_the_next_is_taken(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    inbox.faults.append(RuntimeError("số điện thoại 0912"))
    telegram.say(AN, "độc")
    telegram.say(AN, "lành")
    with capture_logs() as logs:
        async with running(telegram, inbox):
            event = await inbox.one()

    assert event.text == "lành"
    assert [entry["fault"] for entry in logs if entry["log_level"] == "error"] == ["RuntimeError"]
    assert "0912" not in str(logs)


async def test_an_update_that_cannot_be_read_loses_no_other_and_its_content_is_not_logged(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    telegram.say(AN, "trước")
    telegram.raw({"message": {"text": "bí mật", "chat": "không phải một cuộc trò chuyện"}})
    telegram.say(AN, "sau")
    with capture_logs() as logs:
        async with running(telegram, inbox):
            events = await inbox.has(2)
            await telegram.eventually(lambda: not telegram.pending)

    assert [event.text for event in events] == ["trước", "sau"]
    assert "an update cannot be read" in str(logs)
    assert "bí mật" not in str(logs)


async def test_chats_do_not_wait_for_each_other(telegram: FakeTelegram) -> None:
    both = asyncio.Barrier(2)

    class Meeting(Inbox):
        async def receive(self, incoming: Incoming) -> None:
            await both.wait()
            await super().receive(incoming)

    inbox = Meeting()
    telegram.say(AN, "một")
    telegram.say(BINH, "hai")
    async with running(telegram, inbox):
        events = await inbox.has(2)

    assert {event.address for event in events} == {str(AN), str(BINH)}


@pytest.mark.parametrize(
    "kind",
    [FaultKind.INTERNAL, FaultKind.BAD_GATEWAY, FaultKind.CLOSE, FaultKind.ACCEPT_THEN_CLOSE],
)
async def test_a_bad_network_is_outlasted(
    telegram: FakeTelegram, inbox: Inbox, kind: FaultKind
) -> None:
    telegram.fail_next("getUpdates", kind, times=2)
    telegram.say(AN, "một")
    async with running(telegram, inbox):
        event = await inbox.one()

    assert event.text == "một"
    assert telegram.faults_left == 0


async def test_an_outage_at_the_start_is_outlasted(telegram: FakeTelegram, inbox: Inbox) -> None:
    telegram.fail_next("deleteWebhook", FaultKind.CLOSE, times=2)
    telegram.say(AN, "một")
    async with running(telegram, inbox):
        event = await inbox.one()

    assert event.text == "một"


async def test_telegrams_wish_to_wait_is_obeyed(telegram: FakeTelegram, inbox: Inbox) -> None:
    telegram.fail_next("getUpdates", FaultKind.TOO_MANY, retry_after=1)
    telegram.say(AN, "một")
    async with running(telegram, inbox):
        await inbox.one()

    refused, next_try = telegram.calls("getUpdates")[:2]
    assert next_try.at - refused.at >= 1


async def test_a_webhook_is_taken_down_and_what_waits_behind_it_is_kept(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    async with open_account(telegram, inbox) as account:
        await account.bot.set_webhook("https://nowhere.invalid/telegram")
    telegram.say(AN, "một")
    async with running(telegram, inbox):
        event = await inbox.one()

    assert event.text == "một"
    assert len(telegram.calls("deleteWebhook")) == 1


async def test_a_second_reader_is_told_what_to_do(telegram: FakeTelegram, inbox: Inbox) -> None:
    telegram.fail_next("getUpdates", "refuse", code=409, description="Conflict: terminated")
    with capture_logs() as logs:
        async with running(telegram, inbox):
            telegram.say(AN, "một")
            await inbox.one()

    (advice,) = [entry["advice"] for entry in logs if "advice" in entry]
    assert "stop the other one" in advice


async def test_a_refused_token_is_reported_by_the_accounts_name(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    token, failed = "110201543:" + "x" * 35, asyncio.Event()
    with capture_logs() as logs:
        async with running(telegram, inbox, token=token, failed=failed):
            await failed.wait()

    assert logs[0]["account"] == "main"
    assert token not in str(logs)


async def test_it_stops_in_the_middle_of_a_long_poll(telegram: FakeTelegram, inbox: Inbox) -> None:
    stop = asyncio.Event()
    async with open_account(telegram, inbox) as account:
        task = asyncio.create_task(account.run(stop))
        await telegram.eventually(lambda: telegram.calls("getUpdates"))
        stop.set()
        async with asyncio.timeout(30):  # the poll itself would take fifty
            await task

    assert telegram.calls("getUpdates")[0].params["timeout"] == "50"


async def test_what_it_holds_when_it_is_stopped_is_finished(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    stop = asyncio.Event()
    inbox.open.clear()
    telegram.say(AN, "một")
    async with open_account(telegram, inbox) as account:
        task = asyncio.create_task(account.run(stop))
        await inbox.until(lambda: inbox.tried == 1)
        stop.set()
        inbox.open.set()
        await task

    assert [event.text for event in inbox.taken] == ["một"]


async def test_only_the_kinds_that_are_read_are_asked_for(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    async with running(telegram, inbox):
        await telegram.eventually(lambda: telegram.state.updates.allowed)

    assert telegram.state.updates.allowed == [
        "message",
        "edited_message",
        "callback_query",
        "my_chat_member",
    ]


async def test_a_polling_account_serves_no_webhook(telegram: FakeTelegram, inbox: Inbox) -> None:
    account = account_of(telegram, inbox)
    await account.close()

    assert account.routes == []


async def test_a_refusal_is_said_at_once_and_once() -> None:
    """After a bad network too; nobody has to wait for the next look at the accounts."""
    said: list[str] = []
    poll = Poll(
        bot=_Refusing([NetworkError("away"), *[InvalidToken() for _ in range(3)]]),  # type: ignore[arg-type]
        account="main",
        arrivals=None,  # type: ignore[arg-type]
        wait_after=lambda _: 0.0,
        refused=lambda: said.append("refused"),
    )
    with patch.object(poll_module, "LONGEST", 0.0):
        await poll.run(poll.bot.stop)  # type: ignore[attr-defined]

    assert said == ["refused"]


class _Refusing:
    """A bot that Telegram answers with these faults, one after the other."""

    def __init__(self, faults: list[Exception]) -> None:
        self.faults, self.stop = faults, asyncio.Event()

    async def delete_webhook(self) -> bool:
        fault = self.faults.pop(0)
        if not self.faults:
            self.stop.set()
        raise fault
