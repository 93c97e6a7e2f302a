"""The program without its edges: a database, the house, a clock that stands until it is moved."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count

from bot.communes import put
from bot.invite import invite
from bot.sample import SAMPLE, add_conference
from dialogue.regulation import shipped
from dialogue.roles import Role
from dialogue.working_days import calendar
from handlers.house import House
from handlers.messages import Incoming
from handlers.receive import apologise, receive
from locales.catalogue import Catalogue
from storage import addresses, communes
from storage.database import Database
from storage.tables import Commune, Conference
from storage.work import Work

# A Wednesday morning: 9:00 on 1 October 2025 in Viet Nam.
START = datetime(2025, 10, 1, 2, 0, tzinfo=UTC)
KEY = b"k" * 32
CHANNELS = ("web", "telegram", "poor")


@cache
def texts() -> Catalogue:
    """The catalogues, read once for all tests."""
    return Catalogue.shipped()


@dataclass(kw_only=True)
class Program:
    """A commune with a conference ahead, and the means to write to it."""

    database: Database
    now: datetime = START
    house: House = field(
        default_factory=lambda: House(
            catalogue=texts(), regulations=shipped(), calendar=calendar(), key=KEY
        )
    )
    events: "count[int]" = field(default_factory=lambda: count(1))

    def set_up(self) -> "Program":
        """The sample commune, its conference, and an account on each channel."""
        self.database.write_now(self._set_up)
        return self

    def _set_up(self, work: Work) -> None:
        commune = put(work, SAMPLE, self.now)
        assert commune.id is not None
        regulation = self.house.regulations[commune.regulation_id]
        add_conference(work, commune, regulation, self.house.calendar, self.now)
        for channel in CHANNELS:
            addresses.ensure_account(work, channel, "main", commune.id)

    def receive(self, incoming: Incoming) -> bool:
        """Hand one event in, as an edge would; a fault is answered as the dispatcher answers it."""
        return self.database.write_now(lambda work: receive(work, self.house, incoming))

    def fail_to_receive(self, incoming: Incoming) -> None:
        """What the dispatcher does after a fault."""
        self.database.write_now(lambda work: apologise(work, self.house, incoming))

    def invite(self, role: Role = Role.OFFICE) -> str:
        """A one-time code for the sample commune."""
        return self.database.write_now(
            lambda work: invite(work, KEY, self.commune(work), role, self.now)
        )

    def commune(self, work: Work) -> Commune:
        """The sample commune."""
        found = communes.by_code(work, SAMPLE.code)
        assert found is not None
        return found

    def conference(self, work: Work) -> Conference:
        """The sample commune's conference."""
        from sqlmodel import select

        return work.session.exec(select(Conference)).one()

    def wait(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    def next_event(self) -> str:
        """An event id that no event had before."""
        return f"event-{next(self.events)}"
