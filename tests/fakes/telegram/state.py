"""All that the fake Telegram remembers, and how a message comes to be in a chat."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from fakes.changes import Changes
from fakes.telegram.chats import Chat, Chats, Person, StoredMessage
from fakes.telegram.faults import Faults, Limits
from fakes.telegram.files import Files, StoredFile
from fakes.telegram.markup import Json
from fakes.telegram.updates import Updates

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, kw_only=True)
class Settings:
    """How this Telegram is set up; sizes are lowered by tests that reach them."""

    token: str = "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw"
    username: str = "doithoai_bot"
    title: str = "Đối Thoại"
    require_https: bool = True
    rate_limits: bool = False
    webhook_retry: float = 0.05
    webhook_timeout: float = 5.0
    max_upload: int = 50 * MEGABYTE
    max_photo: int = 10 * MEGABYTE
    max_download: int = 20 * MEGABYTE
    now: Callable[[], float] = time.time
    clock: Callable[[], float] = time.monotonic


@dataclass(kw_only=True)
class Call:
    """A request of the bot; `status` is None until it is answered."""

    method: str
    params: Json
    files: list[str]
    at: float
    status: int | None = None


@dataclass(frozen=True, kw_only=True)
class Delivery:
    """One try to hand an update to the webhook: the status it answered, or what went wrong."""

    update_id: int
    status: int | None
    error: str = ""


@dataclass(kw_only=True)
class Webhook:
    url: str = ""
    secret: str = ""
    max_connections: int = 40
    last_error_date: int = 0
    last_error: str = ""


@dataclass(kw_only=True)
class Callback:
    """A press waiting for its answer, which may come once."""

    id: str
    answer: Json | None = None
    expired: bool = False


@dataclass
class State:
    settings: Settings
    changes: Changes = field(default_factory=Changes)
    chats: Chats = field(default_factory=Chats)
    files: Files = field(default_factory=Files)
    updates: Updates = field(default_factory=Updates)
    webhook: Webhook = field(default_factory=Webhook)
    deliveries: list[Delivery] = field(default_factory=list)
    faults: Faults = field(default_factory=Faults)
    calls: list[Call] = field(default_factory=list)
    callbacks: dict[str, Callback] = field(default_factory=dict)
    commands: dict[tuple[str, str], list[Json]] = field(default_factory=dict)
    descriptions: dict[tuple[str, str], str] = field(default_factory=dict)
    actions: list[tuple[int, str]] = field(default_factory=list)
    crashes: list[Exception] = field(default_factory=list)
    poll: int = 0
    stopping: bool = False

    def __post_init__(self) -> None:
        self.limits = Limits(self.settings.clock)

    def now(self) -> int:
        return int(self.settings.now())

    def bot(self) -> Json:
        return {
            "id": int(self.settings.token.split(":")[0]),
            "is_bot": True,
            "first_name": self.settings.title,
            "username": self.settings.username,
        }

    def post(
        self,
        chat: Chat,
        content: Json,
        *,
        by: Person | None = None,
        file: StoredFile | None = None,
        reply_markup: Json | None = None,
        silent: bool = False,
    ) -> StoredMessage:
        """Puts a message into the chat, by a person or (without one) by the bot or a channel."""
        payload = {
            "message_id": self.chats.next_message_id(chat),
            **self._author(chat, by),
            "chat": chat.payload(),
            "date": self.now(),
            **content,
        }
        message = StoredMessage(
            payload=payload,
            from_bot=by is None,
            file=file,
            reply_markup=reply_markup,
            silent=silent,
        )
        chat.messages[message.message_id] = message
        return message

    def push(self, kind: str, body: Json) -> int:
        update_id = self.updates.push({kind: body})
        self.changes.notify()
        return update_id

    def _author(self, chat: Chat, by: Person | None) -> Json:
        if chat.kind == "channel":
            return {"sender_chat": chat.payload()}
        return {"from": by.payload() if by else self.bot()}
