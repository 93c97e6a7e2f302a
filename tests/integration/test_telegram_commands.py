"""The menu of commands: everybody's, and that of one chat."""

from collections.abc import AsyncIterator, Iterator

import pytest
from fakes.telegram import FakeTelegram
from integration.telegram_kit import AN, open_account

from bot.channels.telegram.account import TelegramAccount
from notifications.outcomes import TryAgain

CITIZEN = [("/gui", "Gửi kiến nghị"), ("tracuu", "Tra cứu")]
SCOPE = {"type": "chat", "chat_id": AN}


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        fake.open_chat(AN)
        yield fake


@pytest.fixture
async def account(telegram: FakeTelegram) -> AsyncIterator[TelegramAccount]:
    async with open_account(telegram) as opened:
        yield opened


async def test_everybody_sees_the_citizens_menu(
    telegram: FakeTelegram, account: TelegramAccount
) -> None:
    assert await account.show_menu(CITIZEN)
    assert telegram.commands() == [
        {"command": "gui", "description": "Gửi kiến nghị"},
        {"command": "tracuu", "description": "Tra cứu"},
    ]


async def test_staff_see_their_own_until_they_leave(
    telegram: FakeTelegram, account: TelegramAccount
) -> None:
    await account.show_menu_to(str(AN), [("viec", "Việc đang chờ")])
    during = telegram.commands(SCOPE)
    await account.show_menu_to(str(AN), [])

    assert [one["command"] for one in during] == ["viec"]
    assert telegram.commands(SCOPE) == []


@pytest.mark.parametrize("commands", [[("Có dấu", "x")], CITIZEN])
async def test_a_menu_that_is_not_taken_is_only_reported(
    telegram: FakeTelegram, account: TelegramAccount, commands: list[tuple[str, str]]
) -> None:
    telegram.fail_next("setMyCommands", "500")

    assert not await account.show_menu(commands)


async def test_the_bots_name_is_known_for_links(
    telegram: FakeTelegram, account: TelegramAccount
) -> None:
    assert await account.username() == "doithoai_bot"

    telegram.fail_next("getMe", "500")
    with pytest.raises(TryAgain):
        await account.username()
