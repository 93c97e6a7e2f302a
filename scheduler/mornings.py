"""Staff's morning of every commune that has not had it, a transaction for each; then the line for
those of office and operator who had no message."""

from handlers.daily_line import is_line_due, tell_daily_lines
from handlers.reminders.morning import is_morning, remind_staff
from handlers.voice import Voice
from locales.dates import local_date
from scheduler.ticking import Ticking
from storage import reminders
from storage.tables import Commune
from storage.work import Work


async def do_mornings(at: Ticking) -> None:
    """On a working day between the hours that are set; else nothing."""
    if not is_morning(at.house, at.now):
        return
    today = local_date(at.now)
    for number in await at.database.read(
        lambda work: reminders.communes_without_morning(work, today)
    ):
        await _morning(at, number)


async def do_daily_lines(at: Ticking) -> None:
    """Once a working day, and not before the mornings are done, whoever rings first."""
    if not await at.database.read(lambda work: is_line_due(work, at.house, at.now)):
        return
    try:
        await do_mornings(at)
    finally:  # who gets no line takes the program for dead, and a morning that fails is not that
        await at.database.write(lambda work: tell_daily_lines(work, at.house, at.now))


async def _morning(at: Ticking, commune_id: int) -> None:
    def do(work: Work) -> None:
        commune = work.session.get_one(Commune, commune_id)
        remind_staff(Voice(work=work, house=at.house, now=at.now, commune=commune))

    await at.database.write(do)
