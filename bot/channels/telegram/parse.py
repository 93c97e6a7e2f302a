"""From Telegram's update to the neutral event; whatever is not for us is None.

The JSON is read as it is: objects of the library for each part of it would take ten times as long.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from telegram import ChatMember

from bot.channels import fields
from bot.channels.telegram.content import Fields, files_of, unsupported_kind, words_of
from handlers.messages import Incoming, Kind

CHANNEL = "telegram"
_AWAY = (ChatMember.BANNED, ChatMember.LEFT)


@dataclass(frozen=True, kw_only=True)
class Parser:
    """Parses the updates of one account, all received at one moment."""

    account: str
    received_at: datetime

    def parse(self, update: Fields) -> Incoming | None:
        """The event, or None: another kind of update, a group, a channel, another bot.

        Raises whatever the fields of an update make it raise that Telegram never sent.
        https://core.telegram.org/bots/api#update
        """
        if message := update.get("message"):
            return self._message(update, message)
        if message := update.get("edited_message"):
            return self._edit(update, message)
        if query := update.get("callback_query"):
            return self._press(update, query)
        if change := update.get("my_chat_member"):
            return self._membership(update, change)
        return None

    def _message(self, update: Fields, message: Fields) -> Incoming | None:
        chat = message["chat"]
        if to := message.get("migrate_to_chat_id"):
            moved_to = str(fields.number(to))
            return self._event(update, chat["id"], kind=Kind.MOVED, moved_to=moved_to)
        if not _from_a_person(message):
            return None
        odd = unsupported_kind(message)
        said = self._said(message, () if odd else files_of(message))
        if odd:
            return self._event(update, chat["id"], kind=Kind.UNSUPPORTED, payload=odd, **said)
        if said["text"] and (link := _start(message.get("text"))) is not None:
            return self._event(update, chat["id"], kind=Kind.START, payload=link, **said)
        if not said["text"] and not said["files"]:
            return None  # news of the chat itself, such as a pinned message
        return self._event(update, chat["id"], **said)

    def _edit(self, update: Fields, message: Fields) -> Incoming | None:
        files = () if unsupported_kind(message) else files_of(message)
        said = self._said(message, files)
        # A live location "edits" its message every few seconds and says nothing by it.
        if not _from_a_person(message) or not (said["text"] or said["files"]):
            return None
        return self._event(update, message["chat"]["id"], kind=Kind.EDIT, **said)

    def _press(self, update: Fields, query: Fields) -> Incoming | None:
        shown = query.get("message")
        if not shown or shown["chat"]["type"] != "private" or not query.get("data"):
            return None
        return self._event(
            update,
            shown["chat"]["id"],
            kind=Kind.CHOICE,
            choice=fields.words(query["data"]),
            message_id=str(fields.number(shown["message_id"])),
        )

    def _membership(self, update: Fields, change: Fields) -> Incoming | None:
        before = change["old_chat_member"]["status"] in _AWAY
        after = change["new_chat_member"]["status"] in _AWAY
        chat = change["chat"]
        if chat["type"] != "private" or before == after:
            return None
        return self._event(update, chat["id"], kind=Kind.BLOCKED if after else Kind.RETURNED)

    def _said(self, message: Fields, files: tuple[Any, ...]) -> dict[str, Any]:
        return {
            "text": words_of(message),
            "message_id": str(fields.number(message["message_id"])),
            "album": fields.name(message.get("media_group_id")),
            "files": files,
        }

    def _event(self, update: Fields, chat: Any, **content: Any) -> Incoming:
        number = fields.number(update["update_id"])
        return Incoming(
            channel=CHANNEL,
            account=self.account,
            address=str(fields.number(chat)),
            event_id=str(number),
            received_at=self.received_at,
            sequence=number,
            **content,
        )


def _from_a_person(message: Fields) -> bool:
    sender = message.get("from")
    return message["chat"]["type"] == "private" and not (sender and sender.get("is_bot"))


def _start(text: str | None) -> str | None:
    """What a deep link brings ("" without one); None where it is no /start."""
    command, _, payload = (text or "").strip().partition(" ")
    return payload.strip() if command.partition("@")[0].lower() == "/start" else None
