"""Two kind words to citizens, each once: about what they began and did not send, and about what
they think of their answer. Neither is worth a telephone call, and neither comes in the evening."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.house import House
from handlers.messages import Lane, Reply
from handlers.petition.afterwards import grade_buttons, may_grade
from handlers.petition.notify import address_of, best_address
from handlers.voice import Voice
from locales.dates import LOCAL
from storage import afterwards, outbox, reminders, still_due
from storage.tables import Address, Commune, Petition
from storage.work import Work

PIECE = 25
LAST_HOUR = 20
# What was left longer ago than this is not spoken of any more.
FRESH = timedelta(days=30)

Tell = Callable[[Voice, Petition], None]


def nudge_drafts(work: Work, house: House, now: datetime) -> bool:
    """Remind some authors of what they left unsent; whether there may be more."""
    if not _is_day(house, now):
        return False
    until = now - house.reminding.draft
    left = reminders.drafts_left(work, after=until - FRESH, until=until, limit=PIECE)
    _each(work, house, now, left, _nudge)
    return len(left) == PIECE


def ask_grades(work: Work, house: House, now: datetime) -> bool:
    """Ask some authors what they think of their answers; whether there may be more."""
    if not _is_day(house, now):
        return False
    until = now - house.reminding.grade
    replied = reminders.replied_unasked(work, after=until - FRESH, until=until, limit=PIECE)
    _each(work, house, now, replied, _ask)
    return len(replied) == PIECE


def _is_day(house: House, now: datetime) -> bool:
    return house.reminding.hour <= now.astimezone(LOCAL).hour < LAST_HOUR


def _each(work: Work, house: House, now: datetime, found: Sequence[Petition], tell: Tell) -> None:
    for petition in found:
        commune = work.session.get_one(Commune, petition.commune_id)
        tell(Voice(work=work, house=house, now=now, commune=commune), petition)
    work.session.flush()


def _nudge(voice: Voice, petition: Petition) -> None:
    petition.nudged_at = voice.now
    address = address_of(voice, petition.person_id)
    if address is not None:  # a list that is being entered belongs to nobody who can be told
        notice = voice.reply(
            "reminder-draft",
            choices=[voice.command("reminder-draft-go-on", "/gui")],
        )
        key = f"draft:{petition.id}:nudge"
        _put(voice, address, notice, key, still_due.about_draft(petition))


def _ask(voice: Voice, petition: Petition) -> None:
    petition.grade_asked_at = voice.now
    known = afterwards.grade_of(voice.work, petition)
    address = best_address(voice, petition)
    if known is None and address is not None and may_grade(voice, petition):
        follow = voice.command("menu-follow", f"/xem {petition.code}")
        notice = voice.reply(
            "reminder-grade",
            choices=[*grade_buttons(voice, petition), follow],
            code=petition.code,
        )
        key = f"petition:{petition.id}:grade"
        _put(voice, address, notice, key, still_due.about_grade(petition))


def _put(voice: Voice, address: Address, notice: Reply, key: str, about: str) -> None:
    outbox.put(
        voice.work,
        address,
        lane=Lane.NOTICE,
        key=key,
        body=replace(notice, minor=True).to_json(),
        now=voice.now,
        about=about,
    )
