"""The ticks by which the program looks after itself: accounts, backups, the daily line, purges."""

from datetime import timedelta

from bot.app import ACCOUNTS, App
from bot.backup import Nightly
from bot.purging import Purging
from bot.watching import Watching
from scheduler.mornings import do_daily_lines
from scheduler.ticks import Tick


def caretaking(app: App) -> list[Tick]:
    """What rings beside the ticks of the service itself."""
    watching = Watching(
        database=app.database,
        house=app.house,
        accounts=lambda: (
            (*named, app.started.accounts[named], account) for named, account in app.by_name()
        ),
    )
    nightly = Nightly(database=app.database, settings=app.settings)
    purging = Purging(database=app.database, blobs=app.blobs, settings=app.settings.privacy)

    return [
        Tick(name=ACCOUNTS, every=timedelta(minutes=5), do=lambda at: watching.tick(at.now)),
        Tick(name="backup", every=timedelta(minutes=10), do=lambda at: nightly.tick(at.now)),
        Tick(name="daily_line", every=timedelta(minutes=5), do=do_daily_lines),
        Tick(name="purge", every=timedelta(hours=1), do=lambda at: purging.tick(at.now)),
    ]
