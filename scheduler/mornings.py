"""Staff's morning of every commune that has not had it: one transaction for each commune."""

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


async def _morning(at: Ticking, commune_id: int) -> None:
    def do(work: Work) -> None:
        commune = work.session.get_one(Commune, commune_id)
        remind_staff(Voice(work=work, house=at.house, now=at.now, commune=commune))

    await at.database.write(do)
