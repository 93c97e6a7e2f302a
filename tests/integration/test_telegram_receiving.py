"""What people do in Telegram becomes events that no channel owns."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest
from fakes.telegram import FakeTelegram
from integration.telegram_kit import AN, BINH, NOW, Inbox, body, choices, picture, running

from bot.channels.telegram.account import TelegramAccount
from handlers.messages import Kind

GROUP = -4_500


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    with FakeTelegram() as fake:
        yield fake


@pytest.fixture
def inbox() -> Inbox:
    return Inbox()


@pytest.fixture
async def account(telegram: FakeTelegram, inbox: Inbox) -> AsyncIterator[TelegramAccount]:
    async with running(telegram, inbox) as opened:
        yield opened


pytestmark = pytest.mark.usefixtures("account")


async def test_a_text_arrives_with_its_address_and_the_platforms_own_numbers(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    message = telegram.say(AN, "Đường làng hỏng đã lâu")
    event = await inbox.one()

    assert (event.channel, event.account, event.address) == ("telegram", "main", str(AN))
    assert (event.kind, event.text) == (Kind.TEXT, "Đường làng hỏng đã lâu")
    assert event.event_id == str(telegram.updates[0]["update_id"])
    assert event.message_id == str(message)
    assert event.received_at == NOW


async def test_a_command_arrives_as_it_was_typed(telegram: FakeTelegram, inbox: Inbox) -> None:
    telegram.say(AN, "/tracuu VH26-0042 K7M2QP")

    assert (await inbox.one()).text == "/tracuu VH26-0042 K7M2QP"


@pytest.mark.parametrize(
    ("typed", "payload"),
    [
        ("/start h_VH26-01", "h_VH26-01"),
        ("/start", ""),
        ("/start@doithoai_bot h_1", "h_1"),
        ("/START  h_1 ", "h_1"),
    ],
)
async def test_a_deep_link_arrives_with_what_it_carries(
    telegram: FakeTelegram, inbox: Inbox, typed: str, payload: str
) -> None:
    telegram.say(AN, typed)
    event = await inbox.one()

    assert (event.kind, event.payload) == (Kind.START, payload)


async def test_a_word_that_only_begins_like_start_is_a_text(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    telegram.say(AN, "/started now")

    assert (await inbox.one()).kind is Kind.TEXT


async def test_an_edit_names_the_message_it_changes_and_is_an_event_of_its_own(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    message = telegram.say(AN, "Đường hỏng")
    telegram.edit(message, "Đường thôn Ba hỏng")
    first, edit = await inbox.has(2)

    assert (edit.kind, edit.text) == (Kind.EDIT, "Đường thôn Ba hỏng")
    assert edit.message_id == first.message_id
    assert edit.event_id != first.event_id


async def test_an_edited_caption_is_an_edit(telegram: FakeTelegram, inbox: Inbox) -> None:
    message = telegram.send_photo(AN, picture(), "ổ gà")
    telegram.edit(message, "ổ gà thôn Ba")
    edit = (await inbox.has(2))[1]

    assert (edit.kind, edit.text, len(edit.files)) == (Kind.EDIT, "ổ gà thôn Ba", 1)


async def test_a_pressed_button_arrives_as_its_value(
    telegram: FakeTelegram, inbox: Inbox, account: TelegramAccount
) -> None:
    telegram.open_chat(AN)
    sent = await account.sender.send(str(AN), body("Gửi?", choices=choices(("Gửi", "3.yes"))))
    telegram.press(int(sent), "3.yes")
    event = await inbox.one()

    assert (event.kind, event.choice, event.address) == (Kind.CHOICE, "3.yes", str(AN))
    assert event.message_id == sent


async def test_a_second_press_is_a_new_event(
    telegram: FakeTelegram, inbox: Inbox, account: TelegramAccount
) -> None:
    telegram.open_chat(AN)
    sent = await account.sender.send(str(AN), body("Xem", choices=choices(("Lịch", "/lich"))))
    telegram.press(int(sent), "/lich")
    telegram.press(int(sent), "/lich")
    first, second = await inbox.has(2)

    assert first.event_id != second.event_id


async def test_a_photo_arrives_in_its_largest_size_with_its_caption(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    content = picture(1200, 900)
    telegram.send_photo(AN, content, "ổ gà đầu thôn")
    event = await inbox.one()
    (file,) = event.files

    assert (event.kind, event.text) == (Kind.TEXT, "ổ gà đầu thôn")
    assert (file.kind, file.size) == ("photo", len(content))
    assert set(file.source) == {"file_id", "unique"}


async def test_a_document_arrives_with_its_name(telegram: FakeTelegram, inbox: Inbox) -> None:
    telegram.send_document(AN, b"%PDF-1.7", "Đơn kiến nghị.pdf", "application/pdf")
    (file,) = (await inbox.one()).files

    assert (file.kind, file.name, file.size) == ("document", "Đơn kiến nghị.pdf", 8)


async def test_a_voice_message_arrives_as_a_file(telegram: FakeTelegram, inbox: Inbox) -> None:
    telegram.send_voice(AN)
    (file,) = (await inbox.one()).files

    assert file.kind == "voice"


async def test_an_audio_file_arrives_with_its_title(telegram: FakeTelegram, inbox: Inbox) -> None:
    audio = {"file_id": "A", "file_unique_id": "U", "duration": 3, "title": "Họp thôn"}
    telegram.raw(_message(audio=audio))
    (file,) = (await inbox.one()).files

    assert (file.kind, file.name) == ("audio", "Họp thôn")


async def test_the_photos_of_an_album_name_it(telegram: FakeTelegram, inbox: Inbox) -> None:
    telegram.send_album(AN, [picture(), picture(), picture()], "ba ảnh")
    events = await inbox.has(3)

    assert len({event.album for event in events} - {""}) == 1
    assert [event.text for event in events] == ["ba ảnh", "", ""]


async def test_a_forwarded_message_counts_as_said(telegram: FakeTelegram, inbox: Inbox) -> None:
    origin = {"type": "hidden_user", "date": 1, "sender_user_name": "Bình"}
    telegram.raw(_message(text="Nhắn lại", forward_origin=origin))

    assert (await inbox.one()).text == "Nhắn lại"


async def test_what_cannot_be_read_is_named_so_that_the_person_can_be_told(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    telegram.send_sticker(AN)
    telegram.send_location(AN)
    telegram.send_contact(AN, "+84912345678")
    telegram.send_video(AN, caption="xem này")
    events = await inbox.has(4)

    assert {event.kind for event in events} == {Kind.UNSUPPORTED}
    assert [event.payload for event in events] == ["sticker", "location", "contact", "video"]
    assert [event.text for event in events] == ["", "", "", "xem này"]
    assert not any(event.files for event in events)


async def test_an_animation_is_no_document_though_telegram_calls_it_one_too(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    ids = {"file_id": "A", "file_unique_id": "U"}
    moving = {**ids, "width": 1, "height": 1, "duration": 1}
    telegram.raw(_message(animation=moving, document=ids))
    event = await inbox.one()

    assert (event.kind, event.payload, event.files) == (Kind.UNSUPPORTED, "animation", ())


async def test_a_kind_of_message_newer_than_the_library_is_not_met_with_silence(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    telegram.raw(_message(hologram={"file_id": "H"}))
    event = await inbox.one()

    assert (event.kind, event.payload) == (Kind.UNSUPPORTED, "unknown")


async def test_blocking_and_letting_in_again_are_news(telegram: FakeTelegram, inbox: Inbox) -> None:
    telegram.block(AN)
    telegram.unblock(AN)
    events = await inbox.has(2)

    assert [event.kind for event in events] == [Kind.BLOCKED, Kind.RETURNED]


async def test_a_migrated_group_names_its_new_address(telegram: FakeTelegram, inbox: Inbox) -> None:
    telegram.open_chat(GROUP, title="Tổ dân phố")
    telegram.migrate(GROUP, -1_001_234_567_890)
    event = await inbox.one()

    assert (event.kind, event.address) == (Kind.MOVED, str(GROUP))
    assert event.moved_to == "-1001234567890"


async def test_groups_and_channels_are_left_alone(telegram: FakeTelegram, inbox: Inbox) -> None:
    telegram.join(GROUP, "Tổ dân phố", user=AN)
    telegram.say(GROUP, "/gui@doithoai_bot", user=AN)
    telegram.block(GROUP, user=AN)
    telegram.say(BINH, "riêng")

    assert [event.text for event in await inbox.has(1)] == ["riêng"]


async def test_updates_of_unknown_kinds_are_acknowledged_in_silence(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    # `message` lets it through the list of kinds that are asked for.
    telegram.raw({"message": None, "brain_wave": {"user": {"id": AN}}})
    telegram.raw(_message(pinned_message=_message(text="cũ")["message"]))
    telegram.say(AN, "tiếp")

    assert [event.text for event in await inbox.has(1)] == ["tiếp"]


async def test_a_bot_is_not_answered(telegram: FakeTelegram, inbox: Inbox) -> None:
    telegram.raw(_message(text="ping", by={"id": 9, "is_bot": True, "first_name": "B"}))
    telegram.say(AN, "người thật")

    assert [event.text for event in await inbox.has(1)] == ["người thật"]


async def test_a_moving_live_location_does_not_speak_with_each_step(
    telegram: FakeTelegram, inbox: Inbox
) -> None:
    place = {"latitude": 1.0, "longitude": 2.0}
    telegram.raw({"edited_message": _message(location=place)["message"]})
    telegram.say(AN, "tiếp")

    assert [event.text for event in await inbox.has(1)] == ["tiếp"]


def _message(by: dict[str, Any] | None = None, **content: Any) -> dict[str, Any]:
    sender = by or {"id": AN, "is_bot": False, "first_name": "An"}
    chat = {"id": AN, "type": "private", "first_name": "An"}
    return {"message": {"message_id": 77, "date": 1, "from": sender, "chat": chat, **content}}
