"""Where a request comes from and where it believes to arrive: address, scheme, Host, Origin.

A foreign page must not speak to the chat in its visitor's name, neither through its own script
(the Origin gives it away) nor by pointing its own name at us (DNS rebinding: the Host does).
"""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from bot.settings import WebSettings

NOT_A_HOST = frozenset('/\\@?#"<> ')


@dataclass(frozen=True, slots=True)
class Origins:
    """What the configuration allows; without a public address, this machine and bare IPs.

    A bare IP is safe: a rebound name would stand in the Host header.
    """

    public_url: str
    host: str

    @staticmethod
    def of(settings: WebSettings) -> "Origins":
        """Read from the configuration."""
        return Origins(public_url=settings.public_url, host=settings.host)

    def takes_host(self, header: str) -> bool:
        """Whether a request for this Host is meant for us."""
        if self.public_url:
            return header.lower() == urlsplit(self.public_url).netloc.lower()
        name = _host_name(header)
        return bool(name) and (name == self.host.lower() or _is_loopback_name(name) or _is_ip(name))

    def takes_origin(self, connection: HTTPConnection) -> bool:
        """Whether the page that sends this is ours."""
        scheme, netloc = _parted(connection.headers.get("origin", ""))
        if scheme not in ("http", "https") or not netloc:
            return False
        return netloc.lower() == connection.headers.get("host", "").lower()

    def is_secure(self, connection: HTTPConnection) -> bool:
        """Whether the browser came over TLS, here or at a proxy on this machine."""
        if self.public_url.startswith("https:") or connection.scope["scheme"] in ("https", "wss"):
            return True
        forwarded = connection.headers.get("x-forwarded-proto", "")
        return forwarded.strip().lower() == "https" and is_local(connection)


def client_ip(connection: HTTPConnection) -> str:
    """The visitor's address; what a proxy on this machine says of it is believed."""
    peer = connection.client.host if connection.client else ""
    if is_local(connection):
        said = connection.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
        return said if _is_ip(said) else peer
    return peer


def is_local(connection: HTTPConnection) -> bool:
    """Whether the caller is on this machine; a proxy may be."""
    peer = connection.client.host if connection.client else ""
    if not _is_ip(peer):
        return False
    address = ip_address(peer)
    # On a socket for both kinds an IPv4 peer comes mapped.
    return (getattr(address, "ipv4_mapped", None) or address).is_loopback


def _parted(origin: str) -> tuple[str, str]:
    """Scheme and host of an Origin header; both empty where it is none."""
    try:
        parts = urlsplit(origin) if origin.isascii() else urlsplit("")
    except ValueError:  # "http://["
        return "", ""
    return parts.scheme, parts.netloc


def _host_name(header: str) -> str:
    if not header.isascii() or NOT_A_HOST & set(header):
        return ""
    try:
        return (urlsplit(f"//{header}").hostname or "").lower()
    except ValueError:
        return ""


def _is_loopback_name(name: str) -> bool:
    return name == "localhost" or name.endswith(".localhost")


def _is_ip(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
