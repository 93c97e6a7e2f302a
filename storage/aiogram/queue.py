"""The queue for a key: whoever is first in it has the key, until the end of a lease.

The queue is one row, changed under its lock; so it is the same for every process, and in the
order of arrival. A place that nobody has renewed in time is free: who held it has died.
"""

from datetime import datetime, timedelta

from storage.hold import hold_row
from storage.tables import KeyQueue
from storage.work import Work


def stand(work: Work, key: str, token: str, now: datetime, lease: timedelta) -> bool:
    """Take a place in the queue, or keep it, for one `lease` from now; whether it is the first."""
    row = hold_row(work, KeyQueue, key, places=[])
    places: dict[str, str] = {
        holder: end for holder, end in row.places if datetime.fromisoformat(end) > now
    }
    places[token] = (now + lease).isoformat()
    row.places = [[holder, end] for holder, end in places.items()]
    return next(iter(places)) == token


def leave(work: Work, key: str, token: str) -> None:
    """Give the place up; a queue in which nobody stands goes."""
    row = hold_row(work, KeyQueue, key, places=[])
    row.places = [[holder, end] for holder, end in row.places if holder != token]
    if not row.places:
        work.session.delete(row)
