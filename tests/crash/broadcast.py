"""News of a conference to many; when a third has heard them, it is called off, and in the end
everybody has heard that."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import select
from stage import Program as Stage

from crash.telling import Telling, petition
from dialogue.conference_life import ConferenceState
from handlers.conference.news import NEWS
from storage import conferences, jobs, outbox
from storage.still_true import about_conference
from storage.tables import Conference, ConferenceEvent, Outbox
from storage.work import Work

CALLED_OFF = "Hội nghị đã hủy"


@dataclass(kw_only=True)
class Broadcast(Telling):
    """The job that tells everybody waits when the processes begin."""

    def gather(self, stage: Stage, work: Work) -> None:
        """All have sent something to the conference, which has changed."""
        conference = stage.conference(work)
        for number, chat in enumerate(self.chats):
            address = self.arrive(work, chat)
            work.session.add(petition(conference.id, address, number, stage.now))
        self._happens(work, "changed")

    def turn(self, work: Work) -> None:
        """It is called off."""
        self._happens(work, "cancelled")

    def of_chat(self, chat: int, rows: list[Outbox]) -> Iterator[str]:
        """The last that one has heard is that it is called off."""
        told = self.told(chat)
        if not told or CALLED_OFF not in told[-1]:
            yield f"{chat} has not heard the last: {told}"
        yield from self.count_copies(chat, rows)

    def _happens(self, work: Work, kind: str) -> None:
        """A line of the conference's history, and the job that tells of it."""
        now = self.now()
        conference = work.session.exec(select(Conference)).one()
        number = conference.id or 0
        if kind == ConferenceState.CANCELLED:
            conference.state = kind
        told = conferences.history(work, conference)
        earlier = [about_conference(number, one.id or 0) for one in told]
        line = ConferenceEvent(commune_id=1, conference_id=number, at=now, kind=kind)
        work.session.add(line)
        work.session.flush()
        outbox.drop(work, 1, earlier, now)
        key, payload = f"conference:{line.id}", {"event": line.id}
        jobs.put(work, commune_id=1, kind=NEWS, key=key, payload=payload, now=now)
