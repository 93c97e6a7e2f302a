"""A bot for aiogram that reaches no network: it notes what it is told to send."""

from collections.abc import AsyncGenerator
from datetime import UTC, datetime
from itertools import count
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.client.session.base import BaseSession
from aiogram.methods import SendMessage, TelegramMethod
from aiogram.types import Chat, Message, Update, User

SENT_AT = datetime(2025, 10, 1, 2, 0, tzinfo=UTC)
_numbers = count(1)


class QuietSession(BaseSession):
    """Answers each method as Telegram would where all is well."""

    def __init__(self) -> None:
        super().__init__()
        self.sent: list[str] = []

    async def make_request(
        self, bot: Bot, method: TelegramMethod[Any], timeout: int | None = None
    ) -> Any:
        assert isinstance(method, SendMessage), f"{method} is not expected here"
        self.sent.append(method.text)
        return message(int(method.chat_id), method.text)

    async def stream_content(self, *_: Any, **__: Any) -> AsyncGenerator[bytes, None]:
        raise AssertionError("nothing is fetched here")
        yield b""

    async def close(self) -> None:
        """There is nothing open."""


class QuietBot(Bot):
    """The bot with this number; `sent` is what it has said."""

    def __init__(self, number: int) -> None:
        self.quiet = QuietSession()
        super().__init__(f"{number}:made-up", session=self.quiet)

    @property
    def sent(self) -> list[str]:
        """The texts of the messages, the first one first."""
        return self.quiet.sent


def message(chat: int, text: str) -> Message:
    """A message in a private chat, as Telegram would show it."""
    person = User(id=chat, is_bot=False, first_name="An")
    return Message(
        message_id=next(_numbers),
        date=SENT_AT,
        chat=Chat(id=chat, type="private"),
        from_user=person,
        text=text,
    )


async def say(dispatcher: Dispatcher, bot: QuietBot, chat: int, text: str) -> str:
    """Somebody writes to the bot; what it answers, all in one."""
    before = len(bot.sent)
    await dispatcher.feed_update(bot, Update(update_id=next(_numbers), message=message(chat, text)))
    return "\n".join(bot.sent[before:])
