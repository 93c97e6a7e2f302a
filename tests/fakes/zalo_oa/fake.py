"""The fake OpenAPI as tests use it: run it, act as people, break it, look at what was sent."""

import asyncio
import hashlib
import json
from collections.abc import Callable
from datetime import datetime
from types import TracebackType
from typing import Any, Self

import httpx

from fakes.server import Server
from fakes.zalo_oa.asgi import OpenApi
from fakes.zalo_oa.state import APP_ID, OA_ID, OA_SECRET, Habits, Json, Refusal, Seen, State

PATIENCE = 30.0
SEND = "/v3.0/oa/message/cs"


class FakeZaloOa:
    """`with FakeZaloOa(now) as zalo:` serves until the block ends; `now` is its clock."""

    def __init__(self, now: Callable[[], datetime], habits: Habits | None = None) -> None:
        self.state = State(now=now, habits=habits or Habits())
        self._server = Server(self.state, OpenApi(self.state).application(), self._deliver)

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

    def start(self) -> None:
        self._server.start()

    def stop(self) -> None:
        """Refuses all calls until `start`: an outage."""
        self._server.stop()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.port}"

    def call_at(self, webhook: str) -> None:
        """Where events are delivered, as the console is told."""
        with self.state.changes:
            self.state.webhook = webhook
            self.state.changes.notify()

    def follow(self, person: str) -> None:
        """Begin to follow the account."""
        self._meets(person)
        self._happen({"event_name": "follow", "oa_id": OA_ID, "follower": {"id": person}})

    def unfollow(self, person: str) -> None:
        """Follow it no more."""
        self.state.following.discard(person)
        self._happen({"event_name": "unfollow", "oa_id": OA_ID, "follower": {"id": person}})

    def say(self, person: str, text: str) -> bytes:
        """Write a text; the body that is delivered."""
        return self._message(person, "user_send_text", {"text": text})

    def press(self, person: str, label: str) -> bytes:
        """Press the newest button with this label, which says its payload."""
        shown = [dict(seen.buttons) for seen in self.sent(person) if label in dict(seen.buttons)]
        return self.say(person, shown[-1][label])

    def send_photo(self, person: str, content: bytes, text: str = "", url: str = "") -> bytes:
        """Send a photo."""
        found = url or self._keep(content, "jpg")
        attached = [{"type": "image", "payload": {"thumbnail": found, "url": found}}]
        more = {"text": text} if text else {}
        return self._message(person, "user_send_image", {"attachments": attached, **more})

    def send_voice(self, person: str, content: bytes) -> bytes:
        """Send a voice message."""
        attached = [{"type": "audio", "payload": {"url": self._keep(content, "aac")}}]
        return self._message(person, "user_send_audio", {"attachments": attached})

    def send_file(self, person: str, content: bytes, name: str) -> bytes:
        """Send a file."""
        payload = {
            "url": self._keep(content, "bin"),
            "name": name,
            "size": str(len(content)),
            "checksum": hashlib.md5(content).hexdigest(),
            "type": name.rpartition(".")[2],
        }
        return self._message(
            person, "user_send_file", {"attachments": [{"type": "file", "payload": payload}]}
        )

    def send(self, person: str, event: str, **message: Any) -> bytes:
        """Any other message."""
        return self._message(person, event, message)

    def submit_phone(self, person: str, phone: str) -> bytes:
        """Fill in the form for contact data."""
        self._meets(person)
        return self._happen(
            {
                "event_name": "user_submit_info",
                "sender": {"id": person},
                "recipient": {"id": OA_ID},
                "info": {"name": "An", "phone": phone, "address": "", "city": "", "district": ""},
            }
        )

    def repeat(self, body: bytes) -> None:
        """Deliver something once more, as it was."""
        event = json.loads(body)
        self._queue(body, event["timestamp"])

    def refuse_next(
        self,
        code: int,
        said: str = "",
        *,
        path: str = SEND,
        times: int = 1,
        when: Callable[[Json], bool] = lambda given: True,
    ) -> None:
        """Refuse the next calls of a path."""
        with self.state.changes:
            self.state.refusals.append(
                Refusal(path=path, code=code, said=said, times=times, when=when)
            )

    def sent(self, person: str) -> list[Seen]:
        """What somebody sees of the account."""
        with self.state.changes:
            return list(self.state.chats.get(person, []))

    def calls(self, path: str = SEND) -> list[Json]:
        """The bodies of all calls of a path."""
        with self.state.changes:
            return [given for one, given in self.state.calls if one == path]

    async def gets(self, person: str, words: str) -> Seen:
        """Wait until the newest message to somebody holds these words."""

        def newest() -> Seen | None:
            sent = self.sent(person)
            return sent[-1] if sent and words in sent[-1].text else None

        try:
            return await self.eventually(newest)  # type: ignore[no-any-return]
        except AssertionError:
            raise AssertionError(f"{words!r} did not come, but {self.sent(person)[-1:]}") from None

    async def eventually(self, predicate: Any, timeout: float = PATIENCE) -> Any:
        """Wait until something holds."""
        value = await self.state.changes.until(predicate, timeout)
        if not value:
            raise AssertionError(f"not so after {timeout} s; {self.state.calls[-3:]}")
        return value

    def _keep(self, content: bytes, ending: str) -> str:
        with self.state.changes:
            name = f"{self.state.next_id('f')}.{ending}"
            self.state.media[name] = content
        return f"{self.url}/media/{name}"

    def _meets(self, person: str) -> None:
        with self.state.changes:
            self.state.interacted[person] = self.state.now()
            self.state.following.add(person)

    def _message(self, person: str, event: str, message: Json) -> bytes:
        self._meets(person)
        return self._happen(
            {
                "user_id_by_app": f"app-{person}",
                "event_name": event,
                "sender": {"id": person},
                "recipient": {"id": OA_ID},
                "message": {"msg_id": self.state.next_id("in"), **message},
            }
        )

    def _happen(self, event: Json) -> bytes:
        moment = str(round(self.state.now().timestamp() * 1000) + self.state.number)
        with self.state.changes:
            self.state.number += 1
        body = json.dumps({"app_id": APP_ID, **event, "timestamp": moment}).encode()
        self._queue(body, moment)
        return body

    def _queue(self, body: bytes, moment: str) -> None:
        mark = hashlib.sha256(APP_ID.encode() + body + f"{moment}{OA_SECRET}".encode()).hexdigest()
        with self.state.changes:
            self.state.waiting.append((body, mark))
            self.state.changes.notify()

    async def _deliver(self, http: httpx.AsyncClient) -> None:
        """Hands what happened to the webhook, again only where no answer came."""
        state = self.state
        while not state.stopping:
            await state.changes.until(
                lambda: state.stopping or (state.webhook and state.waiting), None
            )
            if state.stopping:
                return
            body, mark = state.waiting[0]
            headers = {
                "content-type": "application/json",
                "user-agent": "ZaloWebhook",
                "x-zevent-server": "OA OpenAPI",
                "x-zevent-signature": f"mac={mark}",
            }
            try:
                answer = await http.post(state.webhook, content=body, headers=headers, timeout=2.0)
            except httpx.HTTPError:
                await asyncio.sleep(0.02)
                continue
            with state.changes:
                state.deliveries.append(answer.status_code)
                state.waiting.pop(0)
                state.changes.notify()
