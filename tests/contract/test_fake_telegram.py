"""The fake Telegram answers python-telegram-bot as the real one: sending, editing, profile."""

import io
import threading
from collections.abc import AsyncIterator, Iterator

import httpx
import pytest
import pytest_asyncio
from fakes.telegram import FakeTelegram, Person, Settings
from PIL import Image
from telegram import (
    Bot,
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeChat,
    ForceReply,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    MessageEntity,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
    ReplyParameters,
    WebAppInfo,
)
from telegram.error import BadRequest, Forbidden, InvalidToken, NetworkError

pytestmark = pytest.mark.asyncio

AN = 5001
BINH = 5002
GROUP = -4001


@pytest.fixture
def fake() -> Iterator[FakeTelegram]:
    with FakeTelegram(Settings(max_upload=5000, max_photo=4000)) as running:
        running.open_chat(AN)
        yield running


@pytest_asyncio.fixture
async def bot(fake: FakeTelegram) -> AsyncIterator[Bot]:
    async with Bot(fake.token, base_url=fake.base_url, base_file_url=fake.base_file_url) as bot:
        yield bot


def picture(width: int = 1000, height: int = 500) -> bytes:
    out = io.BytesIO()
    Image.new("1", (width, height)).save(out, "PNG")
    return out.getvalue()


def keyboard(*buttons: InlineKeyboardButton) -> InlineKeyboardMarkup:
    return InlineKeyboardMarkup([[button] for button in buttons])


SEND = keyboard(InlineKeyboardButton("Gửi", callback_data="send"))


# Server


async def test_get_me_names_the_bot(bot: Bot) -> None:
    assert (await bot.get_me()).username == "doithoai_bot"


async def test_a_wrong_token_is_unauthorized(fake: FakeTelegram) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{fake.base_url}1:wrong/getMe")

    assert answer.status_code == 401
    assert answer.json() == {"ok": False, "error_code": 401, "description": "Unauthorized"}


async def test_the_library_understands_a_wrong_token(fake: FakeTelegram) -> None:
    with pytest.raises(InvalidToken):
        async with Bot("1:wrong", base_url=fake.base_url):
            pass


async def test_an_unknown_method_is_not_found(bot: Bot, fake: FakeTelegram) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.get(f"{fake.base_url}{fake.token}/sendPigeon")

    assert answer.status_code == 404
    assert answer.json()["error_code"] == 404


@pytest.mark.parametrize("how", ["query", "json", "form", "multipart"])
async def test_parameters_come_in_any_of_the_four_ways(fake: FakeTelegram, how: str) -> None:
    url = f"{fake.base_url}{fake.token}/SENDMESSAGE"
    values = {"chat_id": str(AN), "text": "Xin chào"}
    async with httpx.AsyncClient() as client:
        if how == "query":
            await client.get(url, params=values)
        elif how == "json":
            await client.post(url, json={**values, "chat_id": AN})
        elif how == "form":
            await client.post(url, data=values)
        else:
            await client.post(url, files={k: (None, v) for k, v in values.items()})

    assert fake.last(AN).text == "Xin chào"


async def test_broken_json_is_refused(fake: FakeTelegram) -> None:
    async with httpx.AsyncClient() as client:
        answer = await client.post(
            f"{fake.base_url}{fake.token}/getMe",
            content=b"{",
            headers={"content-type": "application/json"},
        )

    assert answer.status_code == 400


async def test_no_thread_is_left_behind() -> None:
    before = threading.active_count()
    with FakeTelegram():
        assert threading.active_count() == before + 1

    assert threading.active_count() == before


async def test_after_an_outage_it_serves_on_the_same_port(bot: Bot, fake: FakeTelegram) -> None:
    fake.stop()
    with pytest.raises(NetworkError):
        await bot.send_message(AN, "Xin chào")
    fake.start()
    await bot.send_message(AN, "Xin chào")

    assert len(fake.sent(AN)) == 1


