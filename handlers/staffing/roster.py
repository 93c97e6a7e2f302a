"""/canbo: the staff of a commune, one of them, the codes that wait, and what may be done."""

from collections.abc import Callable, Mapping, Sequence

from dialogue.roles import Action, appoints
from handlers import converse
from handlers.messages import Choice, Reply
from handlers.pages import PAGE, around, page_of
from handlers.reading import whole_number
from handlers.refused import not_allowed
from handlers.staffing import appointing
from handlers.staffing.appointing import to_staff
from handlers.staffing.inviting import Invite
from handlers.staffing.removing import Remove
from handlers.staffing.replacing import Replace
from handlers.staffing.words import holder, is_away, name_of, role_words
from handlers.turn import Turn
from locales.dates import short_time
from locales.names import name_order
from storage import staff
from storage.tables import Invitation, Person, Staff

Member = tuple[Staff, Person]


def show(turn: Turn, argument: str) -> list[Reply]:
    """/canbo [VERB] [NUMBER]: the list, or what a button of it does."""
    if not turn.may(Action.INVITE_STAFF):
        return [not_allowed(turn)]
    verb, _, typed = argument.partition(" ")
    return VERBS.get(verb, _list)(turn, whole_number(typed) or 0)


def _list(turn: Turn, number: int) -> list[Reply]:
    """In Vietnamese order of names, eight to a page; the others are a press away."""
    members = sorted(
        staff.members(turn.work, turn.commune_id), key=lambda one: name_order(one[1].name)
    )
    page = page_of(number, len(members))
    on_page = page.of(members)
    reply = turn.reply(
        "staff-list",
        choices=[*_each(turn, on_page), *around(turn, page, "/canbo trang"), *_more(turn)],
        total=len(members),
        page=page.number,
        last=page.last,
        list="\n".join(_line(turn, one) for one in on_page),
    )
    return [reply]


def _each(turn: Turn, members: Sequence[Member]) -> list[Choice]:
    """Those whose role this person may change."""
    mine = appoints(turn.roles)
    return [
        Choice(label=holder(turn, duty, person), value=f"/canbo nguoi {duty.id}")
        for duty, person in members
        if duty.role in mine and duty.person_id != turn.person.id
    ]


def _line(turn: Turn, member: Member) -> str:
    duty, person = member
    line = turn.say("staff-line", who=holder(turn, duty, person), time=short_time(duty.seen_at))
    return line + _away(turn, duty)


def _away(turn: Turn, duty: Staff) -> str:
    if not is_away(turn, duty) or duty.stand_in_id is None or duty.away_until is None:
        return ""
    deputy = name_of(turn, turn.work.session.get_one(Person, duty.stand_in_id))
    return turn.say("staff-away", date=turn.date(duty.away_until), name=deputy)


def _more(turn: Turn) -> list[Choice]:
    waiting = len(staff.unused(turn.work, turn.commune_id, turn.now))
    codes = [turn.command("staff-list.codes", "/canbo ma", count=waiting)] if waiting else []
    invite = turn.command("staff-list.invite", "/canbo moi")
    return [invite, *codes, turn.command("menu-work", "/viec")]


def _member(turn: Turn, number: int) -> list[Reply]:
    found = staff.member(turn.work, turn.commune_id, number)
    if found is None:
        return [appointing.gone(turn)]
    duty, person = found
    return [
        turn.reply(
            "staff-member",
            choices=[*_changes(turn, duty), to_staff(turn)],
            who=holder(turn, duty, person),
            since=turn.time(duty.joined_at),
            seen=turn.time(duty.seen_at),
            away=_away(turn, duty),
        )
    ]


def _changes(turn: Turn, duty: Staff) -> list[Choice]:
    if duty.role not in appoints(turn.roles) or duty.person_id == turn.person.id:
        return []
    return [
        turn.command("staff-member.change", f"/canbo doi {duty.id}"),
        turn.command("staff-member.remove", f"/canbo thoi {duty.id}"),
    ]


def _remove(turn: Turn, number: int) -> list[Reply]:
    found = staff.member(turn.work, turn.commune_id, number)
    if found is None:
        return [appointing.gone(turn)]
    against = appointing.objection(turn, found[0])
    return [against] if against else converse.begin(turn, Remove, duty=number)


def _replace(turn: Turn, number: int) -> list[Reply]:
    found = staff.member(turn.work, turn.commune_id, number)
    if found is None:
        return [appointing.gone(turn)]
    against = appointing.objection(turn, found[0])
    return [against] if against else converse.begin(turn, Replace, duty=number)


def _invite(turn: Turn, number: int) -> list[Reply]:
    return converse.begin(turn, Invite)


def _codes(turn: Turn, number: int) -> list[Reply]:
    """The first page is enough: who has more codes out than that ends some first."""
    waiting = staff.unused(turn.work, turn.commune_id, turn.now)
    if not waiting:
        return [turn.reply("staff-no-codes", choices=[to_staff(turn)])]
    mine = appoints(turn.roles)
    shown = waiting[:PAGE]
    ends = [_end_button(turn, one) for one in shown if one.role in mine]
    lines = "\n".join(_code_line(turn, one) for one in shown)
    return [
        turn.reply("staff-codes", choices=[*ends, to_staff(turn)], total=len(waiting), list=lines)
    ]


def _code_line(turn: Turn, one: Invitation) -> str:
    role = role_words(turn, one.role, one.agency_id)
    expires = short_time(one.expires_at)
    return turn.say("staff-code-line", number=one.id, role=role, expires=expires)


def _end_button(turn: Turn, one: Invitation) -> Choice:
    role = role_words(turn, one.role, one.agency_id)
    label = turn.say("staff-codes.end", number=one.id, role=role)
    return Choice(label=label, value=f"/canbo huyma {one.id}")


def _end_code(turn: Turn, number: int) -> list[Reply]:
    waiting = {one.id: one for one in staff.unused(turn.work, turn.commune_id, turn.now)}
    code = waiting.get(number)
    if code is not None and code.role not in appoints(turn.roles):
        return [turn.reply("staff-not-yours", choices=[to_staff(turn)])]
    if code is None or not staff.withdraw(turn.work, turn.commune_id, number, turn.now):
        return [turn.reply("staff-code-gone", choices=[to_staff(turn)])]
    appointing.record(turn, "invitation_ended", number, subject="invitation", role=code.role)
    return [turn.reply("staff-code-ended", choices=[to_staff(turn)], number=number)]


VERBS: Mapping[str, Callable[[Turn, int], list[Reply]]] = {
    "trang": _list,
    "nguoi": _member,
    "doi": _replace,
    "thoi": _remove,
    "moi": _invite,
    "ma": _codes,
    "huyma": _end_code,
}
