"""The address of a database with several hosts, as libpq and as SQLAlchemy write it."""

import pytest

from bot.settings import DatabaseSettings
from storage.hosts import parse, shown

FAILOVER = "postgresql://doithoai:hush@one:5433,two/xa?target_session_attrs=read-write"


def test_several_hosts_reach_the_driver_with_their_ports() -> None:
    """A host without a port has the usual one; what else was asked stays."""
    url = parse(FAILOVER)

    assert dict(url.query) == {
        "host": "one,two",
        "port": "5433,5432",
        "target_session_attrs": "read-write",
    }
    assert (url.username, url.password, url.database) == ("doithoai", "hush", "xa")


@pytest.mark.parametrize(
    ("address", "told"),
    [
        (FAILOVER, "one:5433, two:5432"),
        ("postgresql://doithoai:hush@one/xa", "one:5432"),
        ("postgresql://doithoai:hush@[::1]:7,[::2]/xa", "::1:7, ::2:5432"),
        ("postgresql:///xa?host=one,two&port=7", "one:7, two:7"),
        ("postgresql:///xa", "localhost:5432"),
    ],
)
def test_where_it_is_is_told_without_user_and_password(address: str, told: str) -> None:
    """For the operator's eyes, and whoever looks over their shoulder."""
    assert shown(address) == told


def test_the_configuration_takes_such_an_address() -> None:
    """Nothing has to be written in SQLAlchemy's own way."""
    assert DatabaseSettings(url=FAILOVER).url == FAILOVER


@pytest.mark.parametrize("address", ["postgresql://a:hush@one:x,two/xa", "postgresql://one:x/xa"])
def test_an_address_that_is_none_is_refused_without_showing_it(address: str) -> None:
    """It may hold a password."""
    with pytest.raises(ValueError, match="not an address") as caught:
        DatabaseSettings(url=address)

    assert "hush" not in str(caught.value)
