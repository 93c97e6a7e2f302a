"""The queue of updates: numbered, kept until confirmed, given again until then."""

from collections.abc import Iterable

from fakes.telegram.markup import Json

_FIRST_ID = 731_204_511
_ONLY_ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}


class Updates:
    def __init__(self) -> None:
        self.pending: list[Json] = []
        self.history: list[Json] = []
        self.confirmed_offset = 0
        self.allowed: list[str] = []
        self._next_id = _FIRST_ID

    def push(self, body: Json) -> int:
        """Numbers the update (unless it has its number) and queues it, if its kind is wanted."""
        update = {"update_id": self._next_id, **body}
        self._next_id = max(self._next_id, update["update_id"] + 1)
        if self._wanted(body):
            self.pending.append(update)
            self.history.append(update)
        return int(update["update_id"])

    def again(self, update_id: int) -> None:
        """Queues an update once more, before all others, as after a lost acknowledgement."""
        update = next((u for u in self.history if u["update_id"] == update_id), None)
        if update is None:
            raise LookupError(f"no update {update_id} was ever queued")
        self.pending.insert(0, update)

    def confirm(self, offset: int) -> None:
        """Forgets the updates below the offset; a negative one keeps that many from the end."""
        if offset < 0:
            offset = self.pending[offset:][0]["update_id"] if self.pending else 0
        self.pending = [u for u in self.pending if u["update_id"] >= offset]
        self.confirmed_offset = max(self.confirmed_offset, offset)

    def remove(self, update: Json) -> None:
        self.pending = [u for u in self.pending if u is not update]

    def clear(self) -> None:
        self.pending = []

    def heads(self) -> list[Json]:
        """The first pending update of each chat: a webhook gets those side by side."""
        first: dict[int, Json] = {}
        for update in self.pending:
            first.setdefault(chat_of(update), update)
        return list(first.values())

    def _wanted(self, body: Json) -> bool:
        kinds = body.keys() - {"update_id"}
        if self.allowed:
            return bool(kinds & set(self.allowed))
        return not kinds & _ONLY_ON_REQUEST


def chat_of(update: Json) -> int:
    """The chat (or, without one, the person) whose order of updates is kept."""
    for part in _parts(update):
        for key in ("chat", "from", "user"):
            if isinstance(part.get(key), dict):
                return int(part[key]["id"])
    return 0


def _parts(update: Json) -> Iterable[Json]:
    for body in update.values():
        if isinstance(body, dict):
            inner = body.get("message")
            yield inner if isinstance(inner, dict) else body
