"""The fake Telegram as tests use it: run it, act as people, break it, look at what was sent."""

from collections.abc import Callable
from functools import partial
from types import TracebackType
from typing import Self, TypeVar

from fakes.server import Server
from fakes.telegram.asgi import Telegram
from fakes.telegram.chats import Seen, see
from fakes.telegram.events import Events
from fakes.telegram.faults import Fault, FaultKind
from fakes.telegram.markup import Json
from fakes.telegram.profile import scope_key
from fakes.telegram.state import Call, Delivery, Settings, State
from fakes.telegram.webhook import deliver_updates

T = TypeVar("T")

_PATIENCE = 30.0


class FakeTelegram(Events):
    """`with FakeTelegram() as telegram:` serves until the block ends."""

    def __init__(self, settings: Settings | None = None) -> None:
        super().__init__(State(settings or Settings()))
        deliver = partial(deliver_updates, self.state)
        self._server = Server(self.state, Telegram(self.state), deliver)

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.stop()
        if self.state.crashes and error is None:
            raise self.state.crashes[0]

    def start(self) -> None:
        """Serves; after `stop`, on the same port and with everything remembered."""
        self._server.start()

    def stop(self) -> None:
        """Cuts all calls and refuses new ones: an outage, until `start`."""
        self._server.stop()

    @property
    def token(self) -> str:
        return self.state.settings.token

    @property
    def url(self) -> str:
        """The root, as a self-hosted Bot API server is configured."""
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def base_url(self) -> str:
        return f"{self.url}/bot"

    @property
    def base_file_url(self) -> str:
        return f"{self.url}/file/bot"

    def fail_next(
        self,
        method: str,
        kind: FaultKind | str,
        *,
        times: int = 1,
        chat_id: int | None = None,
        retry_after: int = 1,
        seconds: float = 0.5,
        code: int = 500,
        description: str = "Internal Server Error",
    ) -> None:
        """Spoils the next calls of a method ("*" for any, "download" for a file)."""
        fault = Fault(
            method=method,
            kind=FaultKind(kind),
            chat_id=chat_id,
            times=times,
            retry_after=retry_after,
            seconds=seconds,
            code=code,
            description=description,
        )
        with self.state.changes:
            self.state.faults.add(fault)

    def stop_failing(self) -> None:
        with self.state.changes:
            self.state.faults.clear()

    @property
    def faults_left(self) -> int:
        """How many faults have not struck yet: a test that ends with some proved nothing."""
        with self.state.changes:
            return self.state.faults.left

    def sent(self, chat_id: int) -> list[Seen]:
        """The bot's messages that the chat sees now, edited and without deleted ones."""
        return [message for message in self.history(chat_id) if message.from_bot]

    def history(self, chat_id: int) -> list[Seen]:
        """Everybody's messages that the chat sees now."""
        with self.state.changes:
            chat = self.state.chats.known(chat_id)
            return [] if chat is None else [see(chat, m) for m in chat.messages.values()]

    def last(self, chat_id: int) -> Seen:
        """The bot's last message there; LookupError if it sent none."""
        messages = self.sent(chat_id)
        if not messages:
            raise LookupError(f"the bot sent nothing to {chat_id}")
        return messages[-1]

    def message(self, message_id: int, *, chat_id: int | None = None) -> Seen:
        """A message as it is seen now; LookupError if it is gone."""
        with self.state.changes:
            return see(*self.state.chats.holding(message_id, chat_id))

    def calls(self, method: str = "") -> list[Call]:
        """The calls of a method (of all methods) in their order."""
        with self.state.changes:
            return [call for call in self.state.calls if method in ("", call.method)]

    def actions(self, chat_id: int) -> list[str]:
        """The chat actions shown there ("typing")."""
        with self.state.changes:
            return [action for chat, action in self.state.actions if chat == chat_id]

    def callback_answer(self, callback_id: str) -> Json | None:
        """How a press was answered (text, show_alert); None while it was not."""
        with self.state.changes:
            return self.state.callbacks[callback_id].answer

    def commands(self, scope: Json | None = None, language: str = "") -> list[Json]:
        """The command list of one scope and language."""
        with self.state.changes:
            key = (scope_key(scope or {"type": "default"}), language)
            return self.state.commands.get(key, [])

    def description(self, language: str = "", *, short: bool = False) -> str:
        kind = "short_description" if short else "description"
        with self.state.changes:
            return self.state.descriptions.get((kind, language), "")

    @property
    def confirmed_offset(self) -> int:
        """The highest offset of getUpdates: all updates below it are forgotten. 0 at first."""
        with self.state.changes:
            return self.state.updates.confirmed_offset

    @property
    def pending(self) -> list[Json]:
        """The updates that are neither confirmed nor taken by the webhook."""
        with self.state.changes:
            return list(self.state.updates.pending)

    @property
    def updates(self) -> list[Json]:
        """All updates there ever were for the bot."""
        with self.state.changes:
            return list(self.state.updates.history)

    def deliveries(self, update_id: int | None = None) -> list[Delivery]:
        """The tries to hand over an update (all updates) to the webhook."""
        with self.state.changes:
            tries = self.state.deliveries
            return [one for one in tries if update_id in (None, one.update_id)]

    def wait_for(self, predicate: Callable[[], T], timeout: float = _PATIENCE) -> T:
        """Blocks the thread until the predicate holds; a LookupError in it means not yet."""
        value = self.state.changes.wait(_lenient(predicate), timeout)
        return self._held(value, timeout)

    async def eventually(self, predicate: Callable[[], T], timeout: float = _PATIENCE) -> T:
        """As `wait_for`, for tests whose bot runs in the same event loop."""
        value = await self.state.changes.until(_lenient(predicate), timeout)
        return self._held(value, timeout)

    def _held(self, value: T | None, timeout: float) -> T:
        if value:
            return value
        recent = [f"{c.method} {c.params} → {c.status}" for c in self.calls()[-5:]]
        raise AssertionError(f"not so after {timeout} s; last calls: {recent}")


def _lenient(predicate: Callable[[], T]) -> Callable[[], T | None]:
    def checked() -> T | None:
        try:
            return predicate()
        except LookupError:
            return None

    return checked