# Text


async def test_a_message_is_what_the_chat_sees(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_message(AN, "Xin chào")

    assert message.text == "Xin chào"
    assert message.from_user is not None and message.from_user.is_bot
    assert [seen.message_id for seen in fake.sent(AN)] == [message.message_id]


async def test_white_space_around_a_text_is_cut(bot: Bot) -> None:
    message = await bot.send_message(AN, "  <b> Xin</b> chào \n", parse_mode="HTML")

    assert message.text == "Xin chào"
    assert message.parse_entity(message.entities[0]) == "Xin"


@pytest.mark.parametrize("text", ["", "  \n ", "<b></b>"])
async def test_an_empty_text_is_refused(bot: Bot, text: str) -> None:
    with pytest.raises(BadRequest, match="Message text is empty"):
        await bot.send_message(AN, text, parse_mode="HTML")


async def test_4096_characters_are_the_most(bot: Bot) -> None:
    await bot.send_message(AN, "ồ" * 4096)
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(AN, "ồ" * 4097)


async def test_an_emoji_counts_as_two_characters(bot: Bot) -> None:
    await bot.send_message(AN, "👍" * 2048)
    with pytest.raises(BadRequest, match="Message is too long"):
        await bot.send_message(AN, "👍" * 2049)


async def test_tags_do_not_count_as_characters(bot: Bot) -> None:
    message = await bot.send_message(AN, f"<b>{'a' * 4095}&amp;</b>", parse_mode="HTML")

    assert len(message.text or "") == 4096


async def test_html_becomes_entities_counted_in_utf16(bot: Bot) -> None:
    source = '👍 <b>Mã <i>VH26</i></b> &lt;3 <a href="https://xa.vn/?a=1&amp;b=2">xem</a>'

    message = await bot.send_message(AN, source, parse_mode="HTML")

    assert message.text == "👍 Mã VH26 <3 xem"
    found = {entity.type: text for entity, text in message.parse_entities().items()}
    assert found == {"bold": "Mã VH26", "italic": "VH26", "text_link": "xem"}
    assert message.entities[-1].url == "https://xa.vn/?a=1&b=2"


async def test_the_library_gives_back_the_html(bot: Bot) -> None:
    source = (
        "<u>a</u> <s>b</s> <code>c</code> "
        '<span class="tg-spoiler">d</span> <blockquote expandable>e</blockquote>'
    )

    message = await bot.send_message(AN, source, parse_mode="HTML")

    assert message.text_html == source


async def test_commands_and_links_are_found_by_themselves(bot: Bot) -> None:
    message = await bot.send_message(AN, "Gõ /tracuu hoặc xem https://xa.vn/a.")

    found = {entity.type: text for entity, text in message.parse_entities().items()}
    assert found == {"bot_command": "/tracuu", "url": "https://xa.vn/a"}


@pytest.mark.parametrize(
    ("source", "why"),
    [
        ("1 < 2", 'Unsupported start tag "" at byte offset 2'),
        ("a <br> b", 'Unsupported start tag "br" at byte offset 2'),
        ("ồ <p>", 'Unsupported start tag "p" at byte offset 4'),
        ("x <3", "Unclosed start tag at byte offset 2"),
        ("<b", "Unclosed start tag at byte offset 0"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<span class="red">x</span>', 'Tag "span" must have class "tg-spoiler"'),
        ('<a href="x>y</a>', "Unclosed start tag at byte offset 0"),
    ],
)
async def test_broken_html_is_refused(fake: FakeTelegram, source: str, why: str) -> None:
    body = {"chat_id": AN, "text": source, "parse_mode": "HTML"}
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{fake.base_url}{fake.token}/sendMessage", json=body)

    assert answer.status_code == 400
    assert answer.json()["description"].startswith(f"Bad Request: can't parse entities: {why}")


async def test_the_library_understands_broken_html(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="^Can't parse entities: "):
        await bot.send_message(AN, "1 < 2", parse_mode="HTML")


async def test_angle_brackets_without_parse_mode_are_text(bot: Bot) -> None:
    assert (await bot.send_message(AN, "1 < 2 <b>")).text == "1 < 2 <b>"


async def test_entities_may_be_given_instead_of_html(bot: Bot) -> None:
    bold = MessageEntity(MessageEntity.BOLD, 0, 3)

    assert (await bot.send_message(AN, "Xin chào", entities=[bold])).entities == (bold,)


async def test_entities_beyond_the_text_are_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="an't parse entities"):
        await bot.send_message(AN, "Xin", entities=[MessageEntity(MessageEntity.BOLD, 0, 4)])


async def test_other_parse_modes_are_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="nsupported parse_mode"):
        await bot.send_message(AN, "*x*", parse_mode="MarkdownV2")


