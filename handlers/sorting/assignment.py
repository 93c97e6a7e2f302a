"""To whom a petition is given: the lead agency, those that help it, and by when."""

from collections.abc import Sequence
from datetime import date

from statemachine import State

from dialogue.errors import NotAllowed
from dialogue.roles import Action
from dialogue.task import Purpose
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.paged_choices import shown_page, turned
from handlers.petition import tasks as given
from handlers.petition.law import cited
from handlers.petition.summary import excerpt
from handlers.petition.task_due import latest, limit_of
from handlers.reading import not_offered, said
from handlers.refused import not_allowed, to_case, to_work, too_late
from handlers.turn import Answer, Turn
from handlers.typed_days import typed_day
from locales.dates import local_date
from storage import communes
from storage.errors import Outdated
from storage.tables import Agency, Petition, Task

LONGEST_CONTENT = 600
DONE, LIMIT, NO_DATE = "done", "limit", "no_date"


def _petition(turn: Turn) -> Petition:
    return turn.work.session.get_one(Petition, turn.data["petition"])


def _purpose(turn: Turn) -> Purpose:
    return Purpose(turn.data["purpose"])


def _agencies(turn: Turn) -> Sequence[Agency]:
    return communes.agencies(turn.work, turn.commune_id)


def _name(turn: Turn, agency: int) -> str:
    return turn.work.session.get_one(Agency, agency).name


def ask_lead(turn: Turn) -> Reply:
    petition = _petition(turn)
    offered = [Choice(label=one.name, value=str(one.id)) for one in _agencies(turn)]
    return turn.reply(
        "assign-ask-lead" if offered else "assign-no-agency",
        "cancel",
        choices=shown_page(turn, offered),
        code=petition.code,
        purpose=turn.say(f"task-purpose-{_purpose(turn)}"),
        content=excerpt(turn, petition, LONGEST_CONTENT),
    )


