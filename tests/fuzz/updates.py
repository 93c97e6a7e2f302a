"""Telegram updates of every kind, shaped as real ones: what the mutations begin with."""

from typing import Any

from fuzz import values
from fuzz.dice import Dice

Json = dict[str, Any]
CHATS = 400
DATE = 1_767_225_600


def update(dice: Dice) -> Json:
    """One update; now and then its number was used before, and its chat is busy with another."""
    number = 1000 + (dice.below(50) if dice.one_in(30) else dice.number)
    kind = dice.weighed(
        {"said": 60, "pressed": 14, "file": 12, "edited": 6, "odd": 10, "other": 12, "long": 2}
    )
    return {"update_id": number, **_KINDS[kind](dice)}


def person(dice: Dice) -> Json:
    """Somebody who writes; the first chat is an officer's."""
    number = 7000 + dice.below(CHATS)
    return {
        "id": number,
        "is_bot": False,
        "first_name": dice.pick(("An", "Bình", "<b>", "\u202eAn", "Z̸̢̛͍a̷l̵g̶o̸")),
        "username": "an",
        "language_code": "vi",
    }


def message(dice: Dice, /, **content: Any) -> Json:
    """A message in a private chat."""
    who = person(dice)
    chat = {"id": who["id"], "type": "private", "first_name": who["first_name"]}
    named = 1 + dice.below(200)
    return {"message_id": named, "from": who, "chat": chat, "date": DATE, **content}


def _said(dice: Dice) -> Json:
    text = values.speech(dice)
    content: Json = {"text": text}
    if dice.one_in(3):
        entity = {"type": dice.pick(ENTITIES), "offset": 0, "length": len(text)}
        content["entities"] = [
            entity,
            {"type": "text_link", "offset": -5, "length": 10**9, "url": "x"},
        ]
    if dice.one_in(8):
        content["reply_to_message"] = message(dice, text="Trước")
    return {"message": message(dice, **content)}


def _long(dice: Dice) -> Json:
    """More words than anybody takes, of the kind that makes patterns and sorts slow."""
    return {"message": message(dice, text=values.long_words(dice))}


def _pressed(dice: Dice) -> Json:
    said = message(dice, text="Ông/Bà muốn làm gì?", reply_markup=_keyboard())
    data = dice.pick(
        (
            *(
                "/gui",
                "/start",
                "/xem 1",
                "/xet XM26-0001",
                "1.yes",
                "2.back",
                "back",
                "yes",
                "\0old",
                "1.",
            ),
            *(f"{1 + dice.below(9)}.{dice.pick(CHOSEN)}", ".", "9" * 64, values.words(dice)),
        )
    )
    query = {"id": str(dice.number), "from": said["chat"] | {"is_bot": False}, "message": said}
    return {"callback_query": {**query, "chat_instance": "77", "data": data}}


def _file(dice: Dice) -> Json:
    file = {"file_id": f"AgAC{dice.number}", "file_unique_id": f"u{dice.number}", "file_size": 1234}
    named = {**file, "file_name": dice.pick(values.WORDS), "mime_type": "application/pdf"}
    content = dice.pick(
        (
            {
                "photo": [
                    {**file, "width": 90, "height": 67},
                    {**file, "width": 1280, "height": 960},
                ]
            },
            {"document": named},
            {"voice": {**file, "duration": 3, "mime_type": "audio/ogg"}},
            {"audio": {**named, "duration": 3, "title": "Bài"}},
        )
    )
    album = {"media_group_id": str(dice.below(20))} if dice.one_in(2) else {}
    return {"message": message(dice, caption=values.speech(dice), **album, **content)}


def _edited(dice: Dice) -> Json:
    changed = message(dice, text=values.speech(dice), edit_date=DATE + 60)
    return {"edited_message": changed}


def _odd(dice: Dice) -> Json:
    """Messages that hold something else than words."""
    return {"message": message(dice, **dice.pick(ODD))}


