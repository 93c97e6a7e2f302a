"""The program without its edges: a database, the house, a clock that stands until it is moved."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any, TypeVar

from sqlmodel import SQLModel, col, select

from bot.communes import put
from bot.sample import SAMPLE, add_conference
from bot.settings import CommuneSettings
from dialogue.regulation import shipped
from dialogue.roles import Role
from dialogue.working_days import calendar
from handlers.house import House
from handlers.invitation import invite
from handlers.messages import Incoming
from handlers.receive import apologise, receive
from locales.catalogue import Catalogue
from storage import addresses, communes
from storage.database import Database
from storage.tables import Commune, Conference, Conversation
from storage.work import Work

# A Wednesday morning: 9:00 on 1 October 2025 in Viet Nam.
START = datetime(2025, 10, 1, 2, 0, tzinfo=UTC)
KEY = b"k" * 32
CHANNELS = ("web", "telegram", "poor")
NEIGHBOUR = CommuneSettings(
    code="ben", name="Xã Bên", regulation="mau", prefix="XB", villages=("Thôn Một", "Thôn Hai")
)

Row = TypeVar("Row", bound=SQLModel)
Seen = TypeVar("Seen")


@cache
def texts() -> Catalogue:
    """The catalogues, read once for all tests."""
    return Catalogue.shipped()


@cache
def house() -> House:
    """Texts, law and calendar as shipped; they never change, and reading them takes time."""
    return House(catalogue=texts(), regulations=shipped(), calendar=calendar(), key=KEY)


@dataclass(kw_only=True)
class Program:
    """A commune with a conference ahead, and the means to write to it."""

    database: Database
    now: datetime = START
    house: House = field(default_factory=lambda: house())
    events: "count[int]" = field(default_factory=lambda: count(1))
    # See stage/tape.py; None where every walk is gone each time.
    tape: Any = None

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

    def add_neighbour(self) -> None:
        """Another commune of the same installation, with a web chat and no conference."""

        def add(work: Work) -> None:
            commune = put(work, NEIGHBOUR, self.now)
            assert commune.id is not None
            addresses.ensure_account(work, "web", NEIGHBOUR.code, commune.id)

        self.change(add)

    def add_account(self, channel: str) -> None:
        """An account of another channel for the sample commune."""

        def add(work: Work) -> None:
            commune = self.commune(work)
            assert commune.id is not None
            addresses.ensure_account(work, channel, "main", commune.id)

        self.change(add)

    def receive(self, incoming: Incoming) -> bool:
        """Hand one event in, as an edge would; a fault is answered as the dispatcher answers it."""
        return self.database.write_now(lambda work: receive(work, self.house, incoming))

    def receive_and_look(self, incoming: Incoming, look: Callable[[Work], Seen]) -> Seen:
        """Hand one event in, and look at what has become of it, in one transaction."""

        def act(work: Work) -> Seen:
            receive(work, self.house, incoming)
            work.session.flush()
            return look(work)

        return self.database.write_now(act)

    def fail_to_receive(self, incoming: Incoming) -> None:
        """What the dispatcher does after a fault."""
        self.database.write_now(lambda work: apologise(work, self.house, incoming))

    def invite(
        self, role: Role = Role.OFFICE, *, commune: str = SAMPLE.code, agency: str = ""
    ) -> str:
        """A one-time code for the sample commune, or another one; perhaps for an agency's staff."""

        def make(work: Work) -> str:
            found = communes.by_code(work, commune)
            assert found is not None and found.id is not None
            known = communes.agency_by_name(work, found.id, agency)
            agency_id = known.id if known else None
            return invite(work, self.house.key, found, role, self.now, agency_id=agency_id)

        return self.database.write_now(make)

    def commune(self, work: Work) -> Commune:
        """The sample commune."""
        found = communes.by_code(work, SAMPLE.code)
        assert found is not None
        return found

    def conference(self, work: Work) -> Conference:
        """The sample commune's conference."""
        return work.session.exec(select(Conference)).one()

    def open_question(self, channel: str, account: str, address: str) -> str:
        """The question that is open at an address ("asking_name"); empty where none is."""

        def read(work: Work) -> str:
            row = addresses.find(work, addresses.account(work, channel, account), address)
            held = work.session.get(Conversation, row.id) if row else None
            return held.state.partition(":")[2] if held else ""

        return self.database.read_now(read)

    def all_of(self, table: type[Row]) -> list[Row]:
        """Every row of a table, the oldest first."""
        return self.database.read_now(
            lambda work: list(work.session.exec(select(table).order_by(col(table.id))))
        )

    def change(self, work: Callable[[Work], object]) -> None:
        """Do something behind everybody's back: close a registration, take a role away."""
        self.database.write_now(work)

    def close_registration(self) -> None:
        """The only conference takes no more registrations."""

        def close(work: Work) -> None:
            self.conference(work).registration_closes_at = self.now

        self.change(close)

    def wait(self, **span: float) -> None:
        """Let time pass."""
        self.now += timedelta(**span)

    def next_event(self) -> str:
        """An event id that no event had before."""
        return f"event-{next(self.events)}"
