"""Hostile values: what may stand where a number, a word or a structure is expected."""

from collections.abc import Callable
from typing import Any

from fuzz.dice import Dice

# Written as they are into the JSON text, where Python's own writer would refuse or quote them.
RAW = ("NaN", "-Infinity", "1e999", "9" * 400, "9" * 5000, "-0", "1E-400", "[" * 900 + "]" * 900)

NUMBERS: tuple[Any, ...] = (
    *(0, -1, 1, 2, 2**31 - 1, 2**31, 2**32, -(2**31), 2**53 + 1, 2**63 - 1, 2**63, 2**64),
    *(-(2**63), -(2**63) - 1, 10**30, 10**300, 0.0, -0.5, 1.5, 1e300, 253402300800, -62135596801),
)

WORDS: tuple[str, ...] = (
    *("", " ", "\n\n\n", "\0", "a\0b", "\x1b[2J", "\u202eevil", "\ufeff", "\u200b" * 40, "\ud800"),
    *("a\udfffb", "\ud83d", "😀" * 30, "Z̸̢̛͍a̷l̵g̶o̸", "<b>An</b><script>", "&amp;&lt;", "' OR 1=1 --"),
    *(
        "{name}",
        "{ $name }",
        "%s%n%x",
        "../../etc/passwd",
        "C:\\nul",
        "=1+1",
        "١٢٣",
        "１２",
        "²³",
        "ǅ",
    ),
    *(
        "İ",
        "ß" * 20,
        "ﷺ" * 20,
        "ﬃ",
        "\u0344" * 40,
        "\u1100" * 50,
        "null",
        "true",
        "[object Object]",
    ),
    *("Nguyễn Văn An", "Thôn Đông", "Đường thôn Đông hỏng nặng", "0912345678", "12", "1.200 người"),
)

COMMANDS: tuple[str, ...] = (
    *("/start", "/gui", "/tracuu", "/lich", "/phatbieu", "/cuatoi", "/huy", "/trogiup", "/thamgia"),
    *(
        "/viec",
        "/xet",
        "/bosung",
        "/thoat",
        "/xem",
        "/them",
        "/sua",
        "/rut",
        "/",
        "//",
        "/@",
        "/gui@bot",
    ),
    *("/START", "/Gửi", "/ gui", "/start h-", "/start h-DT2025", "/unknown", "/xet@", "/tracuu@@@"),
)

ARGUMENTS: tuple[str, ...] = (
    *("", " ", "XM26-0001", "XM26-0001 ABCDEF", "xm26 1 k7m2qp", "XM99-9999999", "XM26–1", "XM-1"),
    *(
        "XM26-00000000001",
        "XM26-0001;ABCDEF",
        "XM26-0001, A B C D E F",
        "AAAAA-BBBBB",
        "0",
        "-1",
        "9" * 30,
    ),
    *(
        "{ $code }",
        "%d",
        "' ; drop table petition; --",
        "\u202eXM26-0001",
        "XM26-0001\nMật mã: ABCDEF",
    ),
)

ANSWERS: tuple[str, ...] = (
    *(
        "1",
        "2",
        "3",
        "4",
        "5",
        "6",
        "1.",
        "2)",
        "9",
        "có",
        "không",
        "xong",
        "gửi",
        "quay lại",
        "bỏ qua",
    ),
    *(
        "menu",
        "trợ giúp",
        "đồng ý",
        "tôi đồng ý",
        "Nguyễn Văn An",
        "Bình",
        "Thôn Đông",
        "Người dân",
    ),
    *("0912345678", "+84 912 345 678", "12 người", "Cháy nhà, cứu với", "tự tử", "Đường hỏng nặng"),
)

# Each is repeated until the wished length is there: what makes a slow pattern or a sort suffer.
PATTERNS: tuple[str, ...] = (
    *(
        "a",
        " ",
        "\n",
        "\n ",
        " \t",
        "1",
        "1.",
        "1 ",
        "9.999",
        "A1",
        "XM26",
        "-",
        "/",
        "@",
        ".",
        "?",
        ":",
    ),
    *(
        "\u0300\u0323",
        "\u0323\u0300",
        "\u0300\x01\u0323\x01",
        "\u0300\u200d\u0323\u200d",
        "\u0344\u0315",
    ),
    *(
        "ậ",
        "a\u0302\u0323",
        "đ",
        "İ",
        "ß",
        "ﷺ",
        "😀",
        "👨‍👩‍👧",
        "\u1100\u1161",
        "\u202e",
        "\u200b",
        "\u2028",
    ),
    *(
        "tự tử ",
        "cháy ",
        "cứu ",
        "từ từ ",
        "&",
        "<",
        "https://a.b/",
        "{",
        "\\",
        '"',
        "\0",
        "(",
        "a b ",
    ),
)

SHAPES: tuple[Callable[[], Any], ...] = (
    lambda: None,
    lambda: True,
    lambda: False,
    list,
    dict,
    lambda: [[]],
    lambda: [None],
    lambda: [{}],
    lambda: {"": None},
    lambda: {"id": 1},
    lambda: {"type": "private"},
    lambda: [1, "a", None, {"id": "x"}],
)


class Verbatim(str):
    """Text that stands in the JSON as it is, not as a string."""

    __slots__ = ()


def anything(dice: Dice) -> Any:
    """A value of a kind that was not asked for."""
    kind = dice.below(10)
    if kind < 3:
        return dice.pick(SHAPES)()
    if kind < 6:
        return dice.pick(NUMBERS)
    if kind < 9:
        return words(dice)
    return Verbatim(dice.pick(RAW))


def words(dice: Dice) -> str:
    """Words that somebody might send, and some that nobody would."""
    if dice.one_in(150):
        return long_words(dice)
    return _short(dice)


def _short(dice: Dice) -> str:
    first = dice.pick(dice.pick((WORDS, ANSWERS, WORDS, COMMANDS)))
    return first if dice.one_in(2) else f"{first}{dice.pick(WORDS)}"


def long_words(dice: Dice) -> str:
    """One pattern over and over: a few hundred characters, at times as long as any body may be."""
    pattern = dice.pick(PATTERNS)
    length = dice.weighed({300: 30, 4096: 20, 20_000: 10, 25_000: 10, 400_000: 2})
    head, tail = (
        dice.pick(("", "a", "1", "/gui ", "XM26", "XM26-1")),
        dice.pick(("", "!", "a", "\n", "1")),
    )
    return head + (pattern * (length // len(pattern) + 1))[:length] + tail


def speech(dice: Dice) -> str:
    """What goes to the conversations: answers, commands with junk, codes with secrets."""
    kind = dice.below(20)
    if kind < 9:
        return dice.pick(ANSWERS)
    if kind < 15:
        return f"{dice.pick(COMMANDS)} {dice.pick(ARGUMENTS)}"
    if kind < 17:
        return dice.pick(ARGUMENTS)
    return words(dice)
