"""What Telegram refuses becomes one of three outcomes, and never anything else."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from fakes.telegram import FakeTelegram, Person, Settings
from integration.telegram_kit import AN, BINH, body, open_account
from structlog.testing import capture_logs

from bot.channels.progress import MOST, Delivery, Unfinished
from bot.channels.telegram.faults import TOKEN_WAIT
from notifications.outcomes import Moved, Never, TryAgain
from notifications.relay import Sender

GROUP, SUPERGROUP = -4_500, -1_001_234_567_890


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        fake.open_chat(AN)
        yield fake


@pytest.fixture
async def sender(telegram: FakeTelegram) -> AsyncIterator[Sender]:
    async with open_account(telegram) as account:
        yield account.sender


async def test_who_blocked_the_bot_is_gone(telegram: FakeTelegram, sender: Sender) -> None:
    telegram.block(AN)

    assert await never(sender, AN) == ("blocked", True)


async def test_a_deleted_account_is_gone(telegram: FakeTelegram, sender: Sender) -> None:
    telegram.deactivate(AN)

    assert await never(sender, AN) == ("deactivated", True)


async def test_a_chat_that_never_was_is_gone(sender: Sender) -> None:
    assert await never(sender, 999) == ("gone", True)


async def test_an_address_that_is_no_telegram_address_is_gone(sender: Sender) -> None:
    with pytest.raises(Never) as fault:
        await sender.send("not-a-chat", body("chào"))

    assert fault.value.gone


async def test_who_never_started_the_bot_is_gone(telegram: FakeTelegram, sender: Sender) -> None:
    telegram.meet(Person(id=BINH, first_name="Bình"))

    assert await never(sender, BINH) == ("forbidden", True)


async def test_a_group_that_became_a_supergroup_has_moved(
    telegram: FakeTelegram, sender: Sender
) -> None:
    telegram.open_chat(GROUP, title="Tổ dân phố")
    telegram.migrate(GROUP, SUPERGROUP)
    with pytest.raises(Moved) as fault:
        await sender.send(str(GROUP), body("chào"))

    assert fault.value.to == str(SUPERGROUP)


async def test_too_many_messages_wait_as_long_as_telegram_asks(
    telegram: FakeTelegram, sender: Sender
) -> None:
    telegram.fail_next("sendMessage", "429", retry_after=17)
    fault = await again(sender)

    assert (fault.reason, fault.after) == ("busy", 17)


async def test_the_real_limits_delay_a_long_message_and_lose_no_piece_of_it() -> None:
    moment = [0.0]
    limits = Settings(rate_limits=True, clock=lambda: moment[0])
    with FakeTelegram(limits) as telegram:
        telegram.open_chat(AN)
        async with open_account(telegram) as account:
            for _ in range(2):
                with pytest.raises(TryAgain):
                    await account.sender.send(str(AN), body("từ " * 3_000))
                moment[0] += 1
            await account.sender.send(str(AN), body("từ " * 3_000))

        assert len(telegram.sent(AN)) == 3


@pytest.mark.parametrize("kind", ["500", "502", "close"])
async def test_a_fault_before_telegram_took_it_is_tried_again_and_arrives_once(
    telegram: FakeTelegram, sender: Sender, kind: str
) -> None:
    telegram.fail_next("sendMessage", kind)
    fault = await again(sender)
    await sender.send(str(AN), body("chào"))

    assert (fault.reason, fault.after) == ("network", None)
    assert len(telegram.sent(AN)) == 1


@pytest.mark.parametrize("kind", ["accept_then_close", "accept_then_timeout"])
async def test_where_only_the_answer_was_lost_the_message_arrives_twice(
    telegram: FakeTelegram, kind: str
) -> None:
    telegram.fail_next("sendMessage", kind)
    async with open_account(telegram, answer=0.3) as account:
        await again(account.sender)
        await account.sender.send(str(AN), body("chào"))

    # Telegram can neither be asked whether it took a message nor told that it is the same one.
    assert len(telegram.sent(AN)) == 2


async def test_a_server_that_is_away_is_tried_again(telegram: FakeTelegram, sender: Sender) -> None:
    telegram.stop()

    assert (await again(sender)).reason == "network"


async def test_a_refused_token_waits_long_and_is_reported_by_the_accounts_name(
    telegram: FakeTelegram,
) -> None:
    token = "110201543:" + "x" * 35
    async with open_account(telegram, token=token) as account:
        with capture_logs() as logs:
            fault = await again(account.sender)

    assert fault.after == TOKEN_WAIT
    assert logs[0]["log_level"] == "error"
    assert logs[0]["account"] == "main"
    assert token not in str(logs)


async def test_any_other_refusal_is_given_up_and_the_person_is_not_gone(
    telegram: FakeTelegram, sender: Sender
) -> None:
    telegram.fail_next("sendMessage", "refuse", code=400, description="Bad Request: WHATEVER")

    assert await never(sender, AN) == ("refused", False)


@pytest.mark.parametrize(
    ("broken", "outcome"), [(OSError("disk"), "fault"), (ValueError("ours"), "fault")]
)
async def test_a_fault_of_ours_is_tried_again(
    telegram: FakeTelegram, broken: Exception, outcome: str
) -> None:
    class Broken:
        async def fetch(self, attachment: int) -> bytes:
            raise broken

    shelf: Any = Broken()
    file = {"attachment": 1, "name": "a", "mime": "x/y", "size": 1}
    async with open_account(telegram, shelf=shelf) as account:
        with pytest.raises(TryAgain) as fault:
            await account.sender.send(str(AN), {"text": "", "files": [file]})

    assert fault.value.reason == outcome


async def test_a_call_that_hangs_ends_before_the_lease_does(
    telegram: FakeTelegram, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.channels.telegram.send.BUDGET", 0.1)
    telegram.fail_next("sendMessage", "slow", seconds=5)
    async with open_account(telegram) as account:
        assert (await again(account.sender)).reason == "slow"
    telegram.stop_failing()


async def test_the_same_words_to_two_people_at_once_reach_both(
    telegram: FakeTelegram, sender: Sender
) -> None:
    telegram.open_chat(BINH)
    message = body("từ " * 2_000)
    await asyncio.gather(*(sender.send(str(chat), message) for chat in (AN, BINH, AN)))

    assert (len(telegram.sent(AN)), len(telegram.sent(BINH))) == (4, 2)


def test_the_memory_of_unfinished_messages_is_bounded() -> None:
    unfinished = Unfinished()
    for number in range(MOST + 1):
        unfinished.keep(str(number), Delivery(left=[], ids=["1"]))  # type: ignore[arg-type]

    assert unfinished.take("0") is None
    assert unfinished.take(str(MOST)) is not None


async def never(sender: Sender, chat: int) -> tuple[str, bool]:
    with pytest.raises(Never) as fault:
        await sender.send(str(chat), body("chào"))
    return fault.value.reason, fault.value.gone


async def again(sender: Sender) -> TryAgain:
    with pytest.raises(TryAgain) as fault:
        await sender.send(str(AN), body("chào"))
    return fault.value
