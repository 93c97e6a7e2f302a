"""Where a storm's database lies: a file, or a PostgreSQL server of its own."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import postgresql


@dataclass(frozen=True, kw_only=True)
class Engine:
    """An empty database for the storm, and as many others as are asked for."""

    url: str
    fresh: Callable[[], AbstractContextManager[str]]


def sqlite(folder: Path) -> Engine:
    """Files in `folder`."""
    numbers = count(1)

    @contextmanager
    def fresh() -> Iterator[str]:
        yield f"sqlite:///{folder / f'fresh-{next(numbers)}.db'}"

    return Engine(url=f"sqlite:///{folder / 'doithoai.db'}", fresh=fresh)


@contextmanager
def of_server(server: str) -> Iterator[Engine]:
    """Databases on a running PostgreSQL server."""
    with postgresql.created(server) as url:
        yield Engine(url=url, fresh=lambda: postgresql.created(server))


@contextmanager
def opened(name: str, folder: Path) -> Iterator[Engine]:
    """The engine that was asked for by name."""
    if name == "sqlite":
        yield sqlite(folder)
        return
    with postgresql.served() as server, of_server(server) as engine:
        yield engine
