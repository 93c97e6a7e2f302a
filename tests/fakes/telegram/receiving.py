"""Methods by which a bot gets updates and files: getUpdates, the webhook, getFile."""

import re
from typing import Any
from urllib.parse import urlsplit

from fakes.telegram.errors import bad_request, conflict
from fakes.telegram.markup import Json
from fakes.telegram.params import Params
from fakes.telegram.state import State, Webhook

_MAX_WAIT = 50
_MAX_LIMIT = 100
_SECRET = re.compile(r"[A-Za-z0-9_-]{0,256}")
_PORTS = {80, 88, 443, 8443}


async def get_updates(state: State, params: Params) -> list[Json]:
    """Waits for updates; a newer call or a webhook ends the wait with a conflict."""
    with state.changes:
        mine = _begin_poll(state, params)

    def over() -> bool:
        return bool(
            state.stopping or state.poll != mine or state.webhook.url or state.updates.pending
        )

    wait = min(max(params.integer("timeout"), 0), _MAX_WAIT)
    await state.changes.until(over, wait)
    with state.changes:
        return _end_poll(state, params, mine)


def _begin_poll(state: State, params: Params) -> int:
    if state.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    _allow(state, params)
    state.updates.confirm(params.integer("offset"))
    state.poll += 1
    state.changes.notify()
    return state.poll


def _end_poll(state: State, params: Params, mine: int) -> list[Json]:
    if state.webhook.url:
        raise conflict("terminated by setWebhook request")
    if state.poll != mine:
        raise conflict(
            "terminated by other getUpdates request; "
            "make sure that only one bot instance is running"
        )
    limit = min(max(params.integer("limit", _MAX_LIMIT), 1), _MAX_LIMIT)
    return state.updates.pending[:limit]


def set_webhook(state: State, params: Params) -> bool:
    url = params.text("url")
    if not url:
        return delete_webhook(state, params)
    _check_url(url, state.settings.require_https)
    secret = params.text("secret_token")
    if not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = min(max(params.integer("max_connections", 40), 1), 100)
    _allow(state, params)
    _drop(state, params)
    state.webhook = Webhook(url=url, secret=secret, max_connections=connections)
    return True


def delete_webhook(state: State, params: Params) -> bool:
    _drop(state, params)
    state.webhook = Webhook()
    return True


def get_webhook_info(state: State, params: Params) -> Json:
    webhook = state.webhook
    info: Json = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(state.updates.pending),
    }
    if webhook.url:
        info |= {"max_connections": webhook.max_connections, "ip_address": "127.0.0.1"}
    if webhook.last_error:
        info |= {
            "last_error_date": webhook.last_error_date,
            "last_error_message": webhook.last_error,
        }
    if state.updates.allowed:
        info["allowed_updates"] = state.updates.allowed
    return info


def get_file(state: State, params: Params) -> Json:
    file_id = params.text("file_id")
    if not file_id:
        raise bad_request("file_id not specified")
    file = state.files.open(file_id, state.settings.max_download)
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": file.size,
        "file_path": file.path,
    }


def _check_url(url: str, require_https: bool) -> None:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    if not require_https:
        return
    if parts.scheme != "https":
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if (parts.port or 443) not in _PORTS:
        raise bad_request("bad webhook: Webhook can be set up only on ports 80, 88, 443 or 8443")


def _allow(state: State, params: Params) -> None:
    """The list stays as it was where none is given; an empty one means the default."""
    allowed: Any = params.parsed("allowed_updates")
    if allowed is None:
        return
    if not isinstance(allowed, list) or not all(isinstance(name, str) for name in allowed):
        raise bad_request("can't parse allowed_updates: expected an Array of String")
    state.updates.allowed = allowed


def _drop(state: State, params: Params) -> None:
    if params.flag("drop_pending_updates"):
        state.updates.clear()
