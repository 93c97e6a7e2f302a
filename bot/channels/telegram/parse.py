"""From Telegram's update to the neutral event; whatever is not for us is None."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import CallbackQuery, ChatMember, ChatMemberUpdated, Message, Update

from bot.channels import fields
from bot.channels.telegram.content import files_of, unsupported_kind, words_of
from handlers.messages import Incoming, Kind

CHANNEL = "telegram"
_AWAY = (ChatMember.BANNED, ChatMember.LEFT)


@dataclass(frozen=True, kw_only=True)
class Parser:
    """Parses the updates of one account, all received at one moment."""

    account: str
    received_at: datetime

    def parse(self, update: Update) -> Incoming | None:
        """The event, or None: another kind of update, a group, a channel, another bot.

        Raises whatever the fields of an update make it raise that Telegram never sent.
        """
        if update.message:
            return self._message(update, update.message)
        if update.edited_message:
            return self._edit(update, update.edited_message)
        if update.callback_query:
            return self._press(update, update.callback_query)
        if update.my_chat_member:
            return self._membership(update, update.my_chat_member)
        return None

    def _message(self, update: Update, message: Message) -> Incoming | None:
        if message.migrate_to_chat_id:
            moved_to = str(fields.number(message.migrate_to_chat_id))
            return self._event(update, message.chat.id, kind=Kind.MOVED, moved_to=moved_to)
        if not _from_a_person(message):
            return None
        said = self._said(message)
        if odd := unsupported_kind(message):
            return self._event(update, message.chat.id, kind=Kind.UNSUPPORTED, payload=odd, **said)
        if message.text and (link := _start(message.text)) is not None:
            return self._event(update, message.chat.id, kind=Kind.START, payload=link, **said)
        if not said["text"] and not said["files"]:
            return None  # news of the chat itself, such as a pinned message
        return self._event(update, message.chat.id, **said)

    def _edit(self, update: Update, message: Message) -> Incoming | None:
        said = self._said(message)
        # A live location "edits" its message every few seconds and says nothing by it.
        if not _from_a_person(message) or not (said["text"] or said["files"]):
            return None
        return self._event(update, message.chat.id, kind=Kind.EDIT, **said)

    def _press(self, update: Update, query: CallbackQuery) -> Incoming | None:
        if query.message is None or query.message.chat.type != "private" or not query.data:
            return None
        return self._event(
            update,
            query.message.chat.id,
            kind=Kind.CHOICE,
            choice=fields.words(query.data),
            message_id=str(fields.number(query.message.message_id)),
        )

    def _membership(self, update: Update, change: ChatMemberUpdated) -> Incoming | None:
        before = change.old_chat_member.status in _AWAY
        after = change.new_chat_member.status in _AWAY
        if change.chat.type != "private" or before == after:
            return None
        return self._event(update, change.chat.id, kind=Kind.BLOCKED if after else Kind.RETURNED)

    def _said(self, message: Message) -> dict[str, Any]:
        return {
            "text": words_of(message),
            "message_id": str(fields.number(message.message_id)),
            "album": fields.name(message.media_group_id),
            "files": files_of(message) if not unsupported_kind(message) else (),
        }

    def _event(self, update: Update, chat: int, **content: Any) -> Incoming:
        return Incoming(
            channel=CHANNEL,
            account=self.account,
            address=str(fields.number(chat)),
            event_id=str(fields.number(update.update_id)),
            received_at=self.received_at,
            sequence=update.update_id,
            **content,
        )


def _from_a_person(message: Message) -> bool:
    bot = message.from_user is not None and message.from_user.is_bot
    return message.chat.type == "private" and not bot


def _start(text: str) -> str | None:
    """What a deep link brings ("" without one); None where it is no /start."""
    command, _, payload = text.strip().partition(" ")
    return payload.strip() if command.partition("@")[0].lower() == "/start" else None
