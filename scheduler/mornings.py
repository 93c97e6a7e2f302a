"""Staff's morning of every commune that has not had it, a transaction for each; then the line for
those of office and operator who had no message, in the same way."""

from collections.abc import Callable, Sequence

from handlers.daily_line import end_daily_lines, is_line_due, tell_daily_line
from handlers.reminders.morning import is_morning, remind_staff
from handlers.standing import Everywhere, everywhere
from handlers.voice import Voice
from locales.dates import local_date
from scheduler.ticking import Ticking
from storage import communes, reminders
from storage.tables import Commune
from storage.work import Work


async def do_mornings(at: Ticking) -> None:
    """On a working day between the hours that are set; else nothing."""
    if is_morning(at.house, at.now) and (waiting := await _without_morning(at)):
        await _mornings(at, waiting, await _everywhere(at))


async def do_daily_lines(at: Ticking) -> None:
    """Once a working day, and not before the mornings are done, whoever rings first."""
    if not await at.database.read(lambda work: is_line_due(work, at.house, at.now)):
        return
    standing = await _everywhere(at)
    try:
        if is_morning(at.house, at.now):
            await _mornings(at, await _without_morning(at), standing)
    finally:  # who gets no line takes the program for dead, and a morning that fails is not that
        for number in await at.database.read(lambda work: [one.id for one in communes.every(work)]):
            await _in_commune(at, number, lambda voice: tell_daily_line(voice, standing))
        await at.database.write(lambda work: end_daily_lines(work, at.now))


async def _everywhere(at: Ticking) -> Everywhere | None:
    return await at.database.read(lambda work: everywhere(work, local_date(at.now)))


async def _without_morning(at: Ticking) -> Sequence[int]:
    today = local_date(at.now)
    return await at.database.read(lambda work: reminders.communes_without_morning(work, today))


async def _mornings(at: Ticking, numbers: Sequence[int], standing: Everywhere | None) -> None:
    for number in numbers:
        await _in_commune(at, number, lambda voice: remind_staff(voice, standing))


async def _in_commune(at: Ticking, number: int | None, do: Callable[[Voice], object]) -> None:
    """In a transaction of its own: nobody's message waits for those of all communes."""

    def act(work: Work) -> None:
        commune = work.session.get_one(Commune, number)
        do(Voice(work=work, house=at.house, now=at.now, commune=commune))

    await at.database.write(act)
