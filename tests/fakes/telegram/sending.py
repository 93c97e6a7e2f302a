"""Methods that put something new before a person: messages, files, the typing sign."""

from fakes.telegram.chats import Chat, StoredMessage
from fakes.telegram.content import caption_of, inline_part, markup_of, media_of, text_of
from fakes.telegram.errors import bad_request
from fakes.telegram.files import StoredFile
from fakes.telegram.markup import Json
from fakes.telegram.params import Params
from fakes.telegram.state import State

_ACTIONS = {
    "typing",
    "upload_photo",
    "record_video",
    "upload_video",
    "record_voice",
    "upload_voice",
    "upload_document",
    "choose_sticker",
    "find_location",
    "record_video_note",
    "upload_video_note",
}


def send_message(state: State, params: Params) -> Json:
    return _send(state, params, text_of(params))


def send_photo(state: State, params: Params) -> Json:
    return _send_file(state, params, "photo")


def send_document(state: State, params: Params) -> Json:
    return _send_file(state, params, "document")


def send_voice(state: State, params: Params) -> Json:
    return _send_file(state, params, "voice")


def send_chat_action(state: State, params: Params) -> bool:
    action = params.text("action").lower()
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = state.chats.for_bot(params.text("chat_id"))
    state.actions.append((chat.id, action))
    return True


def _send_file(state: State, params: Params, kind: str) -> Json:
    caption = caption_of(params)
    file, part = media_of(state, params, kind)
    return _send(state, params, {**part, **caption}, file)


def _send(state: State, params: Params, content: Json, file: StoredFile | None = None) -> Json:
    """The order of checks is the real one: content, chat, what is replied to, limits."""
    reply_markup = markup_of(params)
    chat = state.chats.for_bot(params.text("chat_id"))
    reply = _reply(chat, params)
    if params.integer("message_thread_id"):
        raise bad_request("message thread not found")
    if state.settings.rate_limits:
        state.limits.count(chat.id)
    message = state.post(
        chat,
        {**reply, **content, **_protection(params), **inline_part(reply_markup)},
        file=file,
        reply_markup=reply_markup,
        silent=params.flag("disable_notification"),
    )
    return message.payload


def _protection(params: Params) -> Json:
    return {"has_protected_content": True} if params.flag("protect_content") else {}


def _reply(chat: Chat, params: Params) -> Json:
    wanted = params.parsed("reply_parameters") or _old_style_reply(params)
    if not wanted:
        return {}
    answered = chat.messages.get(int(wanted.get("message_id", 0)))
    if answered is not None:
        return {"reply_to_message": _shallow(answered)}
    if str(wanted.get("allow_sending_without_reply", "")).lower() == "true":
        return {}
    raise bad_request("message to be replied not found")


def _old_style_reply(params: Params) -> Json | None:
    answered = params.integer("reply_to_message_id")
    lenient = params.flag("allow_sending_without_reply")
    return {"message_id": answered, "allow_sending_without_reply": lenient} if answered else None


def _shallow(message: StoredMessage) -> Json:
    """A replied-to message is given without what it replied to itself."""
    return {k: v for k, v in message.payload.items() if k != "reply_to_message"}
