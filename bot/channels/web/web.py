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

    def text(self, language: str, key: str, /, **values: object) -> str:
        """A text of the catalogue."""
        return self.house.catalogue.text(language, key, **values)
