"""/phanloai: the field of an opinion and how it is to be answered; again to correct it."""

from statemachine import State

from dialogue.petition import PetitionEvent, PetitionState, after
from dialogue.roles import Action
from handlers import converse
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Choice, Reply
from handlers.paged_choices import shown_page, turned
from handlers.petition.conference import regulation_of
from handlers.petition.law import cited
from handlers.petition.notify import tell_author
from handlers.petition.record import record
from handlers.petition.summary import excerpt, field_name
from handlers.reading import not_offered, said
from handlers.refused import not_allowed, to_case, to_work, too_late
from handlers.sorting.asked import Asked, asked, objection, waiting
from handlers.turn import Answer, Turn
from storage import communes, petitions
from storage.errors import Outdated
from storage.tables import Petition
from storage.tables.petition import Disposition

# The paper whose parts are the three dispositions (hai-phong-13-hd V.1(3)).
PAPER = "synthesis_report"
LONGEST_CONTENT = 600


def classify(turn: Turn, argument: str) -> list[Reply]:
    """/phanloai CODE [VERSION]."""
    if not argument:
        return [_waiting(turn)]
    meant = asked(turn, argument, Action.CLASSIFY)
    if not isinstance(meant, Asked):
        return [meant]
    refused = objection(turn, meant, PetitionEvent.CLASSIFY)
    if refused is not None:
        return [refused]
    petition = meant.petition
    return converse.begin(turn, Classification, petition=petition.id, version=meant.version)


def _waiting(turn: Turn) -> Reply:
    if not turn.may(Action.CLASSIFY):
        return not_allowed(turn)
    return waiting(turn, "classify-waiting", "/phanloai", PetitionState.ACCEPTED)


def _petition(turn: Turn) -> Petition:
    return turn.work.session.get_one(Petition, turn.data["petition"])


def ask_field(turn: Turn) -> Reply:
    petition = _petition(turn)
    fields = communes.fields(turn.work, turn.commune_id)
    return turn.reply(
        "classify-ask-field",
        choices=shown_page(turn, [Choice(label=one.name, value=str(one.id)) for one in fields]),
        code=petition.code,
        field=field_name(turn, petition),
        content=excerpt(turn, petition, LONGEST_CONTENT),
    )


def read_field(turn: Turn, answer: Answer) -> Said | Misread:
    if (page := turned(turn, answer)) is not None:
        return page
    for field in communes.fields(turn.work, turn.commune_id):
        if answer.value == str(field.id):
            return said("choose_field", field=field.id)
    return not_offered(turn, answer)


def ask_disposition(turn: Turn) -> Reply:
    petition = _petition(turn)
    return turn.reply(
        "classify-ask-disposition", *Disposition, code=petition.code, law=_law(turn, petition)
    )


def read_disposition(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value in tuple(Disposition):
        return said("choose_disposition", disposition=answer.value)
    return not_offered(turn, answer)


def _law(turn: Turn, petition: Petition) -> str:
    """The clause that has opinions arranged so, where the conference's regulation states it."""
    regulation = regulation_of(turn, petition)
    paper = regulation.papers.get(PAPER) if regulation else None
    if paper is None:
        return ""
    return f" ({cited(turn, paper.clause, paper.regulation)})"


class Classification(Conversation):
    """A field, then a disposition."""

    staff = True

    opening = State(initial=True)
    choosing_field = State()
    choosing_disposition = State()
    classified = State(final=True)

    begin = opening.to(choosing_field)
    turn_page = choosing_field.to(choosing_field, internal=True)
    choose_field = choosing_field.to(choosing_disposition)
    choose_disposition = choosing_disposition.to(classified)

    questions = {
        "choosing_field": Question(ask=ask_field, read=read_field),
        "choosing_disposition": Question(ask=ask_disposition, read=read_disposition),
    }

    def on_turn_page(self, turn: Turn, page: int) -> None:
        turn.data["page"] = page

    def on_choose_field(self, turn: Turn, field: int) -> None:
        turn.data["field"] = field

    def on_choose_disposition(self, turn: Turn, disposition: str) -> None:
        turn.said.append(_classified(turn, _petition(turn), disposition))


def _classified(turn: Turn, petition: Petition, disposition: str) -> Reply:
    """Written down as it was seen, and told to the author."""
    if not turn.may(Action.CLASSIFY):  # a role may have gone meanwhile
        return not_allowed(turn)
    meant = Asked(petition=petition, verb="", version=turn.data["version"])
    refused = objection(turn, meant, PetitionEvent.CLASSIFY)
    if refused is not None:
        return refused
    state = after(petition.state, PetitionEvent.CLASSIFY)
    values = {"state": state, "field_id": turn.data["field"], "disposition": disposition}
    try:
        petitions.change(turn.work, petition, turn.data["version"], turn.now, **values)
    except Outdated:
        return too_late(turn, petition)
    return _told(turn, petition)


def _told(turn: Turn, petition: Petition) -> Reply:
    field = field_name(turn, petition)
    way = turn.say(f"disposition-{petition.disposition}")
    acting = turn.acting_as(Action.CLASSIFY)
    event = record(turn, petition, "classified", acting=acting, note=f"{field}; {way}")
    tell_author(turn, petition, event, "notice-classified", field=field, way=way)
    return turn.reply(
        "classify-done",
        choices=[*_next(turn, petition), to_case(turn, petition), to_work(turn)],
        code=petition.code,
        field=field,
        way=way,
    )


def _next(turn: Turn, petition: Petition) -> list[Choice]:
    if not turn.may(Action.ASSIGN):
        return []
    return [turn.command("case-assign", f"/giao {petition.code} {petition.version}")]
