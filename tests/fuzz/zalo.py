"""Calls to the webhooks of both products of Zalo: real-shaped, mutated, signed well or ill."""

import json
from typing import Any

from fuzz import calls, mutations, values
from fuzz.calls import HOST, WEBHOOK_ANSWERS, Call, Header
from fuzz.dice import Dice

from bot.channels.zalo_oa.webhook import sign

Json = dict[str, Any]
BOT, OA = "/zalo/bot/main", "/zalo/oa"
BOT_SECRET = "fuzz-secret-of-the-bot"
BOT_HEADER, OA_HEADER = b"x-bot-api-secret-token", b"x-zevent-signature"
APP_ID, OA_ID, OA_SECRET = "1826358903445679", "4318657068771012646", "fuzz-secret-of-the-account"
# The clock of the program stands here when it starts.
START_MS = 1_767_578_400_000
CHATS = 400
PHOTO = "https://f1.zdn.vn/a.jpg"


def bot_webhook(dice: Dice) -> Call:
    """A call of the Bot Platform, or of somebody who would like to be."""
    body = _written(dice, _wrapped(dice, bot_update(dice)))
    return _called(dice, BOT, body, (BOT_HEADER, BOT_SECRET.encode()))


def oa_webhook(dice: Dice) -> Call:
    """A call about an Official Account, well signed but for one in a dozen."""
    body = _written(dice, oa_event(dice))
    mark = f"mac={sign(APP_ID, body, stamp_of(body), OA_SECRET)}"
    if dice.one_in(30):
        mark = mark.removeprefix("mac=") if dice.one_in(2) else mark.upper()
    return _called(dice, OA, body, (OA_HEADER, mark.encode("ascii", "replace")))


def stamp_of(body: bytes) -> str:
    """The moment that a body names, as it goes into its signature."""
    try:
        event = json.loads(body)
    except (ValueError, RecursionError):
        return ""
    stamp = str(event.get("timestamp", "")) if isinstance(event, dict) else ""
    # What is no text at all cannot be signed by anybody.
    return stamp.encode("utf-8", "ignore").decode()


def bot_update(dice: Dice) -> Json:
    """One update, as documented and as seen."""
    kind = dice.weighed({"text": 60, "photo": 10, "voice": 5, "sticker": 5, "odd": 10})
    who = _person(dice)
    message = {
        "message_id": f"m{dice.below(50) if dice.one_in(30) else dice.number}",
        "date": START_MS,
        "chat": {"id": who, "chat_type": dice.pick(("PRIVATE", "PRIVATE", "GROUP"))},
        "from": {"id": who, "display_name": "An", "is_bot": dice.one_in(20)},
        **_BOT_KINDS[kind](dice),
    }
    return {"event_name": f"message.{dice.pick(NAMES)}.received", "message": message}


def oa_event(dice: Dice) -> Json:
    """One event, as documented."""
    who, number = _person(dice), dice.below(50) if dice.one_in(30) else dice.number
    name = dice.pick(OA_NAMES)
    event: Json = {
        "app_id": APP_ID if not dice.one_in(40) else dice.pick(("", "1", OA_ID)),
        "user_id_by_app": "2",
        "event_name": name,
        "timestamp": str(START_MS + number),
    }
    if "follow" in name:
        return {**event, "oa_id": OA_ID, "follower": {"id": who}, "source": "oa_profile"}
    sides = {"sender": {"id": who}, "recipient": {"id": OA_ID}}
    if name.startswith("oa_"):
        sides = {"sender": {"id": OA_ID}, "recipient": {"id": who}}
    if name == "user_submit_info":
        return {**event, **sides, "info": {"name": "An", "phone": "84912345678", "address": ""}}
    message: Json = {"msg_id": f"m{number}", "text": _said(dice)}
    if name not in ("user_send_text", "anonymous_send_text"):
        message["attachments"] = [{"type": "image", "payload": dice.pick(PAYLOADS)}]
    if name == "user_seen_message":
        message = {"msg_ids": ["a", "b"]}
    return {**event, **sides, "message": message}


def sane_bot(number: int, text: str, person: str) -> Call:
    """A message as the Bot Platform brings it."""
    message = {
        "message_id": f"sane-{number}",
        "chat": {"id": person, "chat_type": "PRIVATE"},
        "from": {"id": person, "display_name": "An", "is_bot": False},
        "text": text,
    }
    body = json.dumps({"event_name": "message.text.received", "message": message}).encode()
    return _call(BOT, body, (BOT_HEADER, BOT_SECRET.encode()))