def read_lead(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    return turned(turn, answer) or _read_agency(turn, answer, "choose_lead")


def _read_agency(turn: Turn, answer: Answer, event: str) -> Said | Misread:
    if answer.value in {str(one.id) for one in _agencies(turn)}:
        return said(event, agency=int(answer.value))
    return not_offered(turn, answer)


def ask_helpers(turn: Turn) -> Reply:
    """Those that may still be added; who was chosen stands in the text."""
    lead, helpers = turn.data["lead"], turn.data["helpers"]
    free = [one for one in _agencies(turn) if one.id not in (lead, *helpers)]
    done = turn.say("assign-ask-helpers.done" if helpers else "assign-ask-helpers.none")
    offered = [Choice(label=one.name, value=str(one.id)) for one in free]
    return turn.reply(
        "assign-ask-helpers",
        choices=[Choice(label=done, value=DONE), *shown_page(turn, offered)],
        lead=_name(turn, lead),
        helpers=", ".join(_name(turn, one) for one in helpers) or turn.say("assign-nobody"),
    )


def read_helper(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == DONE:
        return said("finish_helpers")
    return turned(turn, answer) or _read_agency(turn, answer, "add_helper")


def ask_date(turn: Turn) -> Reply:
    """The regulation's date with its clause, where it sets one; an earlier one may be typed."""
    limit = limit_of(turn, _petition(turn), _purpose(turn))
    last = latest(turn, _petition(turn), _purpose(turn))
    if limit is None or limit.legal_due is None or last is None:
        return turn.reply("assign-ask-date-none", "no_date")
    offered = Choice(label=turn.say("assign-ask-date.limit", date=turn.date(last)), value=LIMIT)
    passed = limit.legal_due < local_date(turn.now)
    return turn.reply(
        "assign-ask-date-passed" if passed else "assign-ask-date",
        choices=[offered],
        date=turn.date(limit.legal_due),
        clause=cited(turn, limit.clause, limit.regulation_id),
    )


def read_date(turn: Turn, answer: Answer) -> Said | Misread:
    """Earlier than the regulation's date is the office's to say; later is refused by its clause."""
    last = latest(turn, _petition(turn), _purpose(turn))
    if answer.value == LIMIT and last is not None:
        return said("choose_date", due=last)
    if answer.value == NO_DATE and last is None:
        return said("choose_date", due=None)
    today = local_date(turn.now)
    day = typed_day(answer.text, after=today)
    if day is None or answer.files:
        return Misread(key="assign-date-unclear")
    if day < today:
        return Misread(key="assign-date-past", values={"date": turn.date(day)})
    if last is not None and day > last:
        return _beyond(turn, last)
    return said("choose_date", due=day)


def _beyond(turn: Turn, last: date) -> Misread:
    limit = limit_of(turn, _petition(turn), _purpose(turn))
    assert limit is not None
    clause = cited(turn, limit.clause, limit.regulation_id)
    return Misread(key="assign-date-late", values={"date": turn.date(last), "clause": clause})


class Assignment(Conversation):
    """A lead agency, its helpers, a day."""

    staff = True

    opening = State(initial=True)
    choosing_lead = State()
    choosing_helpers = State()
    choosing_date = State()
    assigned = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(choosing_lead)
    turn_page = choosing_lead.to(choosing_lead, internal=True) | choosing_helpers.to(
        choosing_helpers, internal=True
    )
    choose_lead = choosing_lead.to(choosing_helpers)
    add_helper = choosing_helpers.to(choosing_helpers, internal=True)
    finish_helpers = choosing_helpers.to(choosing_date)
    choose_date = choosing_date.to(assigned)
    cancel = choosing_lead.to(cancelled)

    questions = {
        "choosing_lead": Question(ask=ask_lead, read=read_lead),
        "choosing_helpers": Question(ask=ask_helpers, read=read_helper),
        "choosing_date": Question(ask=ask_date, read=read_date),
    }

    @classmethod
    def step_back(cls, turn: Turn, state: str) -> None:
        """Who goes back chooses those agencies anew."""
        turn.data.update(page=0, helpers=[])

    def on_turn_page(self, turn: Turn, page: int) -> None:
        turn.data["page"] = page

    def on_choose_lead(self, turn: Turn, agency: int) -> None:
        turn.data.update(lead=agency, helpers=[], page=0)

    def on_add_helper(self, turn: Turn, agency: int) -> None:
        turn.data["helpers"] = [*turn.data["helpers"], agency]

    def on_choose_date(self, turn: Turn, due: date | None) -> None:
        turn.said.append(_assigned(turn, _petition(turn), due))

    def on_cancel(self, turn: Turn) -> None:
        petition = _petition(turn)
        choices = [to_case(turn, petition), to_work(turn)]
        turn.said.append(turn.reply("refusal-cancelled", choices=choices))


def _assigned(turn: Turn, petition: Petition, due: date | None) -> Reply:
    """Given as it was seen; of two officers at once one does, the other sees what it became."""
    if not turn.may(Action.ASSIGN):  # a role may have gone meanwhile
        return not_allowed(turn)
    if petition.version != turn.data["version"]:
        return too_late(turn, petition)
    try:
        made = given.assign(
            turn,
            petition,
            by=turn.acting_as(Action.ASSIGN),
            lead=turn.data["lead"],
            coordinating=turn.data["helpers"],
            purpose=_purpose(turn),
            due=due,
        )
    except (NotAllowed, Outdated):
        return too_late(turn, petition)
    return _done(turn, petition, made)


def _done(turn: Turn, petition: Petition, made: Sequence[Task]) -> Reply:
    """What was given; an agency that nobody reaches in the chat is named, to be told on paper."""
    names = ", ".join(given.agency_name(turn.work, task) for task in made)
    unreached = [task for task in made if not given.is_reached(turn, task)]
    by_hand = ", ".join(given.agency_name(turn.work, task) for task in unreached)
    return turn.reply(
        "assign-done",
        choices=[to_case(turn, petition), to_work(turn)],
        code=petition.code,
        agencies=names,
        purpose=turn.say(f"task-purpose-{_purpose(turn)}"),
        due=given.due_words(turn, made[0].due_on),
        by_hand=f"\n\n{turn.say('assign-by-hand', agencies=by_hand)}" if by_hand else "",
    )
