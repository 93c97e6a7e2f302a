"""What a tick is given: the data, what every conversation relies on, and the moment it is."""

from dataclasses import dataclass
from datetime import datetime

from handlers.house import House
from storage.database import Database


@dataclass(frozen=True, kw_only=True)
class Ticking:
    """One ring of the bell."""

    database: Database
    house: House
    now: datetime
