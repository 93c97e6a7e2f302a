"""HTTP calls: to the Telegram webhook, and to what else the web server serves."""

from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

from fuzz import mutations, updates, values
from fuzz.dice import Dice
from integration.web_kit import picture

SECRET = "fuzz-secret_1"
TELEGRAM = "/telegram/main"
HOST = b"127.0.0.1"
MEGABYTE = 1024 * 1024
SECRET_HEADER = b"x-telegram-bot-api-secret-token"
SESSIONS = 64

# What the edges document; a 500 is never among them.
WEBHOOK_ANSWERS = frozenset({200, 400, 403, 404, 405, 413, 503})
WEB_ANSWERS = frozenset(
    {
        200,
        201,
        204,
        206,
        301,
        302,
        304,
        307,
        308,
        400,
        401,
        403,
        404,
        405,
        408,
        413,
        415,
        416,
        421,
        422,
        429,
    }
)

Header = tuple[bytes, bytes]


@dataclass(frozen=True, kw_only=True)
class Call:
    """One request as ASGI hands it over; `chunks` are its body, `leaves` cuts it short."""

    method: str
    path: str
    headers: tuple[Header, ...]
    chunks: tuple[bytes, ...] = (b"",)
    query: bytes = b""
    leaves: bool = False
    answers: frozenset[int]


def webhook(dice: Dice) -> Call:
    """A call of Telegram, or of somebody who would like to be."""
    headers = [
        (b"host", HOST),
        (b"content-type", b"application/json"),
        (SECRET_HEADER, SECRET.encode()),
    ]
    method, leaves = "POST", False
    kind = dice.below(60)
    if kind == 0:
        headers[2] = (SECRET_HEADER, dice.pick(GUESSES))
    elif kind == 1:
        headers.pop(1 + dice.below(2))
    elif kind == 2:
        headers[1] = (b"content-type", dice.pick(TYPES))
    elif kind == 3:
        method = dice.pick(METHODS)
    elif kind == 4:
        headers.append((dice.noise(4).hex().encode(), dice.noise(30)))
    elif kind == 5:
        leaves = True
    return Call(
        method=method,
        path=TELEGRAM,
        headers=tuple(headers),
        chunks=in_chunks(dice, webhook_body(dice)),
        leaves=leaves,
        answers=WEBHOOK_ANSWERS,
    )


def webhook_body(dice: Dice) -> bytes:
    """The body of a webhook call: real-shaped, mutated, or no JSON at all."""
    kind = dice.below(40)
    if kind == 0:
        return dice.pick(mutations.NOT_JSON)
    if kind == 1:
        return odd_bytes(dice)
    tree = updates.update(dice)
    if kind < 26:
        tree = mutations.mutated(dice, tree)
    return mutations.encoded(dice, mutations.written(dice, tree))


def visit(dice: Dice) -> Call:
    """A call to the web chat: pages, files, uploads, forgetting, and addresses that are none."""
    return dice.weighed({_upload: 5, _page: 3, _forget: 1})(dice)


def cookie(number: int, *, framed: bool = False) -> bytes:
    """The cookie of one of the sessions."""
    name = "doithoai-framed" if framed else "doithoai"
    return f"{name}={number:043d}".encode()


def odd_headers(dice: Dice) -> list[Header]:
    """Headers as proxies, other pages and nobody send them."""
    return [(name, dice.pick(HEADERS[name])) for name in dice.some(tuple(HEADERS), 3)]


def from_somewhere(dice: Dice) -> Header:
    """The visitor's address as a proxy on this machine tells it: one of very many."""
    ip = ".".join(str(dice.below(256)) for _ in range(4))
    return b"x-forwarded-for", dice.pick((ip, f"2001:db8::{dice.below(9**4):x}")).encode()


def _upload(dice: Dice) -> Call:
    headers = [
        (b"host", HOST),
        (b"cookie", cookie(dice.below(SESSIONS))),
        (b"x-name", dice.pick(NAMES)),
        (b"content-type", dice.pick(TYPES)),
        (b"content-length", dice.pick((b"0", b"-1", b"99999999999999999999", b"10", b"x"))),
        from_somewhere(dice),
        *(odd_headers(dice) if dice.one_in(3) else ()),
    ]
    key = dice.uuid() if not dice.one_in(9) else quote(dice.pick(values.WORDS), errors="replace")
    return Call(
        method="PUT" if not dice.one_in(9) else dice.pick(METHODS),
        path=f"/c/{dice.pick(CODES)}/upload/{key}",
        headers=tuple(headers),
        chunks=in_chunks(dice, _file(dice)),
        leaves=dice.one_in(12),
        answers=WEB_ANSWERS,
    )


