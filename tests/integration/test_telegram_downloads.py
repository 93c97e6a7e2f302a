"""What people sent is fetched later, by the reference in the event, and never beyond the limit."""

from collections.abc import AsyncIterator, Iterator

import pytest
from fakes.telegram import FakeTelegram
from fakes.telegram.state import Settings
from integration.telegram_kit import AN, Inbox, picture, running

from bot.channels.telegram.account import TelegramAccount
from bot.channels.telegram.files import TooBig
from notifications.outcomes import Never, TryAgain

LIMIT = 1024 * 1024


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram(Settings(max_download=10 * LIMIT)) as fake:
        yield fake


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def account(telegram: FakeTelegram, inbox: Inbox) -> AsyncIterator[TelegramAccount]:
    async with running(telegram, inbox) as opened:
        yield opened


async def test_a_photo_is_fetched_as_it_was_sent(
    telegram: FakeTelegram, inbox: Inbox, account: TelegramAccount
) -> None:
    content = picture(1200, 900)
    telegram.send_photo(AN, content)
    (file,) = (await inbox.one()).files

    assert await account.fetch(file.source, LIMIT) == content


async def test_every_photo_of_an_album_is_its_own_file(
    telegram: FakeTelegram, inbox: Inbox, account: TelegramAccount
) -> None:
    contents = [picture(100 + number, 90) for number in range(3)]
    telegram.send_album(AN, contents)
    events = await inbox.has(3)

    assert [await account.fetch(one.files[0].source, LIMIT) for one in events] == contents


async def test_a_document_and_a_voice_are_fetched(
    telegram: FakeTelegram, inbox: Inbox, account: TelegramAccount
) -> None:
    telegram.send_document(AN, b"%PDF-1.7", "Đơn.pdf", "application/pdf")
    telegram.send_voice(AN, b"OggS spoken")
    paper, voice = await inbox.has(2)

    assert await account.fetch(paper.files[0].source, LIMIT) == b"%PDF-1.7"
    assert await account.fetch(voice.files[0].source, LIMIT) == b"OggS spoken"


async def test_a_file_that_says_it_is_too_big_is_not_downloaded(
    telegram: FakeTelegram, inbox: Inbox, account: TelegramAccount
) -> None:
    telegram.send_document(AN, b"x", "a.zip", "application/zip", size=LIMIT + 1)
    (file,) = (await inbox.one()).files
    with pytest.raises(TooBig):
        await account.fetch(file.source, LIMIT)

    assert telegram.calls("download") == []


async def test_a_file_that_is_bigger_than_it_says_is_dropped_on_the_way(
    telegram: FakeTelegram, inbox: Inbox, account: TelegramAccount
) -> None:
    telegram.send_document(AN, b"x" * (LIMIT + 1), "a.zip", "application/zip", size=10)
    (file,) = (await inbox.one()).files
    with pytest.raises(TooBig):
        await account.fetch(file.source, LIMIT)


async def test_a_file_that_telegram_gives_to_no_bot_is_too_big(
    telegram: FakeTelegram, inbox: Inbox, account: TelegramAccount
) -> None:
    telegram.send_document(AN, b"x", "a.zip", "application/zip", size=11 * LIMIT)
    (file,) = (await inbox.one()).files
    with pytest.raises(TooBig):
        await account.fetch(file.source, 50 * LIMIT)


@pytest.mark.parametrize("method", ["getFile", "download"])
@pytest.mark.parametrize("kind", ["500", "502", "close"])
async def test_a_bad_network_is_a_reason_to_try_again(
    telegram: FakeTelegram, inbox: Inbox, account: TelegramAccount, method: str, kind: str
) -> None:
    telegram.send_voice(AN)
    (file,) = (await inbox.one()).files
    telegram.fail_next(method, kind)
    with pytest.raises(TryAgain) as fault:
        await account.fetch(file.source, LIMIT)

    assert telegram.token not in str(fault.value)
    assert await account.fetch(file.source, LIMIT)


async def test_a_dead_link_is_a_reason_to_try_again(
    telegram: FakeTelegram, inbox: Inbox, account: TelegramAccount, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram.send_voice(AN)
    (file,) = (await inbox.one()).files
    with monkeypatch.context() as patch:
        patch.setattr(telegram.state.files, "at", lambda path: None)
        with pytest.raises(TryAgain):
            await account.fetch(file.source, LIMIT)

    assert await account.fetch(file.source, LIMIT)


async def test_a_file_that_telegram_refuses_is_given_up(
    telegram: FakeTelegram, account: TelegramAccount
) -> None:
    telegram.fail_next("getFile", "refuse", code=400, description="Bad Request: invalid file_id")
    with pytest.raises(Never) as fault:
        await account.fetch({"file_id": "?"}, LIMIT)

    assert fault.value.reason == "file-gone"
