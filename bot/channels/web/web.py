"""What the web chat is given by the program."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from starlette.routing import BaseRoute

from bot.channels.ports import Receive
from bot.channels.web.limits import WebLimits
from bot.settings import WebSettings
from handlers.house import House
from storage.blobs import Blobs
from storage.database import Database


@dataclass(frozen=True, kw_only=True)
class OtherWay:
    """Another channel on which a commune can be written to: `link` opens it, perhaps at once at
    what `start` names (`{start}` in it); else a word has to be typed there."""

    channel: str
    link: str

    @property
    def takes_start(self) -> bool:
        """Whether the link itself can say what to begin with."""
        return "{start}" in self.link


def no_other_way(commune_id: int) -> Sequence[OtherWay]:
    """For an installation that has the web chat alone."""
    return ()


@dataclass(frozen=True, kw_only=True)
class Web:
    """Everything that the web chat needs; `extra_routes` are webhooks of other channels."""

    database: Database
    receive: Receive
    house: House
    blobs: Blobs
    settings: WebSettings
    clock: Callable[[], datetime]
    limits: WebLimits = field(default_factory=WebLimits)
    extra_routes: Sequence[BaseRoute] = ()
    # The other channels of a commune, as far as people can be led there.
    other_ways: Callable[[int], Sequence[OtherWay]] = no_other_way

    def text(self, language: str, key: str, /, **values: object) -> str:
        """A text of the catalogue."""
        return self.house.catalogue.text(language, key, **values)
