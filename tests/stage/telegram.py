"""The stage on Telegram: the program beside a strict Bot API server, and people in their chats."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

from fakes.telegram import FakeTelegram, Seen

from handlers.messages import Choice, File, Kind, Reply
from stage.people import Actor
from stage.served import ServedPlace, picture


@dataclass(kw_only=True)
class TelegramPlace(ServedPlace):
    """A commune with one bot."""

    channel: str = "telegram"
    telegram: FakeTelegram = field(default_factory=FakeTelegram)
    chats: "count[int]" = field(default_factory=lambda: count(1001))

    @contextmanager
    def served(self) -> Iterator[None]:
        """The server of the Bot API runs around the program."""
        with self.telegram, super().served():
            yield

    def person(self, name: str) -> Actor:
        """Somebody with a private chat."""
        return TelegramActor(program=self, name=name, channel="telegram", chat=next(self.chats))

    def has_on_the_way(self) -> bool:
        """Whether the bot has not confirmed what people did."""
        return bool(self.telegram.pending)

    def settings(self) -> dict[str, Any]:
        """A bot that asks the fake server for its updates."""
        bot = {
            "token": self.telegram.token,
            "commune": self.stated.code,
            "base_url": self.telegram.base_url,
            "base_file_url": self.telegram.base_file_url,
            "chat_seconds": 0,
        }
        return {"telegram": {"main": bot}}


@dataclass(kw_only=True)
class TelegramActor(Actor):
    """One person in their private chat with the bot."""

    program: TelegramPlace
    chat: int
    sends_bytes: bool = True
    read_until: int = 0

    def press(self, label: str) -> Actor:
        """Press the newest button with this label that the chat shows now."""
        shown = [seen for seen in self._sent() if label in seen.labels]
        assert shown, f"no button {label!r}; there are {self.labels}"
        self.program.telegram.press(shown[-1].message_id, shown[-1].data(label))
        return self.read()

    def send_photo(self, caption: str = "", **more: Any) -> Actor:
        """Send a real picture."""
        self.program.telegram.send_photo(self.chat, picture(), caption or None)
        return self.read()

    def send_document(self, data: bytes, name: str, mime: str) -> Actor:
        """Send a file."""
        self.program.telegram.send_document(self.chat, data, name, mime)
        return self.read()

    @property
    def text(self) -> str:
        """Everything that came after the last thing that this person did."""
        return "\n".join(reply.text for reply in self.fresh)

    def read(self) -> Actor:
        """Look at what has arrived since."""
        self.program.settle()
        new = [seen for seen in self._sent() if seen.message_id > self.read_until]
        self.read_until = max([self.read_until, *(seen.message_id for seen in new)])
        self.fresh = [_reply(seen) for seen in new]
        self.seen += self.fresh
        return self

    def _do(self, **values: Any) -> Actor:
        kind = values.pop("kind")
        assert kind in (Kind.TEXT, Kind.START), kind
        text = f"/start {values['payload']}" if kind is Kind.START else values["text"]
        self.program.telegram.say(self.chat, text)
        return self.read()

    def _sent(self) -> list[Seen]:
        return self.program.telegram.sent(self.chat)


def _reply(seen: Seen) -> Reply:
    """What is seen, as a script looks at it."""
    choices = tuple(Choice(label=label, value=seen.data(label)) for label in seen.labels)
    file = File(attachment=0, name="", mime="", size=1)
    return Reply(text=seen.text, choices=choices, files=(file,) if seen.file else ())
