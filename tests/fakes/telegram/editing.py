"""Methods that change what a person already sees: edits, deletion, answers to presses."""

from dataclasses import replace

from fakes.telegram.chats import Chat, StoredMessage
from fakes.telegram.content import caption_of, inline_part, markup_of, text_of
from fakes.telegram.errors import bad_request
from fakes.telegram.markup import Json, utf16_length
from fakes.telegram.params import Params
from fakes.telegram.state import State

_TEXT_PARTS = ("text", "entities")
_CAPTION_PARTS = ("caption", "caption_entities")
_MAX_ANSWER = 200


def edit_message_text(state: State, params: Params) -> Json:
    content = text_of(params)
    chat, message = _to_edit(state, params)
    if "text" not in message.payload:
        raise bad_request("there is no text in the message to edit")
    return _edit(state, chat, message, params, _without(message, _TEXT_PARTS) | content)


def edit_message_caption(state: State, params: Params) -> Json:
    content = caption_of(params)
    chat, message = _to_edit(state, params)
    if message.file is None:
        raise bad_request("there is no caption in the message to edit")
    return _edit(state, chat, message, params, _without(message, _CAPTION_PARTS) | content)


def edit_message_reply_markup(state: State, params: Params) -> Json:
    chat, message = _to_edit(state, params)
    return _edit(state, chat, message, params, message.payload)


def delete_message(state: State, params: Params) -> bool:
    chat = state.chats.for_bot(params.text("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to delete not found")
    if not message.from_bot and chat.kind != "private":
        raise bad_request("message can't be deleted")
    del chat.messages[message.message_id]
    return True


def answer_callback_query(state: State, params: Params) -> bool:
    if utf16_length(params.text("text")) > _MAX_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    callback = state.callbacks.get(params.text("callback_query_id"))
    if callback is None or callback.expired or callback.answer is not None:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    callback.answer = {"text": params.text("text"), "show_alert": params.flag("show_alert")}
    return True


def _to_edit(state: State, params: Params) -> tuple[Chat, StoredMessage]:
    if not params.integer("message_id"):
        raise bad_request("message identifier is not specified")
    chat = state.chats.for_bot(params.text("chat_id"))
    message = chat.messages.get(params.integer("message_id"))
    if message is None:
        raise bad_request("message to edit not found")
    if not message.from_bot or (message.reply_markup and not inline_part(message.reply_markup)):
        raise bad_request("message can't be edited")
    return chat, message


def _edit(state: State, chat: Chat, message: StoredMessage, params: Params, content: Json) -> Json:
    """An edit that names no keyboard takes the old one away."""
    reply_markup = markup_of(params)
    if reply_markup is not None and "inline_keyboard" not in reply_markup:
        raise bad_request("object expected as reply markup")
    bare = {k: v for k, v in content.items() if k not in ("reply_markup", "edit_date")}
    changed = {**bare, **inline_part(reply_markup)}
    if changed == {k: v for k, v in message.payload.items() if k != "edit_date"}:
        raise bad_request(
            "message is not modified: specified new message content and reply markup are "
            "exactly the same as a current content and reply markup of the message"
        )
    edited = {**changed, "edit_date": state.now()}
    chat.messages[message.message_id] = replace(message, payload=edited, reply_markup=reply_markup)
    return edited


def _without(message: StoredMessage, parts: tuple[str, ...]) -> Json:
    return {k: v for k, v in message.payload.items() if k not in parts}
