"""Text as Telegram reads it: HTML to plain text with entities, lengths in UTF-16 units."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from fakes.telegram.errors import ApiError, bad_request

Json = dict[str, Any]

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
}
_TAGS = {*_SIMPLE, "a", "span", "tg-emoji"}
_TOKEN = re.compile(r"&(?:#\d+|#[xX][0-9a-fA-F]+|lt|gt|amp|quot);|<|[^<&]+|&")
_ATTRIBUTE = re.compile(r"""\s+([^\s=>"']+)(?:\s*=\s*("[^"]*"|'[^']*'|[\w.-]+))?""")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)$")
_HTTP_LINK = re.compile(r"^(?:(?:https?|tg|ton)://)?[^\s/?#]+", re.IGNORECASE)

# Checked in this order: a part of the text belongs to the first that matches.
_DETECTED = [
    ("url", re.compile(r"(?:https?://|www\.)[^\s<>\"]*[^\s<>\".,;:!?)]")),
    ("email", re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("bot_command", re.compile(r"(?<![\w/<>])/[A-Za-z0-9_]{1,64}(?:@\w{3,32})?(?![\w/])")),
    ("mention", re.compile(r"(?<![\w@/])@[A-Za-z]\w{2,31}\b")),
    ("hashtag", re.compile(r"(?<!\w)#[^\W\d_]\w*")),
    ("phone_number", re.compile(r"(?<![\w+])(?:\+84|0)\d(?:[ .-]?\d){7,9}(?!\d)")),
]


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def parse_html(source: str) -> tuple[str, list[Json]]:
    """Plain text and entities; what the real server refuses is refused in its words."""
    try:
        return _Parser(source).parse()
    except _ParseError as error:
        raise _cannot_parse(str(error)) from None


def trim(text: str, entities: list[Json]) -> tuple[str, list[Json]]:
    """Cuts the white space around a text, as Telegram does, and moves the entities along."""
    shift = utf16_length(text) - utf16_length(text.lstrip())
    kept = text.strip()
    end = utf16_length(kept)
    moved = [_clip(entity, shift, end) for entity in entities]
    return kept, [entity for entity in moved if entity["length"] > 0]


def detect(text: str, known: list[Json]) -> list[Json]:
    """The entities that Telegram adds by itself, added to the known ones, in order."""
    taken = [(e["offset"], e["offset"] + e["length"]) for e in known if e["type"] in _OPAQUE]
    found = list(known)
    for kind, start, end in _matches(text):
        if all(end <= low or start >= high for low, high in taken):
            taken.append((start, end))
            found.append({"type": kind, "offset": start, "length": end - start})
    return sorted(found, key=lambda e: (e["offset"], -e["length"], e["type"]))


_OPAQUE = {"code", "pre", "text_link", "text_mention", "custom_emoji"}


def is_link(url: str) -> bool:
    """A link that Telegram accepts: a host with a dot, or one of its own schemes."""
    match = _HTTP_LINK.match(url.strip())
    if match is None:
        return False
    return url.lower().startswith(("tg://", "ton://")) or "." in match.group().split("://")[-1]


def _matches(text: str) -> Iterator[tuple[str, int, int]]:
    for kind, pattern in _DETECTED:
        for match in pattern.finditer(text):
            start = utf16_length(text[: match.start()])
            yield kind, start, start + utf16_length(match.group())


def _clip(entity: Json, shift: int, end: int) -> Json:
    start = max(entity["offset"] - shift, 0)
    stop = min(entity["offset"] + entity["length"] - shift, end)
    return {**entity, "offset": start, "length": stop - start}


def _cannot_parse(why: str) -> ApiError:
    return bad_request(f"can't parse entities: {why}")


class _ParseError(Exception):
    """What is wrong in the HTML, and at which byte."""


@dataclass(kw_only=True)
class _Open:
    tag: str
    attributes: dict[str, str]
    offset: int
    position: int


@dataclass
class _Parser:
    source: str
    at: int = 0
    out: str = ""
    nested: list[_Open] = field(default_factory=list)
    entities: list[Json] = field(default_factory=list)

    def parse(self) -> tuple[str, list[Json]]:
        while self.at < len(self.source):
            self._step()
        if self.nested:
            raise _ParseError(
                f'Can\'t find end tag corresponding to start tag "{self.nested[-1].tag}"'
            )
        return self.out, sorted(self.entities, key=lambda e: (e["offset"], -e["length"]))

    def _step(self) -> None:
        token = _TOKEN.match(self.source, self.at)
        assert token is not None
        if token.group() != "<":
            self.at = token.end()
            self.out += html.unescape(token.group()) if token.group() != "&" else "&"
        elif self.source.startswith("</", self.at):
            self._close()
        else:
            self._open()

    def _byte(self, position: int) -> int:
        return len(self.source[:position].encode())

    def _open(self) -> None:
        begin = self.at
        name = re.compile(r"[^\s>]*").match(self.source, begin + 1)
        assert name is not None
        tag = name.group().lower()
        if name.end() == len(self.source):
            raise _ParseError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        if tag not in _TAGS:
            raise _ParseError(f'Unsupported start tag "{tag}" at byte offset {self._byte(begin)}')
        attributes = self._attributes(name.end(), begin)
        if tag == "span" and attributes.get("class") != "tg-spoiler":
            raise _ParseError(
                f'Tag "span" must have class "tg-spoiler" at byte offset {self._byte(begin)}'
            )
        self.nested.append(
            _Open(
                tag=tag,
                attributes=attributes,
                offset=utf16_length(self.out),
                position=len(self.out),
            )
        )

    def _attributes(self, at: int, begin: int) -> dict[str, str]:
        found: dict[str, str] = {}
        while match := _ATTRIBUTE.match(self.source, at):
            found[match[1].lower()] = html.unescape((match[2] or "").strip("\"'"))
            at = match.end()
        end = re.compile(r"\s*>").match(self.source, at)
        if end is None:
            raise _ParseError(f"Unclosed start tag at byte offset {self._byte(begin)}")
        self.at = end.end()
        return found

    def _close(self) -> None:
        begin = self.at
        if not self.nested:
            raise _ParseError(f"Unexpected end tag at byte offset {self._byte(begin)}")
        match = re.compile(r"</([^\s>]*)\s*>").match(self.source, begin)
        if match is None:
            raise _ParseError(f"Unclosed end tag at byte offset {self._byte(begin)}")
        opened = self.nested.pop()
        if match[1] and match[1] != opened.tag:
            raise _ParseError(
                f"Unmatched end tag at byte offset {self._byte(begin)}, "
                f'expected "</{opened.tag}>", found "</{match[1]}>"'
            )
        self.at = match.end()
        length = utf16_length(self.out) - opened.offset
        if length:
            self._add(opened, length)

    def _add(self, opened: _Open, length: int) -> None:
        extra = _meaning(opened, self.out[opened.position :])
        if extra is not None:
            self.entities.append({"offset": opened.offset, "length": length, **extra})


def _meaning(opened: _Open, inside: str) -> Json | None:
    """The entity of a closed tag; None where Telegram drops it (a link that is none)."""
    if opened.tag == "a":
        return _link(opened.attributes.get("href") or inside)
    if opened.tag == "tg-emoji":
        return {"type": "custom_emoji", "custom_emoji_id": opened.attributes.get("emoji-id", "")}
    if opened.tag == "span":
        return {"type": "spoiler"}
    if opened.tag == "blockquote" and "expandable" in opened.attributes:
        return {"type": "expandable_blockquote"}
    return {"type": _SIMPLE[opened.tag]}


def _link(url: str) -> Json | None:
    person = _USER_LINK.match(url)
    if person:
        user = {"id": int(person[1]), "is_bot": False, "first_name": "?"}
        return {"type": "text_mention", "user": user}
    return {"type": "text_link", "url": url} if is_link(url) else None
