"""The socket of the web chat: connections whose every frame is well-shaped, mutated, or garbage."""

from dataclasses import dataclass
from typing import Any

from fuzz import mutations, values
from fuzz.calls import COOKIES, HOST, QUERIES, SESSIONS, Header, cookie, from_somewhere, odd_headers
from fuzz.dice import Dice

Frame = dict[str, Any]
FRAMES = 10
# Connections of one session.
TALKS = 16
# `docs/web-chat.md`: refused before it began (403), then these.
CLOSES = frozenset({1003, 1008, 1013, 4401})
TOLD = frozenset({"ready", "row", "confirmed", "refused", "later", "pong", "bye"})


@dataclass(frozen=True, kw_only=True)
class Connection:
    """One connection: its handshake, and what the client sends.

    `polite` waits for an answer to a last ping; another client is gone after its last frame.
    `deaf` takes nothing of what it is sent.
    """

    path: str
    query: bytes
    headers: tuple[Header, ...]
    frames: tuple[str | bytes, ...]
    polite: bool
    deaf: bool


def connection(dice: Dice) -> Connection:
    """A client of the web chat."""
    # Some connections each: conversations go on, and what nobody acknowledges does not pile up.
    session = SESSIONS + dice.number // TALKS
    headers = [(b"host", HOST), (b"origin", b"http://" + HOST), (b"cookie", cookie(session))]
    headers.append(from_somewhere(dice))
    path, query = "/c/mau/socket", b"framed=0"
    if dice.one_in(25):
        headers[2] = (b"cookie", dice.pick(COOKIES))
    if dice.one_in(25):
        headers = [*headers[: dice.below(4)], *odd_headers(dice)]
    if dice.one_in(40):
        path, query = (
            dice.pick(("/c/nope/socket", "/c/\0/socket", "/c/mau/socket/", "/x")),
            dice.pick(QUERIES),
        )
    deaf = dice.one_in(50)
    first: list[str | bytes] = [] if dice.one_in(12) else ['{"type":"hello","v":1}']
    return Connection(
        path=path,
        query=query,
        headers=tuple(headers),
        frames=(*first, *(frame(dice) for _ in range(FRAMES - len(first)))),
        polite=not (deaf or dice.one_in(5)),
        deaf=deaf,
    )


def frame(dice: Dice) -> str | bytes:
    """One frame."""
    kind = dice.below(60)
    if kind == 0:
        return dice.pick(mutations.NOT_JSON)[:100_000].decode("utf-8", "replace")
    if kind == 1:
        return dice.noise(dice.below(40))
    if kind == 2:
        return _large(dice)
    tree = _shaped(dice)
    if kind < 26:
        tree = mutations.mutated(dice, tree)
    text = mutations.written(dice, tree)
    return text[: dice.below(len(text) + 1)] if dice.one_in(60) else _sendable(text)


def _shaped(dice: Dice) -> Frame:
    """A frame as `docs/web-chat.md` has it."""
    named = (
        dice.uuid() if not dice.one_in(12) else f"{dice.below(4):08d}-0000-4000-8000-000000000000"
    )
    kind = dice.weighed(
        {"say": 50, "choice": 22, "files": 5, "start": 6, "ack": 12, "ping": 4, "hello": 1}
    )
    return {
        "say": {"type": "say", "id": named, "text": values.speech(dice)},
        "choice": {"type": "say", "id": named, "choice": _choice(dice), "label": "Có"},
        "files": {
            "type": "say",
            "id": named,
            "text": "",
            "files": [dice.uuid() for _ in range(1 + dice.below(12))],
        },
        "start": {
            "type": "start",
            "id": named,
            "payload": dice.pick(("", "h-DT2025", "h-", values.words(dice)[:600])),
        },
        "ack": {
            "type": "ack",
            "rows": [1 + dice.below(5000) for _ in range(dice.pick((0, 1, 5, 501)))],
        },
        "ping": {"type": "ping"},
        "hello": {"type": "hello", "v": dice.pick((1, 2, 0, 10**30))},
    }[kind]


def _choice(dice: Dice) -> str:
    asked = (
        f"{1 + dice.below(9)}.{dice.pick(('yes', 'no', 'back', 'send', 'done', 'known', '1', '2'))}"
    )
    return (
        asked if dice.one_in(2) else f"{dice.pick(values.COMMANDS)} {dice.pick(values.ARGUMENTS)}"
    )


def _large(dice: Dice) -> str:
    """As large as a frame may be, around the limits of a frame and of a text."""
    pattern = dice.pick(values.PATTERNS).replace("\0", "0")
    size = dice.pick((19_999, 20_001, 65_536, 131_000)) // max(1, len(pattern.encode()))
    text = mutations.written(dice, {"type": "say", "id": dice.uuid(), "text": pattern * size})
    return _sendable(text)


def _sendable(text: str) -> str:
    """What can come in a text frame at all: the server refuses others before they reach us."""
    return text.encode("utf-8", "replace")[: 128 * 1024].decode("utf-8", "ignore")
