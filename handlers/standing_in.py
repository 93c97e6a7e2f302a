"""Whoever stands in for a colleague and loses that role gives the work back, and it is told."""

from handlers.petition.tell_staff import tell_people
from handlers.turn import Turn
from locales.dates import local_date
from storage import audit, staff
from storage.tables import Person, Staff


def give_back_work(turn: Turn, person_id: int | None) -> None:
    """Called after a role of this person has ended, whoever ended it."""
    today = local_date(turn.now)
    held = {duty.role for duty in staff.active(turn.work, turn.commune_id, person_id)}
    for duty in staff.stood_in_for(turn.work, turn.commune_id, person_id, today):
        if duty.role not in held:
            _give_back(turn, duty, person_id)


def _give_back(turn: Turn, duty: Staff, person_id: int | None) -> None:
    staff.hand_over(turn.work, [duty], until=None, stand_in=None)
    assert duty.id is not None
    audit.record(
        turn.work,
        commune_id=turn.commune_id,
        at=turn.now,
        action="stand_in_left",
        subject="staff",
        subject_id=duty.id,
        person_id=turn.person.id,
        deputy=person_id,
    )
    name = turn.work.session.get_one(Person, person_id).name
    choices = [turn.command("board-hand-over", "/bangiao"), turn.command("menu-work", "/viec")]
    notice = turn.reply("notice-stand-in-left", choices=choices, name=name)
    key = f"notice-stand-in-left:{duty.id}:{turn.now.isoformat()}"
    tell_people(turn, [duty.person_id], key, notice)
