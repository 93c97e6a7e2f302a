"""The morning of a working day: staff have their one message, and people hear of the conference of
that day. When a third has heard, it is held at another place: in the end everybody knows that."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time

from sqlmodel import select
from stage import Program as Stage

from crash.program import Life
from crash.telling import FIRST_CHAT, Telling, petition
from dialogue.conference_life import ConferenceState
from dialogue.roles import Role
from dialogue.working_days import calendar
from handlers.reminders.meeting import REMIND
from locales.dates import LOCAL
from storage import still_due, vitals
from storage.reminders import MORNING as MORNING_TAKEN
from storage.tables import Conference, Job, Outbox, Reminder, Staff
from storage.tables.traffic import JobState
from storage.work import Work

MORNING = time(8, 5)
OPENS = time(15)
NEW_PLACE = "Sân vận động"
# One in so many is of the office; and there is one operator.
OF_STAFF = 4
WORK, STANDING, LINE = "Việc cần nhớ", "Tình hình chung", "Tình hình trong ngày"


def next_morning(now: datetime) -> datetime:
    """A working day, at the hour at which staff are told."""
    *_, day = calendar().walk(now.astimezone(LOCAL).date(), 1)
    return datetime.combine(day, MORNING, LOCAL)


@dataclass(kw_only=True)
class Reminders(Telling):
    """Nothing is queued when the processes begin: their clocks ring."""

    lives: tuple[float, float] = (1.0, 4.0)

    def __post_init__(self) -> None:
        self.ahead = next_morning(datetime.now(UTC)) - datetime.now(UTC)
        self.begun = next_morning(datetime.now(UTC)).date()
        super().__post_init__()

    @property
    def staff(self) -> range:
        """The office's chats, and the last is the operator's."""
        return range(FIRST_CHAT, FIRST_CHAT + self.people // OF_STAFF + 1)

    def gather(self, stage: Stage, work: Work) -> None:
        """The conference is today, and everybody but staff has sent something to it."""
        conference = stage.conference(work)
        conference.state = ConferenceState.ANNOUNCED
        conference.starts_at = datetime.combine(self.begun, OPENS, LOCAL)
        for number, chat in enumerate(self.chats):
            address = self.arrive(work, chat)
            if chat not in self.staff:
                work.session.add(petition(conference.id, address, number, stage.now))
                continue
            role = Role.OPERATOR if chat == self.staff[-1] else Role.OFFICE
            work.session.add(
                Staff(
                    commune_id=1,
                    person_id=address.person_id,
                    role=role,
                    name="Lê Thị Chi",
                    joined_at=stage.now,
                    seen_at=stage.now,
                )
            )

    def turn(self, work: Work) -> None:
        """It is held elsewhere."""
        work.session.exec(select(Conference)).one().place = NEW_PLACE

    async def afterwards(self, lives: list[Life]) -> None:
        """The next bell rings in five minutes, or where a process begins."""
        lives[0].stop()
        await lives[0].end()
        lives[0] = await lives[0].program.begin()
        await lives[0].is_ready()
        while not await self.database.read(self._is_told):
            await self._look_again()
        await self._settled()

    def _is_told(self, work: Work) -> bool:
        """Whether all that a morning brings has been queued."""
        conference = work.session.exec(select(Conference)).one()
        key = f"{REMIND}:{conference.id}:{still_due.print_of(conference)}"
        reminding = select(Job.id).where(Job.key == key, Job.state == JobState.DONE)
        morning = select(Reminder.subject).where(Reminder.subject == MORNING_TAKEN)
        line = vitals.find(work, vitals.DAILY)
        found = [work.session.exec(one).first() for one in (reminding, morning)]
        return all(found) and line is not None and line.at is not None

    def of_chat(self, chat: int, rows: list[Outbox]) -> Iterator[str]:
        """Each has what is theirs, and the last of it is what holds."""
        told = self.told(chat)
        if not told or not all(word in told[-1] for word in self._owed(chat)):
            yield f"{chat} has not heard {self._owed(chat)}: {told}"
        if chat in self.staff and len(set(told)) != 1:
            yield f"{chat} has more than one message: {told}"
        yield from self.count_copies(chat, rows)

    def _owed(self, chat: int) -> tuple[str, ...]:
        """Words of the last message that one has to have."""
        if chat == self.staff[-1]:
            return (LINE,)
        return (WORK, STANDING) if chat in self.staff else (NEW_PLACE,)
