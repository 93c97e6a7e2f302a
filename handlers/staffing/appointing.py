"""Taking a role away and giving another: what stands against it, the audit, and who is told."""

from dataclasses import replace
from typing import Any

from dialogue.roles import Action, Role, appoints
from handlers.command_menu import menu_for
from handlers.messages import Choice, Reply
from handlers.petition.tell_staff import tell_people
from handlers.refused import not_allowed
from handlers.staffing.words import holder, role_words
from handlers.standing_in import give_back_work
from handlers.turn import Turn
from storage import audit, staff
from storage.tables import Person, Staff


def objection(turn: Turn, duty: Staff) -> Reply | None:
    """Why this role may not be touched by who asks; None if nothing stands against it."""
    if not turn.may(Action.INVITE_STAFF):
        return not_allowed(turn)
    if duty.role not in appoints(turn.roles):
        return turn.reply("staff-not-yours", choices=[to_staff(turn)])
    if duty.person_id == turn.person.id:
        return turn.reply("staff-own", choices=[to_staff(turn)])
    return _last(turn) if _is_last_officer(turn, duty) else None


def remove(turn: Turn, duty: Staff) -> list[Reply]:
    """End a role; its holder is told, with the menu of what they may still do."""
    against = objection(turn, duty)
    if against is not None:
        return [against]
    if not staff.end(turn.work, duty, turn.now):
        return [gone(turn)]
    record(turn, "revoke", duty.id, role=duty.role)
    give_back_work(turn, duty.person_id)
    role = role_words(turn, duty.role, duty.agency_id)
    _tell(turn, duty, "notice-role-ended", role=role)
    who = holder(turn, duty, turn.work.session.get_one(Person, duty.person_id))
    return [turn.reply("staff-removed", choices=[to_staff(turn)], who=who)]


def change(turn: Turn, duty: Staff, role: Role, agency_id: int | None) -> list[Reply]:
    """Give another role in place of this one; history goes on naming the old one."""
    against = objection(turn, duty)
    if against is not None:
        return [against]
    if role not in appoints(turn.roles):
        return [turn.reply("staff-not-yours", choices=[to_staff(turn)])]
    if not staff.end(turn.work, duty, turn.now):
        return [gone(turn)]
    new = staff.give(turn.work, turn.commune_id, duty.person_id, role, agency_id, turn.now)
    new.seen_at = duty.seen_at  # being given a role is no sign of life
    record(turn, "role_changed", new.id, role=role, before=duty.role, replaces=duty.id)
    give_back_work(turn, duty.person_id)
    before = role_words(turn, duty.role, duty.agency_id)
    after = role_words(turn, role, agency_id)
    _tell(turn, duty, "notice-role-changed", before=before, after=after)
    who = holder(turn, new, turn.work.session.get_one(Person, duty.person_id))
    return [turn.reply("staff-changed", choices=[to_staff(turn)], who=who)]


def record(
    turn: Turn, action: str, subject_id: int | None, *, subject: str = "staff", **detail: object
) -> None:
    """A line of the audit: under which role who changed the staff did so."""
    assert subject_id is not None
    audit.record(
        turn.work,
        commune_id=turn.commune_id,
        at=turn.now,
        action=action,
        subject=subject,
        subject_id=subject_id,
        person_id=turn.person.id,
        staff_id=turn.acting_as(Action.INVITE_STAFF).id,
        **detail,
    )


def gone(turn: Turn) -> Reply:
    """The role has ended already, or is another commune's."""
    return turn.reply("staff-gone", choices=[to_staff(turn)])


def to_staff(turn: Turn) -> Choice:
    """A button to the list of staff."""
    return turn.command("staff-list.open", "/canbo")


def _last(turn: Turn) -> Reply:
    return turn.reply("staff-last-officer", choices=[to_staff(turn)])


def _is_last_officer(turn: Turn, duty: Staff) -> bool:
    """Without an office a commune can do nothing any more, not even invite one."""
    if duty.role != Role.OFFICE:
        return False
    return staff.hold_office(turn.work, turn.commune_id) <= {duty.person_id}


def _tell(turn: Turn, duty: Staff, key: str, **values: Any) -> None:
    left = staff.active(turn.work, turn.commune_id, duty.person_id)
    menu = menu_for(turn, {Role(one.role) for one in left})
    back = turn.command("menu-work", "/viec") if left else turn.command("menu-home", "/start")
    notice = replace(turn.reply(key, choices=[back], **values), menu=menu)
    tell_people(turn, [duty.person_id], f"staff:{duty.id}:{key}", notice)
