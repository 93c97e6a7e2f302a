"""What every answer has to be: something to read, in one language, within every channel's limits,
and never the end of the way."""

import re
from collections.abc import Iterator, Sequence

from stage.people import POOR_LIMIT
from stage.program import texts

from bot.channels.telegram.keyboard import MAX_DATA
from bot.channels.telegram.parts import Text, parts_of
from bot.channels.telegram.pieces import LIMIT, utf16_length
from handlers.messages import File, Reply
from handlers.plain import pages
from handlers.understand import command
from handlers.who_answers import COMMANDS

# Words of English that no Vietnamese sentence has.
_ENGLISH = re.compile(
    r"\b(the|and|you|your|please|with|this|not|was|are|error|none|null|nan|traceback)\b", re.I
)
_KEYS = {name.partition(".")[0] for name in texts().keys("vi")}
_KEY = re.compile(r"(?<![\w/])[a-z]+(?:-[a-z0-9_]+)+(?![\w/])")
_LONGEST_LABEL = 200


def faults(replies: Sequence[Reply], state: str, *, said: str) -> Iterator[str]:
    """What is wrong with the replies to one event after which `state` is open."""
    if not replies:
        yield "silence"
        return
    for reply in replies:
        yield from _unreadable(reply)
        yield from _unresolved(reply, said)
        yield from _beyond_limits(reply)
    yield from _no_way_on(replies[-1], state)


def _unreadable(reply: Reply) -> Iterator[str]:
    if not reply.lines.strip():
        yield "an empty message"
    for choice in reply.choices:
        if not choice.label.strip():
            yield f"a button without a word: {choice.value!r}"
        if not (choice.value or choice.url):
            yield f"a button that does nothing: {choice.label!r}"


def _unresolved(reply: Reply, said: str) -> Iterator[str]:
    """Texts of ours; what the person said is taken out first, it may be anything."""
    ours = _without(_words(reply), said)
    if "{" in ours or "}" in ours:
        yield f"an unresolved text: {ours[:200]!r}"
    if found := _ENGLISH.search(ours):
        yield f"English ({found[0]!r}): {ours[:200]!r}"
    for key in _KEY.findall(ours):
        if key in _KEYS:
            yield f"the name of a text in place of the text: {key!r}"


def _words(reply: Reply) -> str:
    facts = "\n".join(f"{name}: {value}" for name, value in reply.facts)
    labels = "\n".join(choice.label for choice in reply.choices)
    return "\n".join((reply.title, facts, reply.text, labels))


def _without(words: str, said: str) -> str:
    """The answer repeats what was said whole, in lines, or cut off at the end."""
    for part in sorted({said, *said.splitlines(), " ".join(said.split())}, key=len, reverse=True):
        if part.strip():
            words = words.replace(part.strip(), "")
    return re.sub(re.escape(said[:40]) + r".*…", "", words) if said[:40].strip() else words


def _beyond_limits(reply: Reply) -> Iterator[str]:
    for last in (True, False):
        shown = pages(reply, limit=POOR_LIMIT, link_to=_link, is_last=last)
        if not shown or not all(0 < utf16_length(page) <= POOR_LIMIT for page in shown):
            yield "a text that the poorest channel cannot show"
    pieces = [part.piece for part in parts_of(reply, strict=False) if isinstance(part, Text)]
    if not pieces or not all(0 < utf16_length(piece.text) <= LIMIT for piece in pieces):
        yield "a text that Telegram does not take"
    for choice in reply.choices:
        if len(choice.value.encode()) > MAX_DATA:
            yield f"a button that Telegram does not take: {choice.value!r}"
        if len(choice.label) > _LONGEST_LABEL:
            yield f"a button as long as a letter: {choice.label[:60]!r}…"


def _link(file: File) -> str:
    return f"https://xa.example/files/{file.attachment}"


def _no_way_on(last: Reply, state: str) -> Iterator[str]:
    """A question is open, or there are choices; a command among them is one that exists."""
    if not (state or last.choices):
        yield "no way on"
    for choice in last.choices:
        if choice.value.startswith("/") and command(choice.value).name not in COMMANDS:
            yield f"a way that leads nowhere: {choice.value!r}"
