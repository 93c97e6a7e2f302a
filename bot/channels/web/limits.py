"""How much one browser and one internet address may do: counted in memory, bounded in size."""

import time
from collections import Counter, OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import IPv6Network, ip_address
from math import ceil

MOST_KEYS = 20_000


@dataclass(frozen=True, kw_only=True)
class WebLimits:
    """The limits of the web chat; those on one text and one file are `handlers.house.Limits`.

    Many phones share one address of their network, so an address may do more than a session.
    """

    messages_per_minute: int = 60
    messages_per_minute_per_ip: int = 600
    uploads_per_minute: int = 30
    frames_per_minute: int = 600
    sockets_per_session: int = 5
    sockets_per_ip: int = 20
    frame_bytes: int = 65_536
    files: int = 10
    mistakes: int = 5


@dataclass(slots=True)
class _Bucket:
    tokens: float
    at: float


class Buckets:
    """A token bucket for each key: a minute's worth at once, then a steady refill.

    Beyond `most` keys the one that was used longest ago is forgotten, and so starts full again.
    """

    def __init__(
        self,
        per_minute: int,
        *,
        most: int = MOST_KEYS,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._full = float(per_minute)
        self._per_second = per_minute / 60
        self._most = most
        self._clock = clock
        self._buckets: OrderedDict[str, _Bucket] = OrderedDict()

    def wait(self, key: str) -> float:
        """Seconds until `key` may act again; 0 if it may now. Takes nothing."""
        missing = 1 - self._filled(key).tokens
        return max(0.0, missing / self._per_second)

    def take(self, key: str) -> None:
        """Count one act of `key`."""
        self._filled(key).tokens -= 1

    def __len__(self) -> int:
        return len(self._buckets)

    def _filled(self, key: str) -> _Bucket:
        now = self._clock()
        bucket = self._buckets.setdefault(key, _Bucket(self._full, now))
        bucket.tokens = min(self._full, bucket.tokens + (now - bucket.at) * self._per_second)
        bucket.at = now
        self._buckets.move_to_end(key)
        if len(self._buckets) > self._most:
            self._buckets.popitem(last=False)
        return bucket


class Seats:
    """How many sockets may be open at once for a session and for an internet address."""

    def __init__(self, *, per_session: int, per_ip: int) -> None:
        self._per_session = per_session
        self._per_ip = per_ip
        self._sessions: Counter[str] = Counter()
        self._ips: Counter[str] = Counter()

    @contextmanager
    def taken(self, session: str, ip: str) -> Iterator[bool]:
        """Hold a seat while the block runs; False when there is none."""
        ip = network(ip)
        if self._sessions[session] >= self._per_session or self._ips[ip] >= self._per_ip:
            yield False
            return
        self._sessions[session] += 1
        self._ips[ip] += 1
        try:
            yield True
        finally:
            _give_back(self._sessions, session)
            _give_back(self._ips, ip)


class Gate:
    """All counters of one running web chat."""

    def __init__(self, limits: WebLimits) -> None:
        self.limits = limits
        self.seats = Seats(per_session=limits.sockets_per_session, per_ip=limits.sockets_per_ip)
        self._sessions = Buckets(limits.messages_per_minute)
        self._ips = Buckets(limits.messages_per_minute_per_ip)
        self._uploads = Buckets(limits.uploads_per_minute)

    def message(self, session: str, ip: str) -> int:
        """Count a message; else, uncounted, the seconds after which it may come."""
        return _pass((self._sessions, session), (self._ips, network(ip)))

    def upload(self, session: str, ip: str) -> int:
        """Count an upload; else, uncounted, the seconds after which it may come."""
        return _pass((self._uploads, session), (self._ips, network(ip)))


def network(ip: str) -> str:
    """What stands for one customer: an IPv4 address, or the /64 that a customer gets in IPv6."""
    try:
        address = ip_address(ip)
    except ValueError:
        return ip
    if address.version == 4:
        return ip
    # On a socket for both kinds each IPv4 visitor comes so; they would all be one customer.
    if address.ipv4_mapped:
        return str(address.ipv4_mapped)
    return str(IPv6Network((int(address), 64), strict=False))


def _pass(*counted: tuple[Buckets, str]) -> int:
    wait = max(buckets.wait(key) for buckets, key in counted)
    if wait:
        return max(1, ceil(wait))
    for buckets, key in counted:
        buckets.take(key)
    return 0


def _give_back(seats: Counter[str], key: str) -> None:
    seats[key] -= 1
    if not seats[key]:
        del seats[key]