def _page(dice: Dice) -> Call:
    headers = [(b"host", HOST), (b"cookie", dice.pick(COOKIES)), *odd_headers(dice)]
    return Call(
        method="GET" if not dice.one_in(9) else dice.pick(METHODS),
        path=dice.pick(PATHS),
        query=dice.pick(QUERIES),
        headers=tuple(headers),
        answers=WEB_ANSWERS,
    )


def _forget(dice: Dice) -> Call:
    headers = [(b"host", HOST), (b"cookie", dice.pick(COOKIES)), *odd_headers(dice)]
    path = f"/c/{dice.pick(CODES)}/forget"
    return Call(method="POST", path=path, headers=tuple(headers), answers=WEB_ANSWERS)


def in_chunks(dice: Dice, body: bytes) -> tuple[bytes, ...]:
    """The body as it arrives: mostly whole."""
    if not dice.one_in(10):
        return (body,)
    size = dice.pick((1, 7, 1000)) if len(body) < 3000 else 65_536
    return tuple(body[at : at + size] for at in range(0, len(body), size)) or (b"",)


def odd_bytes(dice: Dice) -> bytes:
    """No structure at all, sometimes as much as a webhook takes or more."""
    if dice.one_in(6):
        size = dice.pick((MEGABYTE - 1, MEGABYTE, MEGABYTE + 1, 3 * MEGABYTE))
        return dice.pick((b" ", b"[", b"1", b"\xff", b'{"a":', b'[1,"a"],'))[:size] * size
    return dice.noise(dice.below(200))


def _file(dice: Dice) -> bytes:
    kind = dice.below(8)
    if kind == 0:
        return dice.noise(dice.below(5000))
    if kind == 1:
        return dice.pick(BEGINNINGS) + dice.noise(dice.below(3000))
    if kind == 2:
        return MULTIPART
    whole = dice.pick(_files())
    if kind < 5:
        at = dice.below(len(whole))
        return whole[:at] + dice.noise(1 + dice.below(6)) + whole[at + 3 :]
    return whole[: dice.below(len(whole))] if kind == 5 else whole


@cache
def _files() -> tuple[bytes, ...]:
    pictures = tuple(picture(kind=kind) for kind in ("PNG", "JPEG", "WEBP"))
    return (
        *pictures,
        b"%PDF-1.4\n" + b"x" * 99 + b"%%EOF",
        b"OggS" + b"\0" * 60,
        b"ID3" + b"\0" * 40,
    )