def sane_oa(
    number: int, text: str, person: str, *, name: str = "user_send_text", **more: Any
) -> Call:
    """A message as Zalo brings it to an Official Account."""
    event = {
        "app_id": APP_ID,
        "event_name": name,
        "sender": {"id": person},
        "recipient": {"id": OA_ID},
        "message": {"msg_id": f"sane-{number}", "text": text, **more},
        "timestamp": str(START_MS),
    }
    body = json.dumps(event).encode()
    mark = f"mac={sign(APP_ID, body, str(START_MS), OA_SECRET)}"
    return _call(OA, body, (OA_HEADER, mark.encode()))


def _wrapped(dice: Dice, update: Json) -> Json:
    """As documented or as seen, or once too often."""
    if dice.one_in(2):
        return update
    whole = {"ok": True, "result": update}
    return whole if not dice.one_in(20) else {"ok": True, "result": whole}


def _written(dice: Dice, tree: Json) -> bytes:
    kind = dice.below(40)
    if kind == 0:
        return dice.pick(mutations.NOT_JSON)
    if kind == 1:
        return calls.odd_bytes(dice)
    changed: Any = mutations.mutated(dice, tree) if kind < 26 else tree
    return mutations.encoded(dice, mutations.written(dice, changed))


def _called(dice: Dice, path: str, body: bytes, proof: Header) -> Call:
    """With its proof, or one of somebody else's, or none; in pieces, or broken off."""
    method, leaves, headers = "POST", False, [(b"host", HOST), proof]
    kind = dice.below(60)
    if kind < 5:
        headers[1] = (proof[0], dice.pick(GUESSES))
    elif kind == 5:
        headers.pop()
    elif kind == 6:
        method = dice.pick(calls.METHODS)
    elif kind == 7:
        headers.append((proof[0], dice.noise(30)))
    elif kind == 8:
        leaves = True
    return Call(
        method=method,
        path=path,
        headers=tuple(headers),
        chunks=calls.in_chunks(dice, body),
        leaves=leaves,
        answers=WEBHOOK_ANSWERS,
    )


def _call(path: str, body: bytes, proof: Header) -> Call:
    headers = ((b"host", HOST), proof)
    return Call(method="POST", path=path, headers=headers, chunks=(body,), answers=WEBHOOK_ANSWERS)


def _person(dice: Dice) -> str:
    """Somebody who writes; the first is an officer."""
    return str(7000 + dice.below(CHATS))


def _said(dice: Dice) -> str:
    """Words, or a button that was pressed."""
    if dice.one_in(6):
        return f"doithoai:{dice.pick(('/gui', '1.yes', '2.back', '', '.', values.words(dice)))}"
    return values.long_words(dice) if dice.one_in(60) else values.speech(dice)


def _text(dice: Dice) -> Json:
    return {"text": values.long_words(dice) if dice.one_in(60) else values.speech(dice)}


def _photo(dice: Dice) -> Json:
    named = dice.pick(("photo", "photo_url"))
    return {named: dice.pick((PHOTO, "", "x", values.words(dice))), "caption": values.speech(dice)}


def _voice(dice: Dice) -> Json:
    return {"voice_url": dice.pick((PHOTO, values.words(dice)))}


def _sticker(dice: Dice) -> Json:
    return {"sticker": dice.pick(("0e078a2e5d7c", values.words(dice))), "url": PHOTO}


def _odd(dice: Dice) -> Json:
    return dice.pick(({}, {"sticker": "a", "text": "b"}, {"photo": PHOTO, "voice_url": PHOTO}))


_BOT_KINDS = {"text": _text, "photo": _photo, "voice": _voice, "sticker": _sticker, "odd": _odd}
NAMES = ("text", "image", "sticker", "voice", "unsupported", "hologram")
OA_NAMES = (
    *("user_send_text",) * 8,
    *("user_send_image", "user_send_gif", "user_send_file", "user_send_audio", "user_send_video"),
    *("user_send_location", "user_send_link", "user_send_sticker", "user_send_business_card"),
    *("follow", "unfollow", "user_submit_info", "oa_send_text", "oa_send_image"),
    *("user_received_message", "user_seen_message", "anonymous_send_text", "user_send_hologram"),
    *("change_template_status", "user_feedback", ""),
)
PAYLOADS: tuple[Json, ...] = (
    {"thumbnail": PHOTO, "url": PHOTO},
    {"url": PHOTO, "name": "don.pdf", "size": "2048", "checksum": "x", "type": "pdf"},
    {"coordinates": {"latitude": "10.77", "longitude": "106.7"}},
    {"thumbnail": PHOTO, "description": "Báo", "url": "https://bao.example"},
    {"url": "http://169.254.169.254/latest/meta-data"},
    {"url": PHOTO, "id": "0e078a2e5d7c"},
    {},
)
GUESSES = (
    b"",
    b"mac=",
    b"mac=" + b"0" * 64,
    BOT_SECRET.encode()[:-1],
    "é".encode(),
    b"\xff" * 9,
    b"mac=" + b"f" * 4000,
)
