"""`doithoai jobs --again`: work that was set aside half done goes on where it stood.

Not what somebody was told is lost, as a file that could not be fetched: they send it again.
"""

from bot import clock
from handlers.clock.queue import FOLLOW
from handlers.conclusion.issue import ISSUE
from handlers.conference.moving import MOVE
from handlers.conference.news import NEWS
from handlers.entering.listed import ENTER
from handlers.live.opened import TELL
from handlers.live.opening import CARRY
from handlers.publish.publishing import SEND
from handlers.reminders.meeting import REMIND
from storage import jobs
from storage.work import Work

GOES_ON = frozenset({FOLLOW, ISSUE, MOVE, NEWS, ENTER, CARRY, SEND, REMIND, TELL})


def try_again(work: Work) -> int:
    """Put it back in line; how much of it there was."""
    return jobs.go_on_again(work, GOES_ON, clock.now())
