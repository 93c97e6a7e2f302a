"""What else happens in Telegram: blocking, joining, migrating, redelivery, things expiring."""

from fakes.telegram.chats import Chat
from fakes.telegram.errors import bad_request, forbidden
from fakes.telegram.markup import Json
from fakes.telegram.people import People

_ANONYMOUS_ADMIN = 1087968824


class Events(People):
    """Injects updates about the bot's place in a chat, and any other update."""

    def block(self, chat_id: int, *, user: int | None = None) -> int:
        """Blocks the bot, or throws it out of the group; returns the update_id."""
        with self.state.changes:
            chat = self.state.chats.open(chat_id)
            private = chat.kind == "private"
            why = "blocked by the user" if private else f"kicked from the {chat.kind} chat"
            chat.refusal = forbidden(f"bot was {why}")
            return self._member(chat, "member", "kicked", user)

    def unblock(self, chat_id: int, *, user: int | None = None) -> int:
        """Lets the bot in again; returns the update_id."""
        with self.state.changes:
            chat = self.state.chats.open(chat_id)
            chat.refusal = None
            return self._member(chat, "kicked", "member", user)

    def join(self, group_id: int, title: str, *, user: int) -> int:
        """Adds the bot to a group; returns the update_id."""
        with self.state.changes:
            group = self.state.chats.open(group_id, title=title)
            return self._member(group, "left", "member", user)

    def deactivate(self, chat_id: int) -> None:
        """The account is gone; the bot learns it only when it writes."""
        with self.state.changes:
            self.state.chats.open(chat_id).refusal = forbidden("user is deactivated")

    def migrate(self, group: int, supergroup: int, *, user: int = _ANONYMOUS_ADMIN) -> int:
        """Turns a group into a supergroup; returns the message_id of the old group's notice."""
        with self.state.changes:
            old = self.state.chats.open(group)
            new = self.state.chats.open(supergroup, title=old.names["title"])
            notice = self._send(group, {"migrate_to_chat_id": new.id}, user=user)
            self._send(supergroup, {"migrate_from_chat_id": old.id}, user=user)
            old.refusal = bad_request(
                "group chat was upgraded to a supergroup chat", migrate_to_chat_id=new.id
            )
            return notice

    def raw(self, update: Json) -> int:
        """Queues any update; it gets a number unless it has one. Returns the update_id."""
        with self.state.changes:
            update_id = self.state.updates.push(update)
            self.state.changes.notify()
            return update_id

    def redeliver(self, update_id: int) -> None:
        """Hands over an update once more, as Telegram does when a 200 was lost on the way.

        For webhooks: a poller is given everything again that it has not confirmed.
        """
        with self.state.changes:
            self.state.updates.again(update_id)
            self.state.changes.notify()

    def expire_callbacks(self) -> None:
        """All presses made so far are too old to be answered."""
        with self.state.changes:
            for callback in self.state.callbacks.values():
                callback.expired = True

    def expire_file_paths(self) -> None:
        """The links that getFile gave are dead; it has to be called again."""
        with self.state.changes:
            self.state.files.close_all()

    def _member(self, chat: Chat, old: str, new: str, user: int | None) -> int:
        change = {
            "chat": chat.payload(),
            "from": self._writer(chat, user).payload(),
            "date": self.state.now(),
            "old_chat_member": self._status(old),
            "new_chat_member": self._status(new),
        }
        return self.state.push("my_chat_member", change)

    def _status(self, status: str) -> Json:
        until = {"until_date": 0} if status == "kicked" else {}
        return {"user": self.state.bot(), "status": status, **until}
