"""Who a browser is: a random token in a cookie, of which the database sees only the hash.

A page in a frame gets a cookie of its own name. Only that one is sent to a page in a foreign
frame (`SameSite=None; Secure; Partitioned`), so such a frame cannot pass for a page of its own.
Where the frame's site is ours too, the browser sends both cookies, and the client says by
`?framed=0` or `?framed=1` where it stands; a framing page cannot change what our client says.
Unsaid, the framed one is taken: that refuses staff work where it might be seen through a frame.
"""

import hashlib
import re
import secrets
from dataclasses import dataclass, field

from starlette.requests import HTTPConnection

COOKIE = "doithoai"
FRAMED_COOKIE = "doithoai-framed"
# Browsers keep no cookie longer; every visit begins it anew.
MAX_AGE = 400 * 24 * 3600
FRAMES = frozenset({"iframe", "frame", "embed", "object", "fencedframe"})
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


@dataclass(frozen=True, slots=True)
class Session:
    """One browser, or one frame in it."""

    token: str = field(repr=False)
    framed: bool

    @property
    def external(self) -> str:
        """The address under which the database knows this session: never the token itself."""
        return hashlib.sha256(self.token.encode()).hexdigest()


def begin(*, framed: bool) -> Session:
    """A new session."""
    return Session(secrets.token_urlsafe(32), framed)


def is_framed_page(connection: HTTPConnection) -> bool:
    """Whether the browser says that it loads this page into a frame."""
    return connection.headers.get("sec-fetch-dest", "") in FRAMES


def of_kind(connection: HTTPConnection, *, framed: bool) -> Session | None:
    """The session in the cookie for framed pages, or in the other one."""
    token = connection.cookies.get(FRAMED_COOKIE if framed else COOKIE, "")
    return Session(token, framed) if _TOKEN.fullmatch(token) else None


def every(connection: HTTPConnection) -> list[Session]:
    """All sessions that the browser presents."""
    both = (of_kind(connection, framed=framed) for framed in (False, True))
    return [session for session in both if session]


def current(connection: HTTPConnection) -> Session | None:
    """The session that speaks."""
    framed_first = connection.query_params.get("framed") != "0"
    first = of_kind(connection, framed=framed_first)
    return first or of_kind(connection, framed=not framed_first)


def is_embedded(connection: HTTPConnection, session: Session) -> bool:
    """Whether what is said may have been said through a foreign page's frame."""
    return session.framed or connection.query_params.get("framed") == "1"


def cookie(session: Session, *, secure: bool) -> str:
    """The Set-Cookie header that keeps a session."""
    return _cookie(session.framed, session.token, MAX_AGE, secure=secure)


def removals(*, secure: bool) -> list[str]:
    """The Set-Cookie headers that make a browser forget both kinds of session."""
    return [_cookie(framed, "", 0, secure=secure) for framed in (False, True)]


def _cookie(framed: bool, value: str, max_age: int, *, secure: bool) -> str:
    # By hand: http.cookies knows "Partitioned" only from Python 3.14 on.
    name = FRAMED_COOKIE if framed else COOKIE
    kept = f"{name}={value}; Path=/; Max-Age={max_age}; HttpOnly"
    if not secure:
        return f"{kept}; SameSite=Lax"
    if framed:
        return f"{kept}; SameSite=None; Secure; Partitioned"
    return f"{kept}; SameSite=Lax; Secure"