def _other(dice: Dice) -> Json:
    """Updates that we never asked for, and news of the chat itself."""
    kind = dice.pick(tuple(OTHER))
    body = dict(OTHER[kind])
    if kind == "my_chat_member":
        body["chat"] = message(dice)["chat"]
    return {kind: body}


def _keyboard() -> Json:
    press = {"text": "Gửi", "callback_data": "/gui"}
    return {
        "inline_keyboard": [
            [press, {"text": "Có", "callback_data": "1.yes"}],
            [{"text": "a", "url": "https://a.vn"}],
        ]
    }


ENTITIES = ("bold", "bot_command", "url", "text_mention", "custom_emoji", "spoiler", "new_kind")
CHOSEN = ("yes", "no", "back", "send", "known", "done", "accept", "grant", "1", "skip", "carry_on")
_KINDS = {
    "said": _said,
    "pressed": _pressed,
    "file": _file,
    "edited": _edited,
    "long": _long,
    "odd": _odd,
    "other": _other,
}

_USER = {"id": 7001, "is_bot": False, "first_name": "An"}
_BOT = {"id": 42, "is_bot": True, "first_name": "Bot", "username": "bot"}
_GROUP = {"id": -1001234567890, "type": "supergroup", "title": "Thôn Đông"}
_CHANNEL = {"id": -1009876543210, "type": "channel", "title": "Xã Mẫu"}
_PLACE = {"latitude": 10.77, "longitude": 106.7}
_FILE = {"file_id": "A", "file_unique_id": "u"}
_GROUP_MESSAGE = {"message_id": 5, "date": DATE, "chat": _GROUP, "from": _USER, "text": "/gui"}
_POST = {"message_id": 6, "date": DATE, "chat": _CHANNEL, "sender_chat": _CHANNEL, "text": "Tin"}
_POLL = {
    "id": "9",
    "question": "Ai đến?",
    "options": [{"text": "Tôi", "voter_count": 1, "persistent_id": "0"}],
    "total_voter_count": 1,
    "is_closed": False,
    "is_anonymous": True,
    "type": "regular",
    "allows_multiple_answers": False,
}
_BUSINESS = {
    "id": "b",
    "user": _USER,
    "user_chat_id": 7001,
    "date": DATE,
    "can_reply": True,
    "is_enabled": True,
}
_BOOST = {
    "boost_id": "x",
    "add_date": DATE,
    "expiration_date": DATE + 9,
    "source": {"source": "premium", "user": _USER},
}
_REACTION = {
    "chat": _GROUP,
    "message_id": 5,
    "user": _USER,
    "date": DATE,
    "old_reaction": [],
    "new_reaction": [{"type": "emoji", "emoji": "👍"}],
}
_ADDRESS = {
    "country_code": "VN",
    "state": "",
    "city": "Xã Mẫu",
    "street_line1": "1",
    "street_line2": "",
    "post_code": "1",
}

