"""The messages that are sent: one more piece of a petition's text, as Telegram brings it."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

SECRET = "bench-secret"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
TEXT = "Đường liên thôn đoạn qua nhà văn hóa hỏng nặng, mưa là ngập, xe không đi được."
# A petition takes 60 pieces; after these it is complete.
PIECES = 50
# So many people write before anything is timed: what a server puts together once is together then.
FIRST = 4
FIRST_CHAT = 10_000


def chats(count: int) -> range:
    """The people who write."""
    return range(FIRST_CHAT, FIRST_CHAT + count)


def bodies(chat: int) -> Iterator[bytes]:
    """Everything that one of them sends, in order."""
    for piece in range(PIECES):
        yield update(chat * 1_000 + piece, chat, piece + 100, f"{TEXT} ({piece + 1})")


def update(number: int, chat: int, message: int, text: str) -> bytes:
    """One update of the Bot API (https://core.telegram.org/bots/api#update)."""
    said = {**_shown(chat, message, text), "from": _person(chat)}
    return json.dumps({"update_id": number, "message": said}).encode()


def press(
    number: int, chat: int, message: int, shown: str, buttons: Mapping[str, str], value: str
) -> bytes:
    """The same where a button is pressed: the message that shows it comes with it. `buttons` are
    values by label."""
    rows = [[{"text": label, "callback_data": data}] for label, data in buttons.items() if data]
    bot = {"id": 123, "is_bot": True, "first_name": "bench"}
    keyboard = {"reply_markup": {"inline_keyboard": rows}}
    query = {
        "id": str(number),
        "from": _person(chat),
        "chat_instance": "1",
        "data": value,
        "message": {**_shown(chat, message, shown), "from": bot, **keyboard},
    }
    return json.dumps({"update_id": number, "callback_query": query}).encode()


def _shown(chat: int, message: int, text: str) -> dict[str, Any]:
    where = {"id": chat, "type": "private", "first_name": "An"}
    return {"message_id": message, "date": 1_760_000_000, "chat": where, "text": text}


def _person(chat: int) -> dict[str, Any]:
    return {"id": chat, "is_bot": False, "first_name": "An"}
