"""Which conference a petition is put on: one of the general box, or one whose own is not held."""

from collections.abc import Sequence

from statemachine import State

from dialogue.roles import Action
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.petition.placing import can_be_placed, put_on
from handlers.reading import not_offered, said
from handlers.refused import not_allowed, to_case, to_work, too_late
from handlers.turn import Answer, Turn
from locales.dates import local_date
from storage import conferences
from storage.errors import Outdated
from storage.tables import Conference, Petition


def _petition(turn: Turn) -> Petition:
    return turn.work.session.get_one(Petition, turn.data["petition"])


def _ahead(turn: Turn) -> Sequence[Conference]:
    return conferences.upcoming(turn.work, turn.commune_id, turn.now)


def ask_conference(turn: Turn) -> Reply:
    offered = [Choice(label=_label(turn, one), value=str(one.id)) for one in _ahead(turn)]
    key = "place-ask" if offered else "place-no-conference"
    return turn.reply(key, "cancel", choices=offered, code=_petition(turn).code)


def _label(turn: Turn, conference: Conference) -> str:
    day = turn.date(local_date(conference.starts_at))
    return turn.say("intake-conference-choice", title=conference.title, date=day)


def read_conference(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    if answer.value in {str(one.id) for one in _ahead(turn)}:
        return said("choose_conference", conference=int(answer.value))
    return not_offered(turn, answer)


class Placing(Conversation):
    """Which of the conferences to come."""

    staff = True

    opening = State(initial=True)
    choosing_conference = State()
    placed = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(choosing_conference)
    choose_conference = choosing_conference.to(placed)
    cancel = choosing_conference.to(cancelled)

    questions = {"choosing_conference": Question(ask=ask_conference, read=read_conference)}

    def on_choose_conference(self, turn: Turn, conference: int) -> None:
        turn.said.append(_placed(turn, _petition(turn), conference))

    def on_cancel(self, turn: Turn) -> None:
        choices = [to_case(turn, _petition(turn)), to_work(turn)]
        turn.said.append(turn.reply("refusal-cancelled", choices=choices))


def _placed(turn: Turn, petition: Petition, number: int) -> Reply:
    if not turn.may(Action.MANAGE_CONFERENCE):  # a role may have gone meanwhile
        return not_allowed(turn)
    if not can_be_placed(turn, petition):
        return too_late(turn, petition)
    conference = turn.work.session.get_one(Conference, number)
    acting = turn.acting_as(Action.MANAGE_CONFERENCE)
    try:
        told = put_on(turn, petition, conference, seen=turn.data["version"], by=acting)
    except Outdated:
        return too_late(turn, petition)
    return turn.reply(
        "place-done" if told else "place-done-not-told",
        choices=[to_case(turn, petition), to_work(turn)],
        code=petition.code,
        conference=conference.title,
    )