ODD: tuple[Json, ...] = (
    {"location": {**_PLACE, "live_period": 60}},
    {"venue": {"location": _PLACE, "title": "UBND", "address": "Thôn Đông"}},
    {"contact": {"phone_number": "0912345678", "first_name": "An", "user_id": 7001}},
    {
        "sticker": {
            **_FILE,
            "width": 512,
            "height": 512,
            "is_animated": False,
            "is_video": False,
            "type": "regular",
        }
    },
    {"video": {**_FILE, "width": 1, "height": 1, "duration": 1}},
    {"video_note": {**_FILE, "length": 1, "duration": 1}},
    {"animation": {**_FILE, "width": 1, "height": 1, "duration": 1}, "document": _FILE},
    {"dice": {"emoji": "🎲", "value": 6}},
    {"poll": _POLL},
    {"story": {"chat": _GROUP, "id": 1}},
    {"game": {"title": "a", "description": "b", "photo": []}},
    {
        "invoice": {
            "title": "a",
            "description": "b",
            "start_parameter": "",
            "currency": "VND",
            "total_amount": 1,
        }
    },
    {"paid_media": {"star_count": 1, "paid_media": [{"type": "preview"}]}},
    {"checklist": {"title": "a", "tasks": [{"id": 1, "text": "b"}]}},
    {"new_kind_of_message": {"of": "next year"}},
    {"pinned_message": {"message_id": 0, "date": 0, "chat": _GROUP}},
    {"migrate_to_chat_id": -1001234567891},
    {"new_chat_members": [_USER, _BOT]},
    {
        "successful_payment": {
            "currency": "VND",
            "total_amount": 1,
            "invoice_payload": "x",
            "telegram_payment_charge_id": "1",
            "provider_payment_charge_id": "1",
        }
    },
    {"web_app_data": {"data": "{}", "button_text": "x"}},
    {"users_shared": {"request_id": 1, "users": [{"user_id": 1}]}},
    {"forward_origin": {"type": "user", "sender_user": _USER, "date": DATE}, "text": "Chuyển tiếp"},
    {
        "external_reply": {
            "origin": {"type": "hidden_user", "sender_user_name": "x", "date": DATE}
        },
        "quote": {"text": "a", "position": 0},
        "text": "b",
    },
    {"via_bot": _BOT, "text": "qua bot"},
    {},
)

OTHER: Json = {
    "my_chat_member": {
        "chat": _GROUP,
        "from": _USER,
        "date": DATE,
        "old_chat_member": {"user": _BOT, "status": "member"},
        "new_chat_member": {"user": _BOT, "status": "kicked", "until_date": 0},
    },
    "chat_member": {
        "chat": _GROUP,
        "from": _USER,
        "date": DATE,
        "old_chat_member": {"user": _USER, "status": "left"},
        "new_chat_member": {"user": _USER, "status": "member"},
    },
    "message": _GROUP_MESSAGE,
    "edited_message": {**_GROUP_MESSAGE, "edit_date": DATE},
    "channel_post": _POST,
    "edited_channel_post": {**_POST, "edit_date": DATE},
    "inline_query": {"id": "1", "from": _USER, "query": "x", "offset": ""},
    "chosen_inline_result": {"result_id": "1", "from": _USER, "query": "x"},
    "shipping_query": {
        "id": "1",
        "from": _USER,
        "invoice_payload": "x",
        "shipping_address": _ADDRESS,
    },
    "pre_checkout_query": {
        "id": "1",
        "from": _USER,
        "currency": "VND",
        "total_amount": 1,
        "invoice_payload": "x",
    },
    "purchased_paid_media": {"from": _USER, "paid_media_payload": "x"},
    "poll": _POLL,
    "poll_answer": {"poll_id": "9", "user": _USER, "option_ids": [0]},
    "message_reaction": _REACTION,
    "message_reaction_count": {
        "chat": _GROUP,
        "message_id": 5,
        "date": DATE,
        "reactions": [{"type": {"type": "paid"}, "total_count": 1}],
    },
    "chat_join_request": {"chat": _GROUP, "from": _USER, "user_chat_id": 7001, "date": DATE},
    "chat_boost": {"chat": _CHANNEL, "boost": _BOOST},
    "removed_chat_boost": {
        "chat": _CHANNEL,
        "boost_id": "x",
        "remove_date": DATE,
        "source": _BOOST["source"],
    },
    "business_connection": _BUSINESS,
    "business_message": {**_GROUP_MESSAGE, "business_connection_id": "b"},
    "edited_business_message": {**_GROUP_MESSAGE, "business_connection_id": "b"},
    "deleted_business_messages": {
        "business_connection_id": "b",
        "chat": _GROUP,
        "message_ids": [5],
    },
    "next_years_update": {"of": [1, 2, 3]},
}
