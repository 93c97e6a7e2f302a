"""What people do at the fake Telegram reaches python-telegram-bot as real updates do."""

import io
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from fakes.telegram import FakeTelegram, Person
from PIL import Image
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest, ChatMigrated, Forbidden

pytestmark = pytest.mark.asyncio

AN = 5001
BINH = 5002
GROUP = -4001
SUPERGROUP = -1_001_234_567_890
CHANNEL = -1_009_876_543_210
SEND = InlineKeyboardMarkup([[InlineKeyboardButton("Gửi", callback_data="send")]])


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram() as running:
        running.meet(Person(id=AN, first_name="An", last_name="Nguyễn", username="nguyenan"))
        running.open_chat(AN)
        yield running


@pytest_asyncio.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(fake.token, base_url=fake.base_url, base_file_url=fake.base_file_url) as bot:
        yield bot


async def last_update(bot: Bot) -> Update:
    return (await bot.get_updates(timeout=0))[-1]


async def last_message(bot: Bot) -> Message:
    message = (await last_update(bot)).message
    assert message is not None
    return message


def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1200, 900)).save(out, "JPEG")
    return out.getvalue()


# Messages


async def test_a_text_has_its_writer_chat_and_date(bot: Bot, fake: FakeTelegram) -> None:
    message_id = fake.say(AN, "Xin chào")

    message = await last_message(bot)

    assert message.message_id == message_id
    assert message.from_user is not None and message.from_user.full_name == "An Nguyễn"
    assert (message.chat.id, message.chat.type, message.chat.username) == (
        AN,
        "private",
        "nguyenan",
    )
    assert message.date.year > 2020


async def test_a_command_is_marked_as_one(bot: Bot, fake: FakeTelegram) -> None:
    fake.say(AN, "/start hn_12")

    message = await last_message(bot)

    assert [entity.type for entity in message.entities] == ["bot_command"]
    assert message.parse_entity(message.entities[0]) == "/start"


async def test_a_phone_number_is_marked_as_one(bot: Bot, fake: FakeTelegram) -> None:
    fake.say(AN, "Gọi tôi: 0912 345 678 nhé")

    message = await last_message(bot)

    assert message.parse_entity(message.entities[0]) == "0912 345 678"


