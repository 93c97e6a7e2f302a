"""/bangiao: somebody stands in for who is on leave; it ends by itself after the last day."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from statemachine import State

from dialogue.roles import Action
from handlers import converse
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.paged_choices import shown_page
from handlers.petition.tell_staff import tell_people
from handlers.reading import said
from handlers.refused import not_allowed, to_work
from handlers.staffing.choice import read_choice
from handlers.staffing.words import is_away, name_of, role_words
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import local_date
from locales.names import name_order
from storage import audit, staff
from storage.tables import Person, Staff

# Ours: who is away for longer gives up the role, and somebody else is given it.
LONGEST = timedelta(days=180)
TAKE_BACK = "nhanlai"


def show(turn: Turn, argument: str) -> list[Reply]:
    """/bangiao [nhanlai]: hand over, see to whom one has, or take it back."""
    if not turn.may(Action.HAND_OVER):
        return [not_allowed(turn)]
    away = _handed_over(turn)
    if argument.strip() == TAKE_BACK:
        return [_taken_back(turn, away)]
    if away:
        return [_standing(turn, away[0])]
    if not _deputies(turn):
        return [turn.reply("hand-over-nobody", choices=[to_work(turn)])]
    return converse.begin(turn, HandOver)


def _handed_over(turn: Turn) -> list[Staff]:
    return [duty for duty in turn.duties if is_away(turn, duty)]


def _deputies(turn: Turn) -> list[Person]:
    """Colleagues who are here and hold one of this person's roles: no role is handed over."""
    found = {
        person.id: person
        for duty, person in staff.members(turn.work, turn.commune_id)
        if duty.role in turn.roles and person.id != turn.person.id and not is_away(turn, duty)
    }
    return sorted(found.values(), key=lambda person: name_order(person.name))


def _shared(turn: Turn, deputy: int) -> list[Staff]:
    """The roles of this person that the deputy holds too."""
    theirs = {duty.role for duty in staff.active(turn.work, turn.commune_id, deputy)}
    return [duty for duty in turn.duties if duty.role in theirs]


def _offered(turn: Turn) -> Sequence[Choice]:
    return [Choice(label=_who(turn, person), value=str(person.id)) for person in _deputies(turn)]


def _who(turn: Turn, person: Person) -> str:
    duties = staff.active(turn.work, turn.commune_id, person.id)
    roles = ", ".join(role_words(turn, duty.role, duty.agency_id) for duty in duties)
    return turn.say("staff-holder", name=name_of(turn, person), role=roles)


def _ask_deputy(turn: Turn) -> Reply:
    return turn.reply("hand-over-ask-who", "cancel", choices=shown_page(turn, _offered(turn)))


def _read_deputy(turn: Turn, answer: Answer) -> Said | Misread:
    return read_choice(turn, answer, _offered(turn), "choose_deputy")


def _ask_until(turn: Turn) -> Reply:
    return turn.reply("hand-over-ask-until", "cancel", today=turn.date(local_date(turn.now)))


def _read_until(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    today = local_date(turn.now)
    day = typed_day(answer.text, after=today)
    if day is None:
        return Misread(key="hand-over-day-needed")
    if not today <= day <= today + LONGEST:
        longest = turn.date(today + LONGEST)
        return Misread(key="hand-over-day-outside", values={"longest": longest})
    return said("give_day", day=day)


class HandOver(Conversation):
    """Who stands in, and until when."""

    staff = True

    opening = State(initial=True)
    choosing_deputy = State()
    asking_until = State()
    handed_over = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(choosing_deputy)
    choose_deputy = choosing_deputy.to(asking_until)
    give_day = asking_until.to(handed_over)
    turn_page = choosing_deputy.to(choosing_deputy)
    cancel = choosing_deputy.to(cancelled) | asking_until.to(cancelled)

    questions = {
        "choosing_deputy": Question(ask=_ask_deputy, read=_read_deputy),
        "asking_until": Question(ask=_ask_until, read=_read_until),
    }

    def on_choose_deputy(self, turn: Turn, value: str) -> None:
        turn.data["deputy"] = int(value)

    def on_turn_page(self, turn: Turn, page: int) -> None:
        turn.data["page"] = page

    def on_give_day(self, turn: Turn, day: date) -> None:
        turn.said.append(_handed(turn, turn.data["deputy"], day))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(turn.reply("hand-over-cancelled", choices=[to_work(turn)]))


def _handed(turn: Turn, deputy: int, until: date) -> Reply:
    """Unless the deputy has left meanwhile, or is away too."""
    duties = _shared(turn, deputy)
    if not duties or deputy not in {person.id for person in _deputies(turn)}:
        return turn.reply("hand-over-nobody", choices=[to_work(turn)])
    staff.hand_over(turn.work, duties, until=until, stand_in=deputy)
    for duty in duties:
        _record(turn, "handed_over", duty, until=until.isoformat(), deputy=deputy)
    _tell(turn, deputy, "notice-stand-in", until)
    person = turn.work.session.get_one(Person, deputy)
    roles = ", ".join(role_words(turn, duty.role, duty.agency_id) for duty in duties)
    return turn.reply(
        "hand-over-done",
        choices=[_take_back(turn), to_work(turn)],
        name=name_of(turn, person),
        roles=roles,
        date=turn.date(until),
    )


def _standing(turn: Turn, duty: Staff) -> Reply:
    assert duty.away_until is not None
    name = _deputy_of(turn, duty)
    choices = [_take_back(turn), to_work(turn)]
    return turn.reply(
        "hand-over-standing", choices=choices, name=name, date=turn.date(duty.away_until)
    )


def _taken_back(turn: Turn, away: list[Staff]) -> Reply:
    if not away:
        return turn.reply("hand-over-none", choices=[to_work(turn)])
    deputies = dict.fromkeys(duty.stand_in_id for duty in away if duty.stand_in_id)
    staff.hand_over(turn.work, away, until=None, stand_in=None)
    for duty in away:
        _record(turn, "taken_back", duty)
    for deputy in deputies:
        _tell(turn, deputy, "notice-stand-in-over")
    return turn.reply("hand-over-over", choices=[to_work(turn)])


def _take_back(turn: Turn) -> Choice:
    return turn.command("hand-over-done.take_back", f"/bangiao {TAKE_BACK}")


def _deputy_of(turn: Turn, duty: Staff) -> str:
    assert duty.stand_in_id is not None
    return name_of(turn, turn.work.session.get_one(Person, duty.stand_in_id))


def _tell(turn: Turn, deputy: int, key: str, until: date | None = None) -> None:
    """Under a key of its own for each time that it happens."""
    values: dict[str, Any] = {"date": turn.date(until)} if until else {}
    notice = turn.reply(key, choices=[to_work(turn)], name=turn.person.name, **values)
    tell_people(turn, [deputy], f"{key}:{turn.person.id}:{turn.now.isoformat()}", notice)


def _record(turn: Turn, action: str, duty: Staff, **detail: object) -> None:
    assert duty.id is not None
    audit.record(
        turn.work,
        commune_id=turn.commune_id,
        at=turn.now,
        action=action,
        subject="staff",
        subject_id=duty.id,
        person_id=turn.person.id,
        staff_id=duty.id,
        **detail,
    )
