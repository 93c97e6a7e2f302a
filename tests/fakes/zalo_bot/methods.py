"""The methods of the Bot API: what each takes, refuses and answers."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import urlsplit

import httpx

from fakes.zalo_bot.state import Json, Sent, State

LONGEST = 2000
# Seconds of a test that a second of a poll lasts.
HASTE = 0.01


class Refuse(Exception):
    """The platform says no."""

    def __init__(self, code: int, said: str, status: int | None = None) -> None:
        self.code, self.said = code, said
        self.status = code if status is None else status


async def get_me(state: State, given: Json) -> Any:
    _only(given)
    return {
        "id": "1459232241454765289",
        "account_name": "bot.VDKyGxQvc",
        "account_type": "BASIC",
        "can_join_groups": False,
    }


async def get_updates(state: State, given: Json) -> Any:
    _only(given, "timeout")
    if state.webhook:
        raise Refuse(400, "Bad Request: webhook is set")
    seconds = float(given.get("timeout", 30))
    if state.polling:
        raise Refuse(409, "Conflict")
    state.polling += 1
    try:
        await state.changes.until(
            lambda: state.waiting or state.stopping or (state.plan.replays and state.given),
            seconds * HASTE,
        )
    finally:
        state.polling -= 1
    with state.changes:
        if state.waiting:
            state.given.append(state.waiting.pop(0))
            return state.given[-1]
        if state.plan.replays and state.given:
            return state.given[0]
    raise Refuse(408, "Request timeout")


async def set_webhook(state: State, given: Json) -> Any:
    _only(given, "url", "secret_token")
    url, secret = _text(given, "url"), _text(given, "secret_token")
    parts = urlsplit(url)
    # A public one has to be https; the tests' own machine stands for it.
    if parts.scheme != "https" and parts.hostname != "127.0.0.1":
        raise Refuse(400, "Bad Request: invalid url")
    if not 8 <= len(secret) <= 256:
        raise Refuse(400, "Bad Request: invalid secret_token")
    with state.changes:
        state.webhook = {"url": url, "secret": secret}
        state.changes.notify()
    return {"url": url, "updated_at": 1_790_000_000_000}


async def delete_webhook(state: State, given: Json) -> Any:
    _only(given)
    with state.changes:
        state.webhook = {}
    return {"url": "", "updated_at": 1_790_000_000_000}


async def get_webhook_info(state: State, given: Json) -> Any:
    _only(given)
    if not state.webhook:
        raise Refuse(404, "Not Found")
    return {"url": state.webhook["url"], "updated_at": 1_790_000_000_000}


async def send_message(state: State, given: Json) -> Any:
    _only(given, "chat_id", "text", "parse_mode")
    text = _text(given, "text")
    if not 1 <= len(text) <= LONGEST:
        raise Refuse(400, "Bad Request: text must be 1 to 2000 characters")
    return _put(state, given, text=text)


async def send_photo(state: State, given: Json) -> Any:
    _only(given, "chat_id", "photo", "caption")
    if len(_text(given, "caption", empty=True)) > LONGEST:
        raise Refuse(400, "Bad Request: caption too long")
    return _put(state, given, picture=await _fetched(_text(given, "photo")))


async def send_chat_action(state: State, given: Json) -> Any:
    _only(given, "chat_id", "action")
    if given.get("action") != "typing":
        raise Refuse(400, "Bad Request: unknown action")
    with state.changes:
        state.typing.append(_text(given, "chat_id"))
        state.changes.notify()
    return None


METHODS: dict[str, Callable[[State, Json], Awaitable[Any]]] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "setWebhook": set_webhook,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendChatAction": send_chat_action,
}


def _put(state: State, given: Json, **shown: Any) -> Json:
    chat = _text(given, "chat_id")
    with state.changes:
        if chat not in state.chats:
            raise Refuse(400, "Bad Request: chat not found")
        if state.spent >= state.plan.messages:
            raise Refuse(429, "Quota exceeded")
        state.spent += 1
        sent = Sent(id=state.next_id("out"), **shown)
        state.chats[chat].append(sent)
        state.changes.notify()
    return {"message_id": sent.id, "date": 1_790_000_000_000}


async def _fetched(url: str) -> bytes:
    """Zalo fetches the picture itself, and more than once."""
    async with httpx.AsyncClient(verify=False) as http:
        answers = await asyncio.gather(*(http.get(url) for _ in range(2)))
    if any(answer.status_code != 200 for answer in answers):
        raise Refuse(400, "Bad Request: photo cannot be fetched")
    return answers[0].content


def _only(given: Json, *known: str) -> None:
    if unknown := given.keys() - set(known):
        raise Refuse(400, f"Bad Request: unknown parameters {sorted(unknown)}")


def _text(given: Json, name: str, *, empty: bool = False) -> str:
    value = given.get(name, "")
    if not isinstance(value, str) or not (value or empty):
        raise Refuse(400, f"Bad Request: {name} is empty")
    return value