async def test_a_text_over_4096_characters_is_cut_by_the_client(
    bot: Bot, fake: FakeTelegram
) -> None:
    with pytest.raises(ValueError, match="4096"):
        fake.say(AN, "a" * 4097)

    assert len(fake.say_long(AN, "ồ👍" * 3000)) == 3
    pieces = [seen.text for seen in fake.history(AN)]
    assert [len(piece.encode("utf-16-le")) // 2 for piece in pieces] == [4096, 4095, 809]
    assert "".join(pieces) == "ồ👍" * 3000


async def test_a_message_may_answer_the_bot(bot: Bot, fake: FakeTelegram) -> None:
    asked = await bot.send_message(AN, "Tên bà?")
    fake.say(AN, "An", reply_to=asked.message_id)

    message = await last_message(bot)

    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "Tên bà?"


async def test_a_correction_comes_as_an_edited_message(bot: Bot, fake: FakeTelegram) -> None:
    message_id = fake.say(AN, "Đường hỏng")
    fake.edit(message_id, "Đường thôn 3 hỏng")

    edited = (await last_update(bot)).edited_message

    assert edited is not None and edited.edit_date is not None
    assert (edited.message_id, edited.text) == (message_id, "Đường thôn 3 hỏng")


async def test_a_caption_is_corrected(bot: Bot, fake: FakeTelegram) -> None:
    fake.edit(fake.send_photo(AN, picture(), "Cũ"), "Mới")

    edited = (await last_update(bot)).edited_message

    assert edited is not None and edited.caption == "Mới" and edited.photo


async def test_nobody_corrects_the_bot(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_message(AN, "Xin chào")

    with pytest.raises(LookupError):
        fake.edit(message.message_id, "x")


async def test_a_message_deleted_by_its_writer_is_gone(bot: Bot, fake: FakeTelegram) -> None:
    message_id = fake.say(AN, "Nhầm")
    fake.delete(message_id)

    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(AN, message_id)


# Buttons


async def test_a_press_brings_the_data_and_the_message(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_message(AN, "Gửi?", reply_markup=SEND)
    fake.press(message.message_id, "send")

    query = (await last_update(bot)).callback_query

    assert query is not None and query.data == "send"
    assert query.from_user.id == AN
    assert query.message is not None and query.message.message_id == message.message_id
    assert query.chat_instance


async def test_only_a_button_that_is_there_can_be_pressed(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_message(AN, "Gửi?", reply_markup=SEND)
    with pytest.raises(LookupError, match="no button"):
        fake.press(message.message_id, "delete")

    await bot.edit_message_reply_markup(AN, message.message_id)
    with pytest.raises(LookupError, match="no button"):
        fake.press(message.message_id, "send")


async def test_a_press_is_answered_once(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_message(AN, "Gửi?", reply_markup=SEND)
    callback_id = fake.press(message.message_id, "send")
    assert fake.callback_answer(callback_id) is None

    await bot.answer_callback_query(callback_id, "Đã gửi", show_alert=True)

    assert fake.callback_answer(callback_id) == {"text": "Đã gửi", "show_alert": True}
    with pytest.raises(BadRequest, match="Query is too old"):
        await bot.answer_callback_query(callback_id)


async def test_an_old_or_unknown_press_is_not_answered(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_message(AN, "Gửi?", reply_markup=SEND)
    callback_id = fake.press(message.message_id, "send")
    fake.expire_callbacks()

    for query_id in (callback_id, "1"):
        with pytest.raises(BadRequest, match="Query is too old"):
            await bot.answer_callback_query(query_id)


async def test_an_answer_over_200_characters_is_refused(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_message(AN, "Gửi?", reply_markup=SEND)
    callback_id = fake.press(message.message_id, "send")

    with pytest.raises(BadRequest, match="Message_too_long"):
        await bot.answer_callback_query(callback_id, "x" * 201)


# Files and other kinds


async def test_a_photo_has_sizes_and_its_own_bytes(bot: Bot, fake: FakeTelegram) -> None:
    fake.send_photo(AN, picture(), "Ổ gà")

    message = await last_message(bot)

    assert message.caption == "Ổ gà"
    assert [size.width for size in message.photo] == [90, 320, 800, 1200]
    file = await message.photo[-1].get_file()
    assert bytes(await file.download_as_bytearray()) == picture()


async def test_an_album_is_one_group_of_updates(bot: Bot, fake: FakeTelegram) -> None:
    fake.send_album(AN, [picture(), picture()], "Hai ảnh")

    messages = [update.message for update in await bot.get_updates(timeout=0)]

    assert len({message.media_group_id for message in messages if message}) == 1
    assert [message.caption for message in messages if message] == ["Hai ảnh", None]


async def test_a_document_has_name_and_type(bot: Bot, fake: FakeTelegram) -> None:
    fake.send_document(AN, b"%PDF", "Đơn.pdf", "application/pdf", "Đơn của tôi")

    message = await last_message(bot)

    assert message.document is not None
    assert (message.document.file_name, message.document.mime_type) == (
        "Đơn.pdf",
        "application/pdf",
    )
    assert message.caption == "Đơn của tôi"


async def test_the_other_kinds_are_understood(bot: Bot, fake: FakeTelegram) -> None:
    fake.send_voice(AN, duration=9)
    fake.send_video(AN, caption="Xem")
    fake.send_sticker(AN, "🙏")
    fake.send_location(AN, 10.5, 106.5)
    fake.send_contact(AN, "+84912345678")

    voice, video, sticker, place, contact = (
        update.message for update in await bot.get_updates(timeout=0)
    )

    assert voice and voice.voice and voice.voice.mime_type == "audio/ogg"
    assert video and video.video and video.caption == "Xem"
    assert sticker and sticker.sticker and sticker.sticker.emoji == "🙏"
    assert place and place.location and place.location.latitude == 10.5
    assert contact and contact.contact and contact.contact.user_id == AN


async def test_any_other_update_can_be_given_raw(bot: Bot, fake: FakeTelegram) -> None:
    update_id = fake.raw({"something_new": {"chat": {"id": AN}}})

    update = await last_update(bot)

    assert update.update_id == update_id
    assert update.api_kwargs == {"something_new": {"chat": {"id": AN}}}


async def test_a_raw_update_may_have_its_own_number(bot: Bot, fake: FakeTelegram) -> None:
    fake.raw({"update_id": 900_000_000, "poll": {}})
    fake.raw({"poll": {}})

    assert [update["update_id"] for update in fake.pending] == [900_000_000, 900_000_001]


# Groups and channels


async def test_a_group_message_has_its_writer(bot: Bot, fake: FakeTelegram) -> None:
    fake.join(GROUP, "Thôn 3", user=AN)
    fake.say(GROUP, "Chào cả nhà", user=BINH)

    joined, said = await bot.get_updates(timeout=0)

    assert joined.my_chat_member is not None
    assert joined.my_chat_member.new_chat_member.status == "member"
    assert said.message is not None and said.message.from_user is not None
    assert (said.message.chat.title, said.message.from_user.id) == ("Thôn 3", BINH)


async def test_a_group_member_has_not_opened_a_private_chat(bot: Bot, fake: FakeTelegram) -> None:
    fake.say(GROUP, "Chào", user=BINH)

    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(BINH, "Chào")


async def test_supergroups_number_their_own_messages(bot: Bot, fake: FakeTelegram) -> None:
    first = fake.say(AN, "Một")
    other = fake.say(SUPERGROUP, "Một", user=AN)

    assert first == other == 1
    with pytest.raises(LookupError, match="chat_id"):
        fake.edit(1, "Hai")
    fake.edit(1, "Hai", chat_id=SUPERGROUP)
    assert [fake.history(chat)[0].text for chat in (AN, SUPERGROUP)] == ["Một", "Hai"]


async def test_a_channel_post_has_no_writer(bot: Bot, fake: FakeTelegram) -> None:
    fake.edit(fake.post(CHANNEL, "Thông báo"), "Thông báo mới", chat_id=CHANNEL)

    posted, edited = await bot.get_updates(timeout=0)

    assert posted.channel_post is not None and posted.channel_post.from_user is None
    assert posted.channel_post.chat.type == "channel"
    assert edited.edited_channel_post is not None


async def test_a_blocked_bot_is_told_and_refused(bot: Bot, fake: FakeTelegram) -> None:
    fake.block(AN)

    update = await last_update(bot)

    assert update.my_chat_member is not None
    assert update.my_chat_member.new_chat_member.status == "kicked"
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_message(AN, "Xin chào")
    with pytest.raises(Forbidden, match="bot was blocked by the user"):
        await bot.send_chat_action(AN, "typing")
    with pytest.raises(ValueError, match="blocked"):
        fake.say(AN, "Xin chào")


async def test_an_unblocked_bot_may_write_again(bot: Bot, fake: FakeTelegram) -> None:
    fake.block(AN)
    fake.unblock(AN)

    update = await last_update(bot)

    assert update.my_chat_member is not None
    assert update.my_chat_member.old_chat_member.status == "kicked"
    assert await bot.send_message(AN, "Xin chào")


async def test_a_bot_thrown_out_of_a_group_is_refused(bot: Bot, fake: FakeTelegram) -> None:
    fake.block(GROUP, user=AN)

    with pytest.raises(Forbidden, match="bot was kicked from the group chat"):
        await bot.send_message(GROUP, "Chào")


async def test_a_closed_account_is_refused(bot: Bot, fake: FakeTelegram) -> None:
    fake.deactivate(AN)

    with pytest.raises(Forbidden, match="user is deactivated"):
        await bot.send_message(AN, "Xin chào")


async def test_a_migrated_group_names_its_new_id(bot: Bot, fake: FakeTelegram) -> None:
    fake.join(GROUP, "Thôn 3", user=AN)
    fake.migrate(GROUP, SUPERGROUP)

    _, left, arrived = await bot.get_updates(timeout=0)

    assert left.message is not None and left.message.migrate_to_chat_id == SUPERGROUP
    assert arrived.message is not None and arrived.message.migrate_from_chat_id == GROUP
    assert arrived.message.chat.title == "Thôn 3"
    with pytest.raises(ChatMigrated) as moved:
        await bot.send_message(GROUP, "Chào")
    assert moved.value.new_chat_id == SUPERGROUP
    assert await bot.send_message(SUPERGROUP, "Chào")
