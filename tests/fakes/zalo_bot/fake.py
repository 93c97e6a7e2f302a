"""The fake Bot Platform as tests use it: run it, act as people, break it, look at what was sent."""

import asyncio
from types import TracebackType
from typing import Any, Self

import httpx

from fakes.server import Server
from fakes.zalo_bot.asgi import application
from fakes.zalo_bot.state import Json, Plan, Refusal, Sent, State

PATIENCE = 30.0
SECRET_HEADER = "X-Bot-Api-Secret-Token"


class FakeZaloBot:
    """`with FakeZaloBot() as zalo:` serves until the block ends."""

    def __init__(self, plan: Plan | None = None) -> None:
        self.state = State(plan=plan or Plan())
        self._server = Server(self.state, application(self.state), self._deliver)

    def __enter__(self) -> Self:
        self._server.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.stop()
        if self.state.crashes and error is None:
            raise self.state.crashes[0]

    def stop(self) -> None:
        """Refuses all calls until `start`: an outage."""
        self._server.stop()

    def start(self) -> None:
        self._server.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.port}"

    @property
    def token(self) -> str:
        return self.state.token

    def say(self, person: str, text: str) -> str:
        """Write a text; the message's id."""
        return self._happen(person, "message.text.received", text=text)

    def send_photo(self, person: str, content: bytes, caption: str = "", **odd: Any) -> str:
        """Send a photo, in the field in which real bodies have it."""
        more = {"caption": caption} if caption else {}
        url = odd.pop("url", "") or self._keep(content, "jpg")
        return self._happen(person, "message.image.received", **{"photo_url": url, **more, **odd})

    def send_voice(self, person: str, content: bytes) -> str:
        """Send a voice message."""
        url = self._keep(content, "aac")
        return self._happen(person, "message.voice.received", voice_url=url)

    def send_sticker(self, person: str) -> str:
        """Send a sticker."""
        return self._happen(person, "message.sticker.received", sticker="0e078a2e5d7c", url="x")

    def send_unsupported(self, person: str) -> str:
        """Send a file or a video, of which the bot is told nothing."""
        return self._happen(person, "message.unsupported.received")

    def send_raw(self, update: Json) -> None:
        """Any body that a platform may come up with."""
        with self.state.changes:
            self.state.waiting.append(update)
            self.state.changes.notify()

    def refuse_next(
        self, method: str, code: int, said: str = "", *, times: int = 1, status: int | None = None
    ) -> None:
        """Refuse the next calls of a method."""
        refusal = Refusal(method=method, code=code, said=said, times=times, status=status or code)
        with self.state.changes:
            self.state.refusals.append(refusal)

    def sent(self, person: str) -> list[Sent]:
        """What the bot has sent to somebody."""
        with self.state.changes:
            return list(self.state.chats.get(person, []))

    def calls(self, method: str) -> list[Json]:
        """The parameters of all calls of a method."""
        with self.state.changes:
            return [given for name, given in self.state.calls if name == method]

    async def gets(self, person: str, words: str) -> Sent:
        """Wait until the newest message to somebody holds these words."""

        def newest() -> Sent | None:
            sent = self.sent(person)
            return sent[-1] if sent and words in sent[-1].text else None

        try:
            return await self.eventually(newest)
        except AssertionError:
            raise AssertionError(f"{words!r} did not come, but {self.sent(person)[-1:]}") from None

    async def eventually(self, predicate: Any, timeout: float = PATIENCE) -> Any:
        """Wait until something holds."""
        value = await self.state.changes.until(predicate, timeout)
        if not value:
            recent = self.state.calls[-3:]
            raise AssertionError(f"not so after {timeout} s; last calls: {recent}")
        return value

    def _keep(self, content: bytes, ending: str) -> str:
        with self.state.changes:
            name = f"{self.state.next_id('f')}.{ending}"
            self.state.media[name] = content
        return f"{self.url}/media/{name}"

    def _happen(self, person: str, event: str, **content: Any) -> str:
        with self.state.changes:
            known = self.state.chats
            if person not in known and len(known) >= self.state.plan.people:
                raise AssertionError("the free plan serves no more people")
            known.setdefault(person, [])
            message_id = self.state.next_id("in")
        message = {
            "message_id": message_id,
            "date": 1_790_000_000_000,
            "chat": {"id": person, "chat_type": "PRIVATE"},
            "from": {"id": person, "display_name": "An", "is_bot": False},
            **content,
        }
        self.send_raw({"event_name": event, "message": message})
        return message_id

    async def _deliver(self, http: httpx.AsyncClient) -> None:
        """Hands what waits to the webhook, each update until it is answered with 200."""
        state = self.state
        while not state.stopping:
            await state.changes.until(
                lambda: state.stopping or (state.webhook and state.waiting), None
            )
            if state.stopping:
                return
            update = state.waiting[0]
            body = {"ok": True, "result": update} if state.plan.wrapped else update
            try:
                answer = await http.post(
                    state.webhook["url"],
                    json=body,
                    headers={SECRET_HEADER: state.webhook["secret"]},
                )
                status = answer.status_code
            except httpx.HTTPError:
                status = 0
            with state.changes:
                state.deliveries.append(status)
                if status == 200:
                    state.given.append(state.waiting.pop(0))
                state.changes.notify()
            if status != 200:
                await asyncio.sleep(0.02)
