"""By what the time limits of one conference are counted: regulation, calendar, days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dialogue.matter import Basis, Event, EventKind, Start
from dialogue.milestones import NOTICE
from dialogue.names import Chair, Kind
from dialogue.regulation import Regulation
from handlers.house import House
from locales.dates import local_date
from storage import deadlines, regulations
from storage.known import known
from storage.plain import write
from storage.tables import Conference, Deadline
from storage.work import Work


@dataclass(frozen=True, kw_only=True)
class Frame:
    """One conference with all by which its limits are counted.

    `days` are the days that start them: its own, and those of its conclusion notice.
    """

    conference: Conference
    regulation: Regulation
    house: House
    days: Mapping[Start, date]

    def basis(self, key: str) -> Basis:
        """What the limit `key` is counted by."""
        return _basis(self.house, self.conference, self.regulation, key)

    @property
    def print(self) -> str:
        """All of it in a line: a limit that was counted by another one is outdated."""
        parts = [
            self.house.calendar_print,
            f"{self.regulation.id}@{self.regulation.version}",
            self.conference.kind,
            self.conference.chair,
            *(f"{start}={day}" for start, day in sorted(self.days.items())),
        ]
        return " ".join(parts)


def frame_of(
    work: Work,
    house: House,
    conference: Conference,
    now: datetime,
    *,
    own: Sequence[Deadline] | None = None,
) -> Frame:
    """The frame of a conference as it stands now; `own` are its limits, where they were read."""
    return Frame(
        conference=conference,
        regulation=_bound(work, house, conference, now),
        house=house,
        days={
            Start.CONFERENCE: local_date(conference.starts_at),
            **_notice(work, deadlines.of_conference(work, conference) if own is None else own),
        },
    )


def regulation_in(work: Work, house: House, regulation_id: str, version: str) -> Regulation | None:
    """The regulation in one version: the program's own, or as it was kept; None if it never was."""
    ours = house.regulations.get(regulation_id)
    if ours is not None and ours.version == version:
        return ours
    return regulations.kept(work, regulation_id, version)


def basis_of(work: Work, house: House, deadline: Deadline) -> Basis:
    """What a limit is counted by as long as nobody adopts another version of its regulation."""
    conference = known(work, Conference, deadline.commune_id, deadline.conference_id)
    bound = deadline.regulation_id, deadline.regulation_version
    regulation = regulation_in(work, house, *bound) or house.regulations[deadline.regulation_id]
    return _basis(house, conference, regulation, deadline.key)


def _basis(house: House, conference: Conference, regulation: Regulation, key: str) -> Basis:
    return Basis(
        key=key,
        regulation=regulation,
        calendar=house.calendar,
        kind=Kind(conference.kind),
        chair=Chair(conference.chair),
    )


def _bound(work: Work, house: House, conference: Conference, now: datetime) -> Regulation:
    """The regulation by which the conference is held, kept from now on.

    Where its version is older than the first that was kept, its words are lost: the conference is
    bound to those that the program knows. Raises KeyError where it knows none.
    """
    found = regulation_in(work, house, conference.regulation_id, conference.regulation_version)
    if found is None:
        found = house.regulations[conference.regulation_id]
        write(work, conference, regulation_version=found.version)
    regulations.keep(work, found, now)
    return found


def _notice(work: Work, own: Sequence[Deadline]) -> Mapping[Start, date]:
    """The day on which the conclusion notice was issued, or to which it was extended."""
    notice = next((one for one in own if one.key == NOTICE), None)
    if notice is None:
        return {}
    happened = deadlines.events(work, notice)
    if issued := _issued(happened):
        return {Start.NOTICE_ISSUED: issued}
    moved = any(event.kind in (EventKind.EXTENDED, EventKind.MET) for event in happened)
    return {Start.NOTICE_DUE: notice.legal_due} if moved and notice.legal_due else {}


def _issued(happened: Sequence[Event]) -> date | None:
    """The day of the notice: its own, else that of its being met; none once it was taken back.

    It may be issued on one day and met on a later one, when the last recipient was sent it.
    """
    issued: date | None = None
    for event in happened:
        if event.kind is EventKind.MET:
            issued = issued or event.day
        elif event.kind is EventKind.STARTED:
            issued = event.day if event.what == Start.NOTICE_ISSUED else None
    return issued
