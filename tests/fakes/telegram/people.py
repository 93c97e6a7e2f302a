"""What people send through Telegram: text, corrections, presses, photos, files, places."""

import itertools
from dataclasses import replace

from fakes.telegram.chats import Chat, Person, StoredMessage
from fakes.telegram.content import MAX_CAPTION, MAX_TEXT
from fakes.telegram.files import StoredFile
from fakes.telegram.markup import Json, detect, utf16_length
from fakes.telegram.state import Callback, State


class People:
    """Injects updates. In a private chat the writer is the chat; in a group name the `user`."""

    def __init__(self, state: State) -> None:
        self.state = state
        self._numbers = itertools.count(4382_0000_0001)

    def meet(self, person: Person) -> Person:
        """Makes a name known; the person has not started the bot yet."""
        with self.state.changes:
            return self.state.chats.meet(person)

    def open_chat(self, chat_id: int, *, kind: str = "", title: str = "") -> None:
        """The bot may write here from now on; no update tells it so."""
        with self.state.changes:
            self.state.chats.open(chat_id, kind, title)

    def say(
        self, chat_id: int, text: str, *, user: int | None = None, reply_to: int | None = None
    ) -> int:
        """Sends a text; returns its message_id. Anything over 4096 has to be `say_long`."""
        text = text.strip()
        if not 1 <= utf16_length(text) <= MAX_TEXT:
            raise ValueError("a client sends 1 to 4096 characters in one message")
        return self._send(chat_id, _text(text), user=user, reply_to=reply_to)

    def say_long(self, chat_id: int, text: str, *, user: int | None = None) -> list[int]:
        """Sends a text of any length, cut into several messages as a client does."""
        return [self.say(chat_id, part, user=user) for part in _cut(text.strip())]

    def edit(self, message_id: int, text: str, *, chat_id: int | None = None) -> int:
        """Corrects a text or caption; returns the update_id."""
        with self.state.changes:
            chat, message = self.state.chats.holding(message_id, chat_id)
            if message.from_bot and chat.kind != "channel":
                raise LookupError("a person edits their own messages only")
            payload = {**_rewritten(message, text), "edit_date": self.state.now()}
            chat.messages[message_id] = replace(message, payload=payload)
            kind = "edited_channel_post" if chat.kind == "channel" else "edited_message"
            return self.state.push(kind, payload)

    def delete(self, message_id: int, *, chat_id: int | None = None) -> None:
        """A person removes a message; Telegram does not tell the bot."""
        with self.state.changes:
            chat, message = self.state.chats.holding(message_id, chat_id)
            del chat.messages[message.message_id]
            self.state.changes.notify()

    def press(
        self,
        message_id: int,
        callback_data: str,
        *,
        chat_id: int | None = None,
        user: int | None = None,
    ) -> str:
        """Presses a button that the message has now; returns the callback query's id."""
        with self.state.changes:
            chat, message = self.state.chats.holding(message_id, chat_id)
            _require_open(chat)
            _require_button(message, callback_data)
            callback = Callback(id=str(next(self._numbers)))
            self.state.callbacks[callback.id] = callback
            query = {
                "id": callback.id,
                "from": self._writer(chat, user).payload(),
                "message": message.payload,
                "chat_instance": str(abs(chat.id) * 7_919),
                "data": callback_data,
            }
            self.state.push("callback_query", query)
            return callback.id

    def send_photo(
        self,
        chat_id: int,
        content: bytes,
        caption: str | None = None,
        media_group_id: str | None = None,
        *,
        user: int | None = None,
    ) -> int:
        with self.state.changes:
            sizes = self.state.files.keep_photo(content)
        part: Json = {"photo": [size.payload() for size in sizes], **_caption(caption)}
        if media_group_id:
            part["media_group_id"] = media_group_id
        return self._send(chat_id, part, user=user, file=sizes[-1])

    def send_album(
        self,
        chat_id: int,
        contents: list[bytes],
        caption: str | None = None,
        *,
        user: int | None = None,
    ) -> list[int]:
        """Several photos as one group: one update each, the caption on the first."""
        group = str(next(self._numbers))
        captions = [caption, *[None] * len(contents)]
        return [
            self.send_photo(chat_id, content, text, group, user=user)
            for content, text in zip(contents, captions, strict=False)
        ]

    def send_document(
        self,
        chat_id: int,
        content: bytes,
        name: str,
        mime: str,
        caption: str | None = None,
        *,
        size: int | None = None,
        user: int | None = None,
    ) -> int:
        """`size` pretends another size than the content has."""
        with self.state.changes:
            file = self.state.files.keep("document", content, name=name, mime=mime, size=size)
        return self._send_file(chat_id, file, caption, user)

    def send_voice(
        self,
        chat_id: int,
        content: bytes = b"OggS voice",
        duration: int = 3,
        *,
        size: int | None = None,
        user: int | None = None,
    ) -> int:
        about = {"duration": duration}
        with self.state.changes:
            file = self.state.files.keep("voice", content, mime="audio/ogg", size=size, about=about)
        return self._send_file(chat_id, file, None, user)

    def send_video(
        self,
        chat_id: int,
        content: bytes = b"\x00\x00\x00\x18ftypmp42",
        caption: str | None = None,
        *,
        size: int | None = None,
        user: int | None = None,
    ) -> int:
        about = {"width": 1280, "height": 720, "duration": 12}
        with self.state.changes:
            file = self.state.files.keep(
                "video", content, name="video.mp4", mime="video/mp4", size=size, about=about
            )
        return self._send_file(chat_id, file, caption, user)

    def send_sticker(self, chat_id: int, emoji: str = "👍", *, user: int | None = None) -> int:
        about = {"width": 512, "height": 512, "emoji": emoji, "type": "regular"}
        plain = {"is_animated": False, "is_video": False}
        with self.state.changes:
            file = self.state.files.keep("sticker", b"RIFF....WEBP", about={**about, **plain})
        return self._send_file(chat_id, file, None, user)

    def send_location(
        self,
        chat_id: int,
        latitude: float = 10.7769,
        longitude: float = 106.7009,
        *,
        user: int | None = None,
    ) -> int:
        place = {"latitude": latitude, "longitude": longitude}
        return self._send(chat_id, {"location": place}, user=user)

    def send_contact(self, chat_id: int, phone: str, *, user: int | None = None) -> int:
        """Shares the writer's own phone number, as the keyboard's contact button does."""
        with self.state.changes:
            who = self._writer(self.state.chats.open(chat_id), user)
        contact = {"phone_number": phone, "first_name": who.first_name, "user_id": who.id}
        return self._send(chat_id, {"contact": contact}, user=user)

    def post(self, channel_id: int, text: str) -> int:
        """A post in a channel that the bot is in; returns its message_id."""
        with self.state.changes:
            channel = self.state.chats.open(channel_id, "channel")
            message = self.state.post(channel, _text(text))
            self.state.push("channel_post", message.payload)
            return message.message_id

    def _send_file(
        self, chat_id: int, file: StoredFile, caption: str | None, user: int | None
    ) -> int:
        part = {file.kind: file.payload(), **_caption(caption)}
        return self._send(chat_id, part, user=user, file=file)

    def _send(
        self,
        chat_id: int,
        content: Json,
        *,
        user: int | None,
        reply_to: int | None = None,
        file: StoredFile | None = None,
    ) -> int:
        with self.state.changes:
            chat = self.state.chats.open(chat_id)
            _require_open(chat)
            reply = {} if reply_to is None else {"reply_to_message": _answered(chat, reply_to)}
            by = self._writer(chat, user)
            message = self.state.post(chat, {**reply, **content}, by=by, file=file)
            self.state.push("message", message.payload)
            return message.message_id

    def _writer(self, chat: Chat, user: int | None) -> Person:
        if user is None and chat.kind != "private":
            raise ValueError("say who writes in this group: user=…")
        return self.state.chats.person(chat.id if user is None else user)


