"""The messages that are sent: one more piece of a petition's text, as Telegram brings it."""

import json
from collections.abc import Iterator

SECRET = "bench-secret"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
TEXT = "Đường liên thôn đoạn qua nhà văn hóa hỏng nặng, mưa là ngập, xe không đi được."
# A petition takes 60 pieces; after these it is complete.
PIECES = 50
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
    who = {"id": chat, "type": "private", "first_name": "An"}
    said = {
        "message_id": message,
        "date": 1_760_000_000,
        "chat": who,
        "from": {"id": chat, "is_bot": False, "first_name": "An"},
        "text": text,
    }
    return json.dumps({"update_id": number, "message": said}).encode()
