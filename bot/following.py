"""At a start: dates that were counted by something else are brought in line by a job."""

from datetime import datetime

from handlers.clock.following import awaits_following
from handlers.clock.queue import queue
from handlers.house import House
from handlers.voice import Voice
from storage import communes
from storage.work import Work


def follow_what_changed(work: Work, house: House, now: datetime) -> None:
    """A job for each commune whose dates were counted by something else; what was lost with a
    process is found again by it."""
    for commune in communes.every(work):
        voice = Voice(work=work, house=house, now=now, commune=commune)
        if awaits_following(voice):
            assert commune.id is not None
            queue(work, commune.id, "started", now)