def _text(text: str) -> Json:
    entities = detect(text, [])
    return {"text": text, **({"entities": entities} if entities else {})}


def _caption(text: str | None) -> Json:
    if not text:
        return {}
    if utf16_length(text) > MAX_CAPTION:
        raise ValueError("a caption has at most 1024 characters")
    entities = detect(text, [])
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


def _rewritten(message: StoredMessage, text: str) -> Json:
    new = _text(text) if "text" in message.payload else _caption(text)
    replaced = {"text", "entities", "caption", "caption_entities"}
    return {**{k: v for k, v in message.payload.items() if k not in replaced}, **new}


def _cut(text: str) -> list[str]:
    """Pieces of at most 4096 UTF-16 units, no character split."""
    pieces, length = [""], 0
    for character in text:
        length += utf16_length(character)
        if length > MAX_TEXT:
            pieces, length = [*pieces, ""], utf16_length(character)
        pieces[-1] += character
    return pieces


def _answered(chat: Chat, message_id: int) -> Json:
    payload = chat.messages[message_id].payload
    return {key: value for key, value in payload.items() if key != "reply_to_message"}


def _require_open(chat: Chat) -> None:
    if chat.refusal is not None:
        raise ValueError(f"nobody can do anything here: {chat.refusal.description}")


def _require_button(message: StoredMessage, data: str) -> None:
    rows = (message.reply_markup or {}).get("inline_keyboard", [])
    there = [button.get("callback_data") for row in rows for button in row]
    if data not in there:
        raise LookupError(f"the message has no button with {data!r}; it has {there}")
