"""Files leave as what they are: pictures to look at, voices to hear, the rest to keep."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from fakes.telegram import FakeTelegram, asgi, sending
from fakes.telegram.content import media_of
from fakes.telegram.params import Params
from fakes.telegram.state import State
from integration.telegram_kit import AN, Shelf, body, choices, open_account, picture

from bot.channels.telegram.parts import MAX_PHOTO
from notifications.outcomes import Never, TryAgain
from notifications.relay import Sender

VOICE = b"OggS spoken"


@pytest.fixture
def telegram(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeTelegram]:
    if "sendMediaGroup" not in asgi.METHODS:
        monkeypatch.setitem(asgi.METHODS, "sendMediaGroup", _send_album)
        monkeypatch.setitem(asgi._SPELLING, "sendmediagroup", "sendMediaGroup")
    with FakeTelegram() as fake:
        fake.open_chat(AN)
        yield fake


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
async def sender(telegram: FakeTelegram, shelf: Shelf) -> AsyncIterator[Sender]:
    async with open_account(telegram, shelf=shelf) as account:
        yield account.sender


async def test_a_picture_arrives_as_a_picture_after_the_text(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    file = shelf.put(picture(), "ổ gà.jpg", "image/jpeg")
    numbers = await sender.send(str(AN), body("Ảnh", files=(file,)))
    text, photo = telegram.sent(AN)

    assert (text.kind, photo.kind) == ("text", "photo")
    assert numbers == f"{text.message_id},{photo.message_id}"


async def test_a_document_keeps_its_name_and_its_bytes(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    file = shelf.put(b"%PDF-1.7", "Trả lời số 12.pdf", "application/pdf")
    await sender.send(str(AN), body(files=(file,)))
    (seen,) = telegram.sent(AN)

    assert seen.file is not None
    assert (seen.file.kind, seen.file.name) == ("document", "Trả lời số 12.pdf")
    assert seen.file.content == b"%PDF-1.7"


async def test_a_voice_can_be_heard_in_the_chat(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    await sender.send(str(AN), body(files=(shelf.put(VOICE, "", "audio/ogg; codecs=opus"),)))

    assert telegram.last(AN).kind == "voice"


async def test_several_pictures_arrive_as_one_album(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    files = [shelf.put(picture(), f"{number}.jpg", "image/jpeg") for number in range(3)]
    paper = shelf.put(b"%PDF", "a.pdf", "application/pdf")
    numbers = await sender.send(str(AN), body("Ba ảnh", files=(*files, paper)))

    assert [one.kind for one in telegram.sent(AN)] == ["text", *["photo"] * 3, "document"]
    assert len(telegram.calls("sendMediaGroup")) == 1
    assert len(numbers.split(",")) == 5


async def test_an_album_holds_ten_pictures_at_most(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    files = tuple(shelf.put(picture(), "a.jpg", "image/jpeg") for _ in range(11))
    await sender.send(str(AN), body(files=files))

    assert len(telegram.calls("sendMediaGroup")) == 1
    assert len(telegram.calls("sendPhoto")) == 1
    assert len(telegram.sent(AN)) == 11


async def test_a_picture_that_telegram_cannot_show_arrives_as_a_file(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    long = shelf.put(picture(2_100, 10), "dải.png", "image/png")
    await sender.send(str(AN), body(files=(long,)))

    assert telegram.last(AN).kind == "document"


async def test_one_odd_picture_in_an_album_does_not_hold_up_the_others(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    good = shelf.put(picture(), "a.jpg", "image/jpeg")
    odd = shelf.put(b"no picture at all", "b.jpg", "image/jpeg")
    await sender.send(str(AN), body(files=(good, odd)))

    assert [one.kind for one in telegram.sent(AN)] == ["photo", "document"]


async def test_a_picture_too_large_to_show_is_sent_as_a_file_at_once(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    large = shelf.put(picture(), "a.jpg", "image/jpeg", size=MAX_PHOTO + 1)
    await sender.send(str(AN), body(files=(large,)))

    assert telegram.calls("sendPhoto") == []
    assert telegram.last(AN).kind == "document"


async def test_who_forbids_voices_gets_a_file(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    refusal = "Bad Request: VOICE_MESSAGES_FORBIDDEN"
    telegram.fail_next("sendVoice", "refuse", code=400, description=refusal)
    await sender.send(str(AN), body(files=(shelf.put(VOICE, "a.ogg", "audio/ogg"),)))

    assert telegram.last(AN).kind == "document"


async def test_a_file_over_telegrams_limit_is_given_up(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    described = "Request Entity Too Large"
    telegram.fail_next("sendDocument", "refuse", code=413, description=described)
    with pytest.raises(Never) as fault:
        await sender.send(str(AN), body(files=(shelf.put(b"x", "a.zip", "application/zip"),)))

    assert fault.value.reason == "file-too-big"


async def test_a_file_that_we_no_longer_have_is_given_up(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    gone = shelf.put(b"x", "a.zip", "application/zip")
    shelf.contents.clear()
    with pytest.raises(Never) as fault:
        await sender.send(str(AN), body("Văn bản", files=(gone,)))

    assert fault.value.reason == "file-gone"


async def test_what_has_arrived_is_not_sent_again_when_a_later_part_fails(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    files = (
        shelf.put(b"1", "a.zip", "application/zip"),
        shelf.put(b"2", "b.zip", "application/zip"),
    )
    message = body("từ " * 2_000, files=files, choices=choices(("Có", "1.yes")))
    telegram.fail_next("sendDocument", "429", retry_after=3)
    with pytest.raises(TryAgain) as fault:
        await sender.send(str(AN), message)
    numbers = await sender.send(str(AN), message)
    seen = telegram.sent(AN)

    assert fault.value.after == 3
    assert [one.kind for one in seen] == ["text", "text", "document", "document"]
    assert numbers == ",".join(str(one.message_id) for one in seen)


async def test_a_message_sent_a_second_time_on_purpose_is_sent_whole(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    message = body("Nhắc lại", files=(shelf.put(b"1", "a.zip", "application/zip"),))
    await sender.send(str(AN), message)
    await sender.send(str(AN), message)

    assert [one.kind for one in telegram.sent(AN)] == ["text", "document"] * 2


async def test_another_process_does_not_know_what_has_arrived(
    telegram: FakeTelegram, shelf: Shelf, sender: Sender
) -> None:
    message = body("Văn bản", files=(shelf.put(b"1", "a.zip", "application/zip"),))
    telegram.fail_next("sendDocument", "500")
    with pytest.raises(TryAgain):
        await sender.send(str(AN), message)
    async with open_account(telegram, shelf=shelf) as restarted:
        await restarted.sender.send(str(AN), message)

    assert [one.kind for one in telegram.sent(AN)] == ["text", "text", "document"]


def _send_album(state: State, params: Params) -> list[dict[str, Any]]:
    """sendMediaGroup of photos: all or none, one message each."""
    items = params.parsed("media")
    assert 2 <= len(items) <= 10
    calls = [Params({**params.values, "photo": one["media"]}, params.uploads) for one in items]
    for call in calls:
        media_of(state, call, "photo")
    return [sending.send_photo(state, call) for call in calls]
