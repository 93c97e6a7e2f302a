"""The counters behind the limits, with a clock that stands until it is moved."""

import pytest

from bot.channels.web.limits import Buckets, Gate, Seats, WebLimits, network
from bot.channels.web.origin import Origins


class Clock:
    """A monotonic clock that is moved by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_a_full_bucket_gives_a_minutes_worth_at_once() -> None:
    """Somebody who was offline may send what has gathered."""
    buckets = Buckets(3, clock=Clock())
    for _ in range(3):
        assert buckets.wait("an") == 0
        buckets.take("an")

    assert buckets.wait("an") == pytest.approx(20)


def test_a_bucket_refills_steadily() -> None:
    """After the wait that was told there is room for exactly one."""
    clock = Clock()
    buckets = Buckets(3, clock=clock)
    for _ in range(3):
        buckets.take("an")
    clock.now += 20

    assert buckets.wait("an") == pytest.approx(0)
    buckets.take("an")
    assert buckets.wait("an") == pytest.approx(20)


def test_a_bucket_never_holds_more_than_a_minutes_worth() -> None:
    """A long silence is no credit."""
    clock = Clock()
    buckets = Buckets(2, clock=clock)
    clock.now += 100_000
    for _ in range(2):
        buckets.take("an")

    assert buckets.wait("an") > 0


def test_buckets_are_bounded() -> None:
    """Made-up sessions fill no memory: the one unused for longest goes first."""
    buckets = Buckets(1, most=2)
    buckets.take("an")
    buckets.take("binh")
    buckets.wait("an")
    buckets.take("chi")

    assert len(buckets) == 2
    assert buckets.wait("an") > 0


def test_a_message_that_has_to_wait_is_not_counted() -> None:
    """Asking again does not push the moment away, and costs the address nothing."""
    gate = Gate(WebLimits(messages_per_minute=1, messages_per_minute_per_ip=2))

    assert gate.message("an", "203.0.113.1") == 0
    assert [gate.message("an", "203.0.113.1") > 0 for _ in range(5)] == [True] * 5
    assert gate.message("binh", "203.0.113.1") == 0


def test_seats_are_given_back() -> None:
    """Nothing is left of a session that is gone."""
    seats = Seats(per_session=1, per_ip=1)
    with seats.taken("an", "203.0.113.1") as first, seats.taken("an", "203.0.113.2") as second:
        assert (first, second) == (True, False)
    with seats.taken("an", "203.0.113.1") as again:
        assert again

    assert not seats._sessions
    assert not seats._ips


@pytest.mark.parametrize(
    ("ip", "counted"),
    [
        ("203.0.113.1", "203.0.113.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("testclient", "testclient"),
        ("", ""),
    ],
)
def test_an_ipv6_customer_counts_once(ip: str, counted: str) -> None:
    """A /64 has more addresses than all limits together."""
    assert network(ip) == counted


@pytest.mark.parametrize(
    ("host", "taken"),
    [
        ("chat.xa.vn", True),
        ("CHAT.xa.vn:8080", True),
        ("xa.vn", False),
        ("", False),
        ("a b", False),
    ],
)
def test_a_configured_host_name_is_answered_without_a_public_address(
    host: str, taken: bool
) -> None:
    """`[web] host` may be a name."""
    assert Origins(public_url="", host="chat.xa.vn").takes_host(host) is taken
