"""After a press: the button stops waiting, and choices that are answered are gone."""

from collections.abc import AsyncIterator, Iterator

import pytest
from fakes.telegram import FakeTelegram
from fakes.telegram.faults import FaultKind
from integration.telegram_kit import AN, Inbox, body, choices, running

from bot.channels.telegram.account import TelegramAccount
from handlers.messages import Choice
from storage.errors import Unavailable

OFFERED = (
    *choices(("Có", "3.yes"), ("Không", "3.no"), ("Trợ giúp", "/trogiup")),
    Choice(label="Trang của xã", url="https://xa.example"),
)


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        fake.open_chat(AN)
        yield fake


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def account(telegram: FakeTelegram, inbox: Inbox) -> AsyncIterator[TelegramAccount]:
    async with running(telegram, inbox) as opened:
        yield opened


@pytest.fixture
async def question(account: TelegramAccount) -> int:
    """A message with buttons of both kinds."""
    return int(await account.sender.send(str(AN), body("Gửi chứ?", choices=OFFERED)))


async def test_a_press_is_answered_once(telegram: FakeTelegram, question: int) -> None:
    press = telegram.press(question, "3.yes")
    answer = await telegram.eventually(lambda: telegram.callback_answer(press))
    await done(telegram)

    assert answer == {"text": "", "show_alert": False}
    assert len(telegram.calls("answerCallbackQuery")) == 1


async def test_it_is_answered_only_after_the_commit(
    telegram: FakeTelegram, inbox: Inbox, question: int
) -> None:
    inbox.open.clear()
    press = telegram.press(question, "3.yes")
    await inbox.until(lambda: inbox.tried == 1)
    early = telegram.callback_answer(press)
    inbox.open.set()
    await telegram.eventually(lambda: telegram.callback_answer(press))

    assert early is None


async def test_what_was_not_saved_is_not_answered_until_it_is(
    telegram: FakeTelegram, inbox: Inbox, question: int
) -> None:
    inbox.faults.append(Unavailable())
    press = telegram.press(question, "3.yes")
    await telegram.eventually(lambda: telegram.callback_answer(press))
    await done(telegram)

    assert inbox.tried == 2
    assert len(telegram.calls("answerCallbackQuery")) == 1


async def test_answered_choices_are_taken_away_and_commands_stay(
    telegram: FakeTelegram, question: int
) -> None:
    telegram.press(question, "3.yes")
    await done(telegram)

    assert telegram.message(question).labels == ["Trợ giúp", "Trang của xã"]
    assert telegram.message(question).text == "Gửi chứ?"


async def test_a_command_below_a_message_leaves_it_as_it_is(
    telegram: FakeTelegram, account: TelegramAccount
) -> None:
    menu = choices(("Lịch", "/lich"), ("Gửi", "/gui"))
    sent = int(await account.sender.send(str(AN), body("Chào", choices=menu)))
    telegram.press(sent, "/lich")
    await done(telegram)

    assert telegram.message(sent).labels == ["Lịch", "Gửi"]
    assert telegram.calls("editMessageReplyMarkup") == []


async def test_a_redelivered_press_is_harmless(
    telegram: FakeTelegram, inbox: Inbox, question: int
) -> None:
    telegram.press(question, "3.yes")
    await done(telegram)
    telegram.redeliver(telegram.updates[0]["update_id"])
    await inbox.has(2)
    await done(telegram)

    assert telegram.message(question).labels == ["Trợ giúp", "Trang của xã"]


@pytest.mark.parametrize("kind", [FaultKind.INTERNAL, FaultKind.CLOSE, FaultKind.TOO_MANY])
async def test_an_answer_that_fails_does_not_fail_the_event(
    telegram: FakeTelegram, inbox: Inbox, question: int, kind: FaultKind
) -> None:
    telegram.fail_next("answerCallbackQuery", kind)
    telegram.fail_next("editMessageReplyMarkup", kind)
    telegram.press(question, "3.yes")
    await done(telegram)

    assert [event.choice for event in inbox.taken] == ["3.yes"]
    assert telegram.faults_left == 0


async def test_a_press_too_old_to_be_answered_is_still_an_event(
    telegram: FakeTelegram, inbox: Inbox, question: int
) -> None:
    inbox.open.clear()
    telegram.press(question, "3.yes")
    telegram.expire_callbacks()
    inbox.open.set()
    await done(telegram)

    assert [event.choice for event in inbox.taken] == ["3.yes"]


async def test_a_press_below_a_message_that_telegram_no_longer_shows_is_an_event(
    telegram: FakeTelegram, inbox: Inbox, account: TelegramAccount
) -> None:
    old = {"chat": {"id": AN, "type": "private", "first_name": "An"}, "message_id": 5, "date": 0}
    by = {"id": AN, "is_bot": False, "first_name": "An"}
    query = {"id": "1", "from": by, "chat_instance": "1", "data": "3.yes", "message": old}
    telegram.raw({"callback_query": query})
    event = await inbox.one()

    assert (event.choice, event.message_id) == ("3.yes", "5")


async def done(telegram: FakeTelegram) -> None:
    """Until every update so far is confirmed, which is after the presses are settled."""
    await telegram.eventually(lambda: not telegram.pending)
