"""Chats, the people in them, and the messages as each chat now sees them."""

from dataclasses import dataclass, field
from typing import Any

from fakes.telegram.errors import ApiError, bad_request, forbidden
from fakes.telegram.files import StoredFile
from fakes.telegram.markup import Json

_SUPERGROUPS_FROM = -1_000_000_000_000
_OWN_NUMBERING = {"supergroup", "channel"}


@dataclass(frozen=True, kw_only=True)
class Person:
    """Somebody with a Telegram account."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "vi"

    def names(self) -> Json:
        names = {
            "first_name": self.first_name,
            "last_name": self.last_name,
            "username": self.username,
        }
        return {name: value for name, value in names.items() if value}

    def payload(self) -> Json:
        language = {"language_code": self.language_code} if self.language_code else {}
        return {"id": self.id, "is_bot": False, **self.names(), **language}


@dataclass(frozen=True, kw_only=True)
class StoredMessage:
    """A message of anybody; an edit puts a new one in its place."""

    payload: Json
    from_bot: bool
    file: StoredFile | None = None
    reply_markup: Json | None = None
    silent: bool = False

    @property
    def message_id(self) -> int:
        return int(self.payload["message_id"])


@dataclass(kw_only=True)
class Chat:
    id: int
    kind: str
    names: Json
    messages: dict[int, StoredMessage] = field(default_factory=dict)
    last_own_id: int = 0
    refusal: ApiError | None = None

    def payload(self) -> Json:
        return {"id": self.id, "type": self.kind, **self.names}


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A message as the chat sees it now. `text` is the caption where there is a file."""

    chat_id: int
    message_id: int
    kind: str
    text: str
    entities: list[Json]
    buttons: list[list[Json]]
    keyboard: list[list[str]]
    removes_keyboard: bool
    file: StoredFile | None
    edited: bool
    silent: bool
    reply_to: int | None
    from_bot: bool
    raw: Json = field(repr=False)

    @property
    def labels(self) -> list[str]:
        return [button["text"] for row in self.buttons for button in row]

    def button(self, label: str) -> Json:
        for row in self.buttons:
            for button in row:
                if button["text"] == label:
                    return button
        raise LookupError(f"no button {label!r} among {self.labels}")

    def data(self, label: str) -> str:
        """The callback data of the button with this label."""
        return str(self.button(label)["callback_data"])


class Chats:
    def __init__(self) -> None:
        self._chats: dict[int, Chat] = {}
        self._people: dict[int, Person] = {}
        self._last_message_id = 0

    def person(self, user_id: int) -> Person:
        known = self._people.get(user_id)
        return known or self.meet(Person(id=user_id, first_name=f"Người {user_id}"))

    def meet(self, person: Person) -> Person:
        self._people[person.id] = person
        if person.id in self._chats:
            self._chats[person.id].names = person.names()
        return person

    def open(self, chat_id: int, kind: str = "", title: str = "") -> Chat:
        """The chat, created on first use as its id tells (or as `kind` says)."""
        if chat_id not in self._chats:
            kind = kind or _kind_of(chat_id)
            names = self.person(chat_id).names() if kind == "private" else {"title": title}
            self._chats[chat_id] = Chat(id=chat_id, kind=kind, names=names)
        chat = self._chats[chat_id]
        if chat.kind != "private" and (title or not chat.names["title"]):
            chat.names = {**chat.names, "title": title or f"Nhóm {abs(chat_id)}"}
        return chat

    def known(self, chat_id: int) -> Chat | None:
        return self._chats.get(chat_id)

    def for_bot(self, chat_id: str) -> Chat:
        """The chat a call is for, or the reason why the bot may not touch it."""
        if not chat_id:
            raise bad_request("chat_id is empty")
        chat = self._find(chat_id)
        if chat is None and chat_id.isdecimal() and int(chat_id) in self._people:
            raise forbidden("bot can't initiate conversation with a user")
        if chat is None:
            raise bad_request("chat not found")
        if chat.refusal is not None:
            raise chat.refusal
        return chat

    def _find(self, chat_id: str) -> Chat | None:
        if chat_id.startswith("@"):
            named = (c for c in self._chats.values() if c.kind in _OWN_NUMBERING)
            return next((c for c in named if c.names.get("username") == chat_id[1:]), None)
        try:
            return self._chats.get(int(chat_id))
        except ValueError:
            return None

    def next_message_id(self, chat: Chat) -> int:
        """Supergroups and channels number their own messages; all else shares one row."""
        if chat.kind in _OWN_NUMBERING:
            chat.last_own_id += 1
            return chat.last_own_id
        self._last_message_id += 1
        return self._last_message_id

    def holding(self, message_id: int, chat_id: int | None) -> tuple[Chat, StoredMessage]:
        """The message a person means; its chat must be named where the number is not unique."""
        chats = [c for c in self._chats.values() if chat_id in (None, c.id)]
        found = [(c, c.messages[message_id]) for c in chats if message_id in c.messages]
        if len(found) != 1:
            raise LookupError(f"{len(found)} messages numbered {message_id}; name its chat_id")
        return found[0]


def see(chat: Chat, message: StoredMessage) -> Seen:
    payload = message.payload
    markup = message.reply_markup or {}
    return Seen(
        chat_id=chat.id,
        message_id=message.message_id,
        kind=_content_kind(payload),
        text=str(payload.get("text", payload.get("caption", ""))),
        entities=payload.get("entities") or payload.get("caption_entities") or [],
        buttons=markup.get("inline_keyboard", []),
        keyboard=[[key["text"] for key in row] for row in markup.get("keyboard", [])],
        removes_keyboard=bool(markup.get("remove_keyboard")),
        file=message.file,
        edited="edit_date" in payload,
        silent=message.silent,
        reply_to=_reply_to(payload),
        from_bot=message.from_bot,
        raw=payload,
    )


def _content_kind(payload: Json) -> str:
    kinds = ("photo", "document", "voice", "video", "sticker", "location", "contact", "text")
    return next((kind for kind in kinds if kind in payload), "service")


def _reply_to(payload: Json) -> int | None:
    answered: Any = payload.get("reply_to_message")
    return None if answered is None else int(answered["message_id"])


def _kind_of(chat_id: int) -> str:
    if chat_id > 0:
        return "private"
    return "supergroup" if chat_id < _SUPERGROUPS_FROM else "group"
