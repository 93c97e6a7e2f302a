"""What the program goes on to load once it serves, so that nobody has to wait for it later.

That is half of its own code, which a start need not wait for either.
"""

import gc

from handlers import who_answers


def load_the_rest() -> None:
    """Every conversation and all long work; for a thread of its own. Whoever needs one of them
    meanwhile loads that one."""
    who_answers.load_all()
    import bot.tasks  # noqa: F401 - what is loaded here is not loaded before

    if gc.get_freeze_count():  # what the start has loaded is never looked through; nor is this
        gc.freeze()
