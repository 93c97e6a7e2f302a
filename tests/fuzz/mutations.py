"""Mutations: one well-shaped structure becomes one that no client should ever send."""

import copy
import json
from collections.abc import Callable
from typing import Any

from fuzz import values
from fuzz.dice import Dice
from fuzz.values import Verbatim

MARK = "\ue000"
ENCODINGS = ("utf-16", "utf-16-le", "utf-32", "utf-8-sig", "latin-1", "cp1258", "utf-7")
NOT_JSON = (
    *(
        b"",
        b" ",
        b"{",
        b"}",
        b"null",
        b"true",
        b"[]",
        b"[[]]",
        b'"text"',
        b"0",
        b"NaN",
        b"\xff\xfe",
        b"\0",
    ),
    *(
        b"update_id=1",
        b"<xml/>",
        b"{'a':1}",
        b'{"a":1}{"a":1}',
        b'{"a":}',
        b'{"\\ud800":1}',
        b"\xef\xbb\xbf",
    ),
    *(
        b'"\\u00"',
        b"// {}",
        b'{"update_id":1,}',
        b"\x1f\x8b\x08\0",
        b"--boundary\r\n\r\n",
        b"[" * 100_000,
    ),
    *(
        b'{"a":' * 100_000,
        b'[{"a":' * 50_000,
        b'{"a":"' + b"\xf0\x9f" * 9,
        b"1" * 5000,
        b"-",
        b'{"a":1e}',
    ),
)


def mutated(dice: Dice, original: Any) -> Any:
    """A copy with one to four changes, anywhere in it."""
    tree = _copied(original, {})
    for _ in range(1 + dice.below(4)):
        places: list[tuple[Any, Any]] = []
        if isinstance(tree, (dict, list)):
            _gather_places(tree, places)
        if places:
            holder, key = dice.pick(places)
            dice.pick(CHANGES)(dice, holder, key)
    return tree


def written(dice: Dice, tree: Any) -> str:
    """The JSON text, with what JSON does not allow, and keys said twice now and then."""
    text = json.dumps(_marked(tree), ensure_ascii=dice.one_in(2), separators=(",", ":"))
    text = _unmarked(text)
    if dice.one_in(40) and text.startswith("{"):
        text = text[:-1] + f',"update_id":{dice.below(9)},"type":"say","message":null}}'
    return text


def encoded(dice: Dice, text: str) -> bytes:
    """The bytes of it: nearly always UTF-8, lone surrogates as a broken client writes them."""
    body = text.encode("utf-8", "surrogatepass")
    return corrupted(dice, body, text) if dice.one_in(25) else body


def corrupted(dice: Dice, body: bytes, text: str) -> bytes:
    """Cut off, another encoding, bytes turned over."""
    kind = dice.below(4)
    if kind == 0:
        return body[: dice.below(len(body) + 1)]
    if kind == 1:
        return text.encode(dice.pick(ENCODINGS), "ignore")
    if kind == 2:
        at = dice.below(len(body) + 1)
        return body[:at] + dice.noise(1 + dice.below(8)) + body[at:]
    return body + dice.pick((b"\0", b"}", b" " * 1000, b"\xff", body))


def _gather_places(tree: Any, places: list[tuple[Any, Any]]) -> None:
    """Every (holder, key) of a structure: a plain list, since large bodies have 100 000."""
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        places.append((tree, key))
        if isinstance(value, (dict, list)):
            _gather_places(value, places)


def _copied(tree: Any, known: dict[int, Any]) -> Any:
    """As `copy.deepcopy` does it, what stands in two places included, for what JSON has."""
    if not isinstance(tree, (dict, list)):
        return tree
    made = known.get(id(tree))
    if made is None and isinstance(tree, dict):
        made = known[id(tree)] = {key: _copied(value, known) for key, value in tree.items()}
    elif made is None:
        made = known[id(tree)] = [_copied(value, known) for value in tree]
    return made


def _replace(dice: Dice, holder: Any, key: Any) -> None:
    holder[key] = values.anything(dice)


def _nullify(_dice: Dice, holder: Any, key: Any) -> None:
    holder[key] = None


def _remove(_dice: Dice, holder: Any, key: Any) -> None:
    del holder[key]


def _like_it(dice: Dice, holder: Any, key: Any) -> None:
    """Another value of the same kind: this is what gets furthest in."""
    value = holder[key]
    if isinstance(value, str):
        holder[key] = values.words(dice)
    elif isinstance(value, int):
        holder[key] = dice.pick(values.NUMBERS)
    elif isinstance(value, list):
        holder[key] = [*value] * 2
    else:
        holder[key] = copy.deepcopy([value, value])


def _enlarge(dice: Dice, holder: Any, key: Any) -> None:
    """Lists of thousands, words of any length; rarely, because it is dear for us too."""
    value = holder[key]
    if not dice.one_in(20):
        _add(dice, holder, key)
    elif isinstance(value, list) and value:
        holder[key] = (value * 4000)[: dice.pick((101, 500, 4000))]
    else:
        holder[key] = values.long_words(dice)


def _add(dice: Dice, holder: Any, _key: Any) -> None:
    if isinstance(holder, dict):
        holder[dice.pick(("x", "", "id", "chat", "text", "files", "type", "__class__"))] = (
            values.anything(dice)
        )
    else:
        holder.append(values.anything(dice))


def _bury(dice: Dice, holder: Any, key: Any) -> None:
    """The same value far down."""
    value = holder[key]
    for _ in range(dice.pick((1, 2, 60))):
        value = [value] if dice.one_in(2) else {str(key): value}
    holder[key] = value


Change = Callable[[Dice, Any, Any], None]
CHANGES: tuple[Change, ...] = (
    _replace,
    _like_it,
    _like_it,
    _nullify,
    _remove,
    _enlarge,
    _add,
    _bury,
)


def _marked(tree: Any) -> Any:
    if isinstance(tree, Verbatim):
        return f"{MARK}{tree}{MARK}"
    if isinstance(tree, dict):
        return {str(key): _marked(value) for key, value in tree.items()}
    return [_marked(value) for value in tree] if isinstance(tree, list) else tree


def _unmarked(text: str) -> str:
    for mark in (MARK, json.dumps(MARK)[1:-1]):
        text = text.replace(f'"{mark}', "").replace(f'{mark}"', "")
    return text
