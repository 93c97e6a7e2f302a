"""What an office has ticked off by hand: milestones that have no date of their own stand only in
the history of their conference."""

from collections.abc import Mapping
from datetime import date

from storage import conferences
from storage.tables import Conference
from storage.work import Work

DONE, UNDONE = "milestone_done", "milestone_undone"
# What the city waits for (hai-phong-13-hd VI.1).
OBSERVER, APP = "invite_city_observer", "update_city_app"


def ticked_by_hand(work: Work, conference: Conference) -> Mapping[str, date]:
    """The day of each that was ticked off, and not taken back."""
    ticked: dict[str, date] = {}
    for line in conferences.history(work, conference):
        if line.kind == DONE:
            ticked[line.detail["key"]] = date.fromisoformat(line.detail["day"])
        elif line.kind == UNDONE:
            ticked.pop(line.detail["key"], None)
    return ticked
