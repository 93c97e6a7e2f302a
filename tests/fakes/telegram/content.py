"""The text, keyboard and file of a call, checked before anything is sent."""

from fakes.telegram import files, markup
from fakes.telegram.errors import ApiError, bad_request, too_large
from fakes.telegram.files import StoredFile
from fakes.telegram.keyboards import check_markup
from fakes.telegram.markup import Json
from fakes.telegram.params import Params, Upload
from fakes.telegram.state import State

MAX_TEXT = 4096
MAX_CAPTION = 1024
_MAX_SIDES = 10_000
_MAX_RATIO = 20
_SPOKEN = (b"OggS", b"ID3", b"\xff\xfb", b"\xff\xf3")


def text_of(params: Params) -> Json:
    """`text` and `entities` of a message that is text."""
    text, entities = _formatted(params, "text", "entities")
    if not text:
        raise bad_request("message text is empty")
    if markup.utf16_length(text) > MAX_TEXT:
        raise bad_request("message is too long")
    return {"text": text, **({"entities": entities} if entities else {})}


def caption_of(params: Params) -> Json:
    """`caption` and its entities; empty where there is none."""
    text, entities = _formatted(params, "caption", "caption_entities")
    if markup.utf16_length(text) > MAX_CAPTION:
        raise bad_request("message caption is too long")
    if not text:
        return {}
    return {"caption": text, **({"caption_entities": entities} if entities else {})}


def markup_of(params: Params) -> Json | None:
    return check_markup(params.parsed("reply_markup"))


def inline_part(reply_markup: Json | None) -> Json:
    """What a message shows of its markup: inline keyboards only."""
    inline = reply_markup is not None and "inline_keyboard" in reply_markup
    return {"reply_markup": reply_markup} if inline else {}


def media_of(state: State, params: Params, kind: str) -> tuple[StoredFile, Json]:
    """The file of a call (new or sent before) and its part of the message."""
    given = params.file(kind)
    if isinstance(given, Upload):
        return _uploaded(state, kind, given, params)
    if not given:
        raise bad_request(f"there is no {kind} in the request")
    if "://" in given:
        raise bad_request("failed to get HTTP URL content")
    return _known(state, kind, given)


def _formatted(params: Params, name: str, entities_name: str) -> tuple[str, list[Json]]:
    raw = params.text(name)
    mode = params.text("parse_mode").lower()
    given = params.parsed(entities_name)
    if mode == "html":
        text, entities = markup.parse_html(raw)
    elif mode:
        raise bad_request(f"unsupported parse_mode: this Telegram reads HTML only, not {mode}")
    else:
        text, entities = raw, _checked_entities(given, raw)
    text, entities = markup.trim(text, entities)
    return text, markup.detect(text, entities)


def _checked_entities(given: object, text: str) -> list[Json]:
    if not given:
        return []
    if not isinstance(given, list):
        raise bad_request("can't parse entities: expected an Array of MessageEntity")
    end = markup.utf16_length(text)
    for entity in given:
        if not isinstance(entity, dict) or not {"type", "offset", "length"} <= entity.keys():
            raise bad_request("can't parse entities: object expected as message entity")
        if not 0 <= entity["offset"] <= entity["offset"] + entity["length"] <= end:
            raise bad_request("can't parse entities: ENTITY_BOUNDS_INVALID")
    return list[Json](given)


def _uploaded(state: State, kind: str, upload: Upload, params: Params) -> tuple[StoredFile, Json]:
    if len(upload.content) > state.settings.max_upload:
        raise too_large()
    if not upload.content:
        raise bad_request("file must be non-empty")
    if kind == "photo":
        return _photo(state, upload.content)
    if kind == "voice" and upload.content.startswith(_SPOKEN):
        about = {"duration": params.integer("duration")}
        file = state.files.keep("voice", upload.content, mime=upload.mime, about=about)
        return file, {"voice": file.payload()}
    file = state.files.keep("document", upload.content, name=upload.name, mime=upload.mime)
    return file, {"document": file.payload()}


def _photo(state: State, content: bytes) -> tuple[StoredFile, Json]:
    if len(content) > state.settings.max_photo:
        raise bad_request("file is too big")
    if not files.is_picture(content):
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = files.picture_size(content)
    if width + height > _MAX_SIDES or max(width, height) > _MAX_RATIO * min(width, height):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    sizes = state.files.keep_photo(content)
    return sizes[-1], {"photo": [size.payload() for size in sizes]}


def _known(state: State, kind: str, file_id: str) -> tuple[StoredFile, Json]:
    try:
        file = state.files.get(file_id)
    except ApiError:
        raise bad_request("wrong file identifier/HTTP URL specified") from None
    if file.kind != kind:
        wrong, wanted = file.kind.capitalize(), kind.capitalize()
        raise bad_request(f"can't use file of type {wrong} as {wanted}")
    return file, {kind: [file.payload()] if kind == "photo" else file.payload()}