GUESSES = (
    b"",
    b"guess",
    "é".encode(),
    b"\xff",
    SECRET.encode()[:-1],
    SECRET.encode() * 2,
    b"\0",
    b" " * 4000,
)
TYPES = (
    b"",
    b"text/plain",
    b"application/x-www-form-urlencoded",
    b"multipart/form-data; boundary=" + b"-" * 900,
    b"\xff\xfe",
    b"application/json; charset=utf-16",
    b"image/jpeg",
)
METHODS = ("GET", "PUT", "DELETE", "HEAD", "OPTIONS", "PATCH", "TRACE", "BREW", "post", "")
NAMES = (
    *(
        b"anh.jpg",
        b"%E1%BA%A3nh.jpg",
        b"%",
        b"%zz",
        b"%FF%FE",
        b"..%2F..%2Fetc%2Fpasswd",
        b"a%00b.pdf",
        b"",
    ),
    *(
        b"%E2%80%AEgpj.exe",
        b"\xff\xff",
        b"a" * 60_000,
        b"%CC%80%CC%A3" * 8000,
        b"%0D%0ASet-Cookie:a",
        b"C:\\a\\b",
    ),
)
CODES = (
    "mau",
    "mau",
    "mau",
    "MAU",
    "nope",
    "",
    "a" * 65,
    "%00",
    "mau\0",
    "..",
    "m\u00e3",
    "\U0001f600",
    "\x7f",
)
COOKIES = (
    *(
        cookie(1),
        cookie(2, framed=True),
        cookie(3) + b"; " + cookie(4, framed=True),
        b"",
        b"doithoai=short",
    ),
    *(
        b"=;=;=",
        b"doithoai",
        b'doithoai="\\377"',
        b"\xff=\xff",
        b"a=b; " * 4000,
        cookie(5) * 3,
        b"doithoai=\0",
    ),
)
PATHS = (
    *(
        "/",
        "/c/mau",
        "/c/mau/",
        "/c/",
        "/c/mau/h/DT2025",
        "/c/mau/h/\0",
        "/c/mau/files/1",
        "/c/mau/files/0",
    ),
    *(
        "/c/mau/files/" + "9" * 19,
        "/c/mau/files/" + "9" * 5000,
        "/c/mau/files/-1",
        "/c/mau/files/x",
        "/healthz",
    ),
    *(
        "/readyz",
        "/favicon.ico",
        "/static/",
        "/static/../app.py",
        "/static/\0",
        "/static/" + "a" * 5000,
        "//",
        "",
    ),
    *(
        "/static/chat.css",
        "/static//etc/passwd",
        "/static/%2e%2e/",
        "/telegram/main",
        "/telegram/x",
        "/c/mau/socket",
    ),
    *(
        "/zalo/oa",
        "/zalo/bot/x",
        "/zalo/files/1-9999999999-" + "0" * 40 + "/1.jpg",
        "/zalo/files/" + "9" * 5000 + "-1-x/a",
        "/zalo/files/\u0661-\u0661-\u00e9/a",
        "/zalo/files/--/",
    ),
    *(
        "/c/" + "a" * 9000,
        "/c/mau/upload/x",
        "/c/mau/forget",
        "/\u00e9",
        "/c/mau/h/" + "a" * 70,
        "*",
    ),
)
# Bytes beyond ASCII never come so far: the server refuses them.
QUERIES = (
    *(b"", b"framed=1", b"framed=0&framed=1", b"start=h-DT2025", b"%", b"&" * 9000, b"a=%FF%00"),
    *(b"framed=%ud800", b"start=" + b"%CC%80" * 3000, b"=", b"framed"),
)
HEADERS: dict[bytes, tuple[bytes, ...]] = {
    b"origin": (
        b"http://127.0.0.1",
        b"null",
        b"",
        b"http://[",
        b"http://[::1",
        b"http://]",
        b"\xff",
        b"http://evil.example",
        b"http://127.0.0.1:99999999",
        b"https://" + b"a" * 9000,
        b"http://a@127.0.0.1",
        b"http://[v1.x]",
    ),
    b"host": (
        b"",
        b"[",
        b"[::1]",
        b"127.0.0.1:x",
        b"\xff",
        b"evil.example",
        b"localhost",
        b"a" * 9000,
        b"[::1]:80]",
        b"@",
        b"127.0.0.1\0",
    ),
    b"x-forwarded-for": (
        b"1.2.3.4",
        b"::1",
        b"::ffff:9.9.9.9",
        b"fe80::1%" + b"e" * 900,
        b"x",
        b"," * 900,
        b"\xff",
        b"0177.0.0.1",
        b"1" * 5000,
    ),
    b"x-forwarded-proto": (b"https", b"HTTPS ", b"\xff", b"ftp"),
    b"sec-fetch-dest": (b"iframe", b"", b"\xff", b"document"),
    b"range": (
        b"bytes=0-0",
        b"bytes=-1",
        b"bytes=9-1",
        b"bytes=" + b"0-0," * 3000 + b"1-1",
        b"bytes=" + b"9" * 5000 + b"-",
        b"x",
        b"bytes=\xff",
    ),
    b"if-range": (b"x", b"", b"\xff"),
    b"if-none-match": (b"*", b"\xff"),
    b"if-modified-since": (b"Thu, 99 Foo 9999", b"\xff", b"Thu, 01 Jan 1970 00:00:00 GMT"),
    b"accept-encoding": (b"gzip", b"\xff"),
    b"transfer-encoding": (b"chunked", b"x"),
}
BEGINNINGS = (
    b"\x89PNG\r\n\x1a\n",
    b"\xff\xd8\xff\xe0",
    b"RIFF\xff\xff\xff\xffWEBPVP8X",
    b"%PDF-",
    b"OggS",
    b"ID3\x04",
    b"\0\0\0\x18ftypM4A ",
    b"RIFF....WAVE",
    b"#!AMR\n",
    b"GIF89a",
)
MULTIPART = (
    b'--x\r\nContent-Disposition: form-data; name="f"; filename="a\0\r\n"\r\n\r\n'
    + b"x" * 900
    + b"\r\n--x"
)
