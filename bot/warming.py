"""What the program goes on to load once it serves, so that nobody has to wait for it later.

That is half of its own code, which a start need not wait for either.
"""

import gc
from datetime import date

from dialogue.working_days import DAY, Calendar
from handlers import who_answers

# Nobody plans further ahead; most dates of these days are soon asked for.
DAYS_AHEAD = 120


def load_the_rest(calendar: Calendar, today: date) -> None:
    """Every conversation, all long work, and what days off of the next months are looked up in
    where they are not on record; for a thread of its own. Whoever needs one of these meanwhile
    loads that one."""
    who_answers.load_all()
    import bot.tasks  # noqa: F401 - what is loaded here is not loaded before

    calendar.count(today, today + DAYS_AHEAD * DAY)
    if gc.get_freeze_count():  # what the start has loaded is never looked through; nor is this
        gc.freeze()