async def test_a_chat_never_met_is_not_found(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.send_message(BINH, "Xin chào")


async def test_the_bot_cannot_write_first(bot: Bot, fake: FakeTelegram) -> None:
    fake.meet(Person(id=BINH, first_name="Bình"))

    with pytest.raises(Forbidden, match="can't initiate conversation"):
        await bot.send_message(BINH, "Xin chào")


async def test_a_reply_shows_what_it_answers(bot: Bot, fake: FakeTelegram) -> None:
    asked = fake.say(AN, "Bao giờ họp?")

    message = await bot.send_message(AN, "Thứ Sáu", reply_parameters=ReplyParameters(asked))

    assert message.reply_to_message is not None
    assert message.reply_to_message.text == "Bao giờ họp?"
    assert fake.last(AN).reply_to == asked


async def test_a_reply_to_nothing_is_refused_unless_allowed(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message to be replied not found"):
        await bot.send_message(AN, "Vâng", reply_parameters=ReplyParameters(999))

    lenient = ReplyParameters(999, allow_sending_without_reply=True)
    assert (await bot.send_message(AN, "Vâng", reply_parameters=lenient)).reply_to_message is None


async def test_silence_and_protection_are_seen(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_message(AN, "x", disable_notification=True, protect_content=True)

    assert message.has_protected_content
    assert fake.last(AN).silent


# Keyboards


async def test_buttons_are_seen_with_their_data(bot: Bot, fake: FakeTelegram) -> None:
    link = InlineKeyboardButton("Trang", url="https://xa.vn")
    message = await bot.send_message(
        AN, "Chọn", reply_markup=InlineKeyboardMarkup([*SEND.inline_keyboard, [], [link]])
    )

    assert message.reply_markup is not None
    assert fake.last(AN).labels == ["Gửi", "Trang"]
    assert fake.last(AN).data("Gửi") == "send"
    assert fake.last(AN).button("Trang")["url"] == "https://xa.vn"


@pytest.mark.parametrize("data", ["a", "a" * 64, "ồ" * 21])
async def test_callback_data_of_1_to_64_bytes_is_accepted(bot: Bot, data: str) -> None:
    await bot.send_message(AN, "x", reply_markup=keyboard(InlineKeyboardButton("x", None, data)))


@pytest.mark.parametrize("data", ["a" * 65, "ồ" * 22])
async def test_callback_data_over_64_bytes_is_refused(bot: Bot, data: str) -> None:
    button = InlineKeyboardButton("x", callback_data=data)

    with pytest.raises(BadRequest, match="Button_data_invalid"):
        await bot.send_message(AN, "x", reply_markup=keyboard(button))


@pytest.mark.parametrize(
    ("button", "why"),
    [
        ({"text": "x", "callback_data": ""}, "BUTTON_DATA_INVALID"),
        ({"text": "x"}, "Text buttons are unallowed"),
        ({"text": " ", "callback_data": "a"}, "Can't find field"),
        ({"text": "x", "callback_data": "a", "url": "https://xa.vn"}, "BUTTON_TYPE_INVALID"),
        ({"text": "x", "url": "http://localhost/a"}, "Wrong HTTP URL"),
        ({"text": "x", "url": "javascript:alert(1)"}, "Wrong HTTP URL"),
    ],
)
async def test_impossible_buttons_are_refused(
    fake: FakeTelegram, button: dict[str, str], why: str
) -> None:
    body = {"chat_id": AN, "text": "x", "reply_markup": {"inline_keyboard": [[button]]}}
    async with httpx.AsyncClient() as client:
        answer = await client.post(f"{fake.base_url}{fake.token}/sendMessage", json=body)

    assert answer.status_code == 400
    assert why in answer.json()["description"]


async def test_a_web_app_needs_https(bot: Bot) -> None:
    button = InlineKeyboardButton("x", web_app=WebAppInfo("http://xa.vn"))

    with pytest.raises(BadRequest, match="only https links"):
        await bot.send_message(AN, "x", reply_markup=keyboard(button))


async def test_a_hundred_buttons_are_the_most(bot: Bot) -> None:
    many = [InlineKeyboardButton(str(n), callback_data=str(n)) for n in range(101)]

    with pytest.raises(BadRequest, match="Reply_markup_too_long"):
        await bot.send_message(AN, "x", reply_markup=keyboard(*many))


async def test_reply_keyboards_come_and_go(bot: Bot, fake: FakeTelegram) -> None:
    shown = await bot.send_message(AN, "x", reply_markup=ReplyKeyboardMarkup([["Có", "Không"]]))
    keys = fake.last(AN).keyboard
    await bot.send_message(AN, "x", reply_markup=ReplyKeyboardRemove())

    assert shown.reply_markup is None
    assert keys == [["Có", "Không"]]
    assert fake.last(AN).removes_keyboard


async def test_force_reply_is_accepted(bot: Bot) -> None:
    assert await bot.send_message(AN, "Tên?", reply_markup=ForceReply())


# Files


async def test_a_photo_comes_back_in_sizes(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_photo(AN, picture(), caption="<b>Biểu đồ</b>", parse_mode="HTML")

    assert [(size.width, size.height) for size in message.photo] == [
        (90, 45),
        (320, 160),
        (800, 400),
        (1000, 500),
    ]
    assert message.caption == "Biểu đồ"
    assert message.caption_entities[0].type == "bold"
    seen = fake.last(AN)
    assert seen.file is not None and seen.file.content == picture()
    assert (seen.kind, seen.text) == ("photo", "Biểu đồ")


async def test_bytes_that_are_no_picture_are_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Image_process_failed"):
        await bot.send_photo(AN, b"not a picture")


async def test_a_very_long_picture_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Photo_invalid_dimensions"):
        await bot.send_photo(AN, picture(2100, 100))


async def test_a_document_keeps_name_type_and_bytes(bot: Bot, fake: FakeTelegram) -> None:
    content = b"PK\r\n--x\r\n\x00\xff"

    message = await bot.send_document(AN, content, filename="Báo cáo.docx", caption="Gửi bà")

    assert message.document is not None
    assert message.document.file_name == "Báo cáo.docx"
    assert message.document.file_size == len(content)
    seen = fake.last(AN)
    assert seen.file is not None and seen.file.content == content


async def test_a_voice_message_has_its_duration(bot: Bot) -> None:
    message = await bot.send_voice(AN, b"OggS...", duration=7)

    assert message.voice is not None and message.voice.file_size == 7


async def test_a_file_is_sent_again_by_its_id(bot: Bot, fake: FakeTelegram) -> None:
    first = await bot.send_document(AN, b"PDF", filename="a.pdf")
    assert first.document is not None

    again = await bot.send_document(AN, first.document.file_id)

    assert again.document == first.document
    assert fake.calls("sendDocument")[-1].files == []


async def test_an_unknown_file_id_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Wrong file identifier"):
        await bot.send_photo(AN, "AgACxxxx")


async def test_a_file_id_keeps_its_kind(bot: Bot) -> None:
    message = await bot.send_document(AN, b"PDF", filename="a.pdf")
    assert message.document is not None

    with pytest.raises(BadRequest, match="an't use file of type document as photo"):
        await bot.send_photo(AN, message.document.file_id)


async def test_an_address_instead_of_a_file_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Failed to get http url content"):
        await bot.send_photo(AN, "https://xa.vn/a.png")


async def test_an_empty_file_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="File must be non-empty"):
        await bot.send_document(AN, b"", filename="a.pdf")


async def test_an_upload_over_the_limit_is_refused(bot: Bot) -> None:
    with pytest.raises(NetworkError, match="Request Entity Too Large"):
        await bot.send_document(AN, b"x" * 5001, filename="a.pdf")


async def test_a_caption_of_1024_characters_is_the_most(bot: Bot) -> None:
    await bot.send_document(AN, b"PDF", filename="a.pdf", caption="ồ" * 1024)
    with pytest.raises(BadRequest, match="Message caption is too long"):
        await bot.send_document(AN, b"PDF", filename="a.pdf", caption="ồ" * 1025)


# Editing


async def test_an_edit_changes_what_is_seen(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_message(AN, "Đang tải ảnh…")

    await bot.edit_message_text("Đã nhận ảnh", AN, message.message_id)

    seen = fake.sent(AN)
    assert [(m.text, m.edited) for m in seen] == [("Đã nhận ảnh", True)]


async def test_an_edit_without_keyboard_takes_it_away(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_message(AN, "Gửi?", reply_markup=SEND)

    await bot.edit_message_text("Đã gửi", AN, message.message_id)

    assert fake.last(AN).labels == []


@pytest.mark.parametrize("markup", [None, SEND])
async def test_an_edit_that_changes_nothing_is_refused(
    bot: Bot, markup: InlineKeyboardMarkup | None
) -> None:
    message = await bot.send_message(AN, "Gửi?", reply_markup=markup)

    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Gửi?", AN, message.message_id, reply_markup=markup)


async def test_a_second_equal_edit_is_refused(bot: Bot) -> None:
    message = await bot.send_message(AN, "Một")
    await bot.edit_message_text("Hai", AN, message.message_id)

    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_text("Hai", AN, message.message_id)


async def test_a_keyboard_is_changed_by_itself(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_message(AN, "Gửi?", reply_markup=SEND)

    await bot.edit_message_reply_markup(AN, message.message_id)

    assert (fake.last(AN).text, fake.last(AN).labels) == ("Gửi?", [])
    with pytest.raises(BadRequest, match="Message is not modified"):
        await bot.edit_message_reply_markup(AN, message.message_id)


async def test_a_caption_is_edited(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_document(AN, b"PDF", filename="a.pdf", caption="Cũ")

    await bot.edit_message_caption(AN, message.message_id, caption="Mới")

    assert fake.last(AN).text == "Mới"


async def test_a_file_has_no_text_to_edit(bot: Bot) -> None:
    message = await bot.send_document(AN, b"PDF", filename="a.pdf")

    with pytest.raises(BadRequest, match="There is no text in the message to edit"):
        await bot.edit_message_text("x", AN, message.message_id)


async def test_a_missing_message_is_not_edited(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", AN, 999)


async def test_a_persons_message_is_not_edited(bot: Bot, fake: FakeTelegram) -> None:
    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("x", AN, fake.say(AN, "Tôi hỏi"))


async def test_a_message_with_a_reply_keyboard_is_not_edited(bot: Bot) -> None:
    message = await bot.send_message(AN, "x", reply_markup=ReplyKeyboardMarkup([["Có"]]))

    with pytest.raises(BadRequest, match="Message can't be edited"):
        await bot.edit_message_text("y", AN, message.message_id)


async def test_a_deleted_message_is_gone(bot: Bot, fake: FakeTelegram) -> None:
    message = await bot.send_message(AN, "Mã bí mật")

    await bot.delete_message(AN, message.message_id)

    assert fake.sent(AN) == []
    with pytest.raises(BadRequest, match="Message to delete not found"):
        await bot.delete_message(AN, message.message_id)
    with pytest.raises(BadRequest, match="Message to edit not found"):
        await bot.edit_message_text("x", AN, message.message_id)


async def test_others_messages_in_a_group_are_not_deleted(bot: Bot, fake: FakeTelegram) -> None:
    said = fake.say(GROUP, "Chào", user=AN)

    with pytest.raises(BadRequest, match="Message can't be deleted"):
        await bot.delete_message(GROUP, said)


# Profile


async def test_commands_are_kept_by_scope_and_language(bot: Bot, fake: FakeTelegram) -> None:
    await bot.set_my_commands([BotCommand("tracuu", "Tra cứu")])
    await bot.set_my_commands([BotCommand("lookup", "Look up")], language_code="en")
    await bot.set_my_commands([BotCommand("viec", "Việc")], scope=BotCommandScopeChat(AN))

    assert await bot.get_my_commands() == (BotCommand("tracuu", "Tra cứu"),)
    assert fake.commands(language="en")[0]["command"] == "lookup"
    assert fake.commands({"type": "chat", "chat_id": AN})[0]["command"] == "viec"
    assert await bot.get_my_commands(scope=BotCommandScopeAllGroupChats()) == ()


@pytest.mark.parametrize("name", ["Tra", "tra-cuu", "/tracuu", "việc", "a" * 33, ""])
async def test_a_bad_command_name_is_refused(fake: FakeTelegram, bot: Bot, name: str) -> None:
    with pytest.raises(BadRequest, match="Bot_command_invalid"):
        await bot.set_my_commands([(name, "Tra cứu")])


@pytest.mark.parametrize("description", ["", "x" * 257])
async def test_a_command_needs_a_description(bot: Bot, description: str) -> None:
    with pytest.raises(BadRequest, match="Bot_command_description_invalid"):
        await bot.set_my_commands([("tracuu", description)])


async def test_a_command_scope_needs_a_known_chat(bot: Bot) -> None:
    with pytest.raises(BadRequest, match="Chat not found"):
        await bot.set_my_commands([("a", "b")], scope=BotCommandScopeChat(BINH))


async def test_descriptions_are_kept(bot: Bot, fake: FakeTelegram) -> None:
    await bot.set_my_description("Đối thoại với dân")
    await bot.set_my_short_description("Đối thoại", language_code="vi")

    assert fake.description() == "Đối thoại với dân"
    assert fake.description("vi", short=True) == "Đối thoại"
    assert (await bot.get_my_description()).description == "Đối thoại với dân"


async def test_a_long_description_is_refused(bot: Bot) -> None:
    with pytest.raises(BadRequest):
        await bot.set_my_description("x" * 513)


async def test_typing_is_shown(bot: Bot, fake: FakeTelegram) -> None:
    await bot.send_chat_action(AN, "typing")

    assert fake.actions(AN) == ["typing"]
    with pytest.raises(BadRequest, match="Wrong parameter action"):
        await bot.send_chat_action(AN, "singing")


async def test_get_chat_tells_who_it_is(bot: Bot, fake: FakeTelegram) -> None:
    fake.meet(Person(id=AN, first_name="An", last_name="Nguyễn", username="nguyenan"))

    chat = await bot.get_chat(AN)

    assert (chat.type, chat.full_name, chat.username) == ("private", "An Nguyễn", "nguyenan")


async def test_calls_are_recorded_with_their_answers(bot: Bot, fake: FakeTelegram) -> None:
    await bot.send_message(AN, "Xin chào")
    with pytest.raises(BadRequest):
        await bot.send_message(AN, "")

    assert [(c.params["text"], c.status) for c in fake.calls("sendMessage")] == [
        ("Xin chào", 200),
        ("", 400),
    ]
