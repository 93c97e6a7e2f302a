"""What Telegram demands of reply markup: inline keyboards, reply keyboards and the rest."""

from collections.abc import Callable
from urllib.parse import urlsplit

from fakes.telegram.errors import bad_request
from fakes.telegram.markup import Json, is_link

_ACTIONS = {
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "callback_game",
    "pay",
}
_MAX_BUTTONS = 100
_MAX_DATA_BYTES = 64


def check_markup(markup: object) -> Json | None:
    """The markup as Telegram keeps it, without empty rows; None if there is none."""
    if markup is None or markup == {}:
        return None
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        return _inline(markup["inline_keyboard"])
    if "keyboard" in markup:
        return {**markup, "keyboard": _rows(markup["keyboard"], "keyboard", _key)}
    if markup.get("remove_keyboard") is True or markup.get("force_reply") is True:
        return markup
    raise bad_request("can't parse reply keyboard markup JSON object")


def _inline(rows: object) -> Json | None:
    kept = _rows(rows, "inline_keyboard", _button)
    if sum(len(row) for row in kept) > _MAX_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": kept} if kept else None


def _rows(rows: object, name: str, check: Callable[[object], Json]) -> list[list[Json]]:
    if not isinstance(rows, list) or not all(isinstance(row, list) for row in rows):
        raise bad_request(f'field "{name}" of the ReplyMarkup must be an Array of Arrays')
    return [[check(button) for button in row] for row in rows if row]


def _button(button: object) -> Json:
    if not isinstance(button, dict) or not str(button.get("text") or "").strip():
        raise bad_request("can't parse inline keyboard button: Can't find field \"text\"")
    actions = _ACTIONS & button.keys()
    if not actions:
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if len(actions) > 1:
        raise bad_request("can't parse inline keyboard button: BUTTON_TYPE_INVALID")
    _check_action(button)
    return button


def _check_action(button: Json) -> None:
    if "callback_data" in button:
        _check_data(button["callback_data"])
    if "url" in button and not is_link(str(button["url"])):
        raise bad_request(
            f"inline keyboard button URL '{button['url']}' is invalid: Wrong HTTP URL"
        )
    if "web_app" in button:
        _check_web_app(str(button["web_app"].get("url", "")))


def _check_data(data: object) -> None:
    if not isinstance(data, str) or not 1 <= len(data.encode()) <= _MAX_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")


def _check_web_app(url: str) -> None:
    if urlsplit(url).scheme != "https":
        raise bad_request(
            f"inline keyboard button Web App URL '{url}' is invalid: Only HTTPS links are allowed"
        )


def _key(button: object) -> Json:
    key = {"text": button} if isinstance(button, str) else button
    if not isinstance(key, dict) or not str(key.get("text") or "").strip():
        raise bad_request("can't parse keyboard button: Can't find field \"text\"")
    return key
