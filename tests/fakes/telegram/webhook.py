"""Hands updates to the webhook: in order per chat, again and again until it says 2xx."""

import asyncio

import httpx

from fakes.telegram.markup import Json
from fakes.telegram.state import Delivery, State


async def deliver_updates(state: State, client: httpx.AsyncClient) -> None:
    """Runs as long as the server does; a chat that fails does not hold the others."""
    while True:
        await state.changes.until(lambda: state.stopping or _waiting(state), None)
        if state.stopping:
            return
        with state.changes:
            updates = _batch(state)
        done = await asyncio.gather(*(_deliver(state, client, u) for u in updates))
        if not all(done):
            await asyncio.sleep(state.settings.webhook_retry)


def _waiting(state: State) -> bool:
    return bool(state.webhook.url and state.updates.pending)


def _batch(state: State) -> list[Json]:
    return state.updates.heads()[: state.webhook.max_connections]


async def _deliver(state: State, client: httpx.AsyncClient, update: Json) -> bool:
    webhook = state.webhook
    if not webhook.url:
        return True
    secret = {"X-Telegram-Bot-Api-Secret-Token": webhook.secret} if webhook.secret else {}
    try:
        answer = await client.post(
            webhook.url, json=update, headers=secret, timeout=state.settings.webhook_timeout
        )
    except httpx.HTTPError as error:
        return _failed(state, update, None, str(error) or type(error).__name__)
    if answer.is_success:
        return _delivered(state, update, answer.status_code)
    return _failed(
        state,
        update,
        answer.status_code,
        f"Wrong response from the webhook: {answer.status_code} {answer.reason_phrase}",
    )


def _delivered(state: State, update: Json, status: int) -> bool:
    with state.changes:
        state.updates.remove(update)
        state.deliveries.append(Delivery(update_id=update["update_id"], status=status))
        state.changes.notify()
    return True


def _failed(state: State, update: Json, status: int | None, error: str) -> bool:
    with state.changes:
        state.webhook.last_error, state.webhook.last_error_date = error, state.now()
        delivery = Delivery(update_id=update["update_id"], status=status, error=error)
        state.deliveries.append(delivery)
        state.changes.notify()
    return False
