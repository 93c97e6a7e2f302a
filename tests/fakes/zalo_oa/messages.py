"""What the OpenAPI takes as a message, within which window, and as a template."""

from typing import Any

from fakes.zalo_oa.state import FREE, LENT, REACH, Json, Seen, State

LONGEST = 2000
BUTTONS = {"oa.query.show", "oa.query.hide", "oa.open.url", "oa.open.phone"}


class Refuse(Exception):
    """Zalo says no: a code, with status 200."""

    def __init__(self, code: int, said: str) -> None:
        self.code, self.said = code, said


async def put_message(state: State, given: Json) -> Json:
    """A message of a conversation."""
    with state.changes:
        if given.keys() != {"recipient", "message"} or given["recipient"].keys() != {"user_id"}:
            raise Refuse(-201, "body is invalid")
        user = given["recipient"]["user_id"]
        how = _window(state, user)
        shown = _content(state, given["message"])
        seen = Seen(id=state.next_id("out"), how=how, **shown)
        state.chats.setdefault(user, []).append(seen)
    quota = {"quota": {"quota_type": "reply"}} if how == "free" else {}
    return {"message_id": seen.id, "user_id": user, **quota}


async def put_template(state: State, given: Json) -> Json:
    """A template, by user or by phone; the same tracking id is one message."""
    with state.changes:
        user = _whose(state, given)
        fields = state.habits.templates.get(str(given.get("template_id")))
        if fields is None:
            raise Refuse(-109, "template id is invalid")
        data = given.get("template_data")
        if not isinstance(data, dict) or data.keys() != fields.keys():
            raise Refuse(-1122, "template data is missing")
        if any(len(str(data[name])) > most for name, most in fields.items()):
            raise Refuse(-1121, "template data is too long")
        track = str(given.get("tracking_id", ""))
        if track in state.tracked:
            return {"msg_id": state.tracked[track]}
        seen = Seen(
            id=state.next_id("zns"), template=str(given["template_id"]), data=data, how="template"
        )
        state.chats.setdefault(user, []).append(seen)
        if track:
            state.tracked[track] = seen.id
    return {"msg_id": seen.id, "message_id": seen.id, "sent_time": "1790000000000"}


def _whose(state: State, given: Json) -> str:
    if "phone" in given:
        phone = given["phone"]
        if not (isinstance(phone, str) and phone.startswith("84") and phone.isdecimal()):
            raise Refuse(-108, "phone is invalid")
        if not 0 < len(given.get("tracking_id", "")) <= 48:
            raise Refuse(-132, "tracking_id is invalid")
        if phone not in state.phones:
            raise Refuse(-118, "no such account")
        return state.phones[phone]
    user = given.get("user_id")
    if user not in state.interacted:
        raise Refuse(-201, "user_id is invalid")
    return str(user)


def _window(state: State, user: str) -> str:
    if user not in state.interacted:
        raise Refuse(-201, "user_id is invalid")
    if user not in state.following:
        raise Refuse(-213, "user does not follow")
    age = state.now() - state.interacted[user]
    if age <= FREE:
        return "free"
    if age > REACH:
        raise Refuse(-230, "user has not interacted in the last 7 days")
    if not state.habits.wallet:
        raise Refuse(-321, "no balance")
    return "billed"


def _content(state: State, message: Json) -> Json:
    if unknown := message.keys() - {"text", "attachment", "quote_message_id"}:
        raise Refuse(-201, f"{sorted(unknown)} is invalid")
    text = message.get("text", "")
    if len(text) > LONGEST:
        raise Refuse(-210, "text is too long")
    if "attachment" not in message:
        if not text.strip():
            raise Refuse(-201, "text is empty")
        return {"text": text}
    return _attached(state, text, message["attachment"])


def _attached(state: State, text: str, attached: Json) -> Json:
    payload = attached["payload"]
    if attached["type"] == "file":
        return {"paper": _lent(state, payload["token"], "file")}
    kind = payload.get("template_type")
    if kind == "media":
        [element] = payload["elements"]
        return {"text": text, "picture": _lent(state, element["attachment_id"], "image")}
    if kind == "request_user_info":
        [element] = payload["elements"]
        if not 0 < len(element["title"]) <= 100 or len(element["subtitle"]) > 500:
            raise Refuse(-201, "title is invalid")
        return {"form": element["title"]}
    return {"text": text, "buttons": _buttons(state, payload)}


def _buttons(state: State, payload: Json) -> tuple[tuple[str, str], ...]:
    if payload.keys() != {"buttons"} or not state.habits.buttons:
        raise Refuse(-201, "attachment is invalid")
    buttons = payload["buttons"]
    if not 1 <= len(buttons) <= 5 or not all(_is_button(one) for one in buttons):
        raise Refuse(-201, "buttons is invalid")
    return tuple((one["title"], _said(one)) for one in buttons)


def _is_button(one: Any) -> bool:
    return (
        one.keys() == {"title", "type", "payload"}
        and 0 < len(one["title"]) <= 100
        and one["type"] in BUTTONS
        and len(_said(one)) <= 1000
    )


def _said(button: Json) -> str:
    payload = button["payload"]
    return str(payload["url"] if isinstance(payload, dict) else payload)


def _lent(state: State, number: str, kind: str) -> bytes:
    found = state.lent.get(number)
    if found is None or found.kind != kind:
        raise Refuse(-201, "attachment is invalid")
    if state.now() - found.at >= LENT:
        raise Refuse(-100, "attachment has expired")
    return found.content
