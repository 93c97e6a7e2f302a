"""The address of a database; several hosts may stand in it, of which one may take over.

libpq writes `postgresql://user@one:5432,two:5432/name`; SQLAlchemy wants such hosts in the query.
"""

import re

from sqlalchemy import URL, make_url

# The part before the hosts, at least two of them, and what follows.
SEVERAL = re.compile(
    r"^(?P<begin>postgresql://(?:[^/?#]*@)?)(?P<hosts>[^/?#@]*,[^/?#@]*)(?P<end>.*)$"
)
HOST = re.compile(r"^(?P<host>\[[^\]]+\]|[^:]*)(?::(?P<port>\d*))?$")
PORT = "5432"


def parse(address: str) -> URL:
    """The address as SQLAlchemy understands it; raises its ArgumentError, or ValueError."""
    if (found := SEVERAL.match(address)) is None:
        return make_url(address)
    hosts, ports = zip(*(_host(each) for each in found["hosts"].split(",")), strict=True)
    url = make_url(found["begin"] + found["end"])
    return url.update_query_dict({"host": ",".join(hosts), "port": ",".join(ports)})


def shown(address: str) -> str:
    """Where the database is ("one:5432, two:5432"), without user and password."""
    url = parse(address)
    hosts = str(url.query.get("host") or url.host or "localhost").split(",")
    ports = str(url.query.get("port") or url.port or PORT).split(",")
    if len(ports) < len(hosts):
        ports = ports * len(hosts)
    return ", ".join(f"{host}:{port or PORT}" for host, port in zip(hosts, ports, strict=False))


def _host(written: str) -> tuple[str, str]:
    found = HOST.match(written)
    if found is None:
        raise ValueError("not an address")
    return found["host"].strip("[]"), found["port"] or PORT
