"""A matter beyond the commune's authority goes on to others: named, told, never an answer."""

from statemachine import State

from dialogue.errors import NotAllowed
from dialogue.petition import PetitionEvent, after
from dialogue.roles import Action
from dialogue.task import OPEN, Purpose
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Reply
from handlers.petition.notify import tell_author
from handlers.petition.record import record
from handlers.petition.tasks import withdraw_tasks
from handlers.reading import has_letters, said
from handlers.refused import not_allowed, to_case, to_work, too_late
from handlers.turn import Answer, Turn
from storage import petitions
from storage.errors import Outdated
from storage.tables import Petition

LONGEST_BODY, LONGEST_NOTE = 200, 1_000
# The line of history that each event is.
KINDS = {
    PetitionEvent.PASS_ON: "passed_on",
    PetitionEvent.SUBMIT_UPWARD: "submitted_upward",
}


def _petition(turn: Turn) -> Petition:
    return turn.work.session.get_one(Petition, turn.data["petition"])


def _event(turn: Turn) -> PetitionEvent:
    return PetitionEvent(turn.data["event"])


def ask_body(turn: Turn) -> Reply:
    return turn.reply(f"forward-ask-{KINDS[_event(turn)]}", "cancel", code=_petition(turn).code)


def read_body(turn: Turn, answer: Answer) -> Said | Misread:
    """The first line names the body; what stands below it are words for the author."""
    if answer.value == "cancel":
        return said("cancel")
    first, _, rest = answer.text.strip().partition("\n")
    body, note = " ".join(first.split()), " ".join(rest.split())
    if answer.files or not has_letters(body):
        return Misread(key="forward-body-needed")
    for text, longest in ((body, LONGEST_BODY), (note, LONGEST_NOTE)):
        if len(text) > longest:
            return Misread(key="talk-too-long", values={"longest": longest, "length": len(text)})
    return said("give_body", body=body, note=note)


class Forwarding(Conversation):
    """To which body, with a remark where one is needed: one answer, so that no words are held."""

    staff = True

    opening = State(initial=True)
    naming_body = State()
    forwarded = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(naming_body)
    give_body = naming_body.to(forwarded)
    cancel = naming_body.to(cancelled)

    questions = {"naming_body": Question(ask=ask_body, read=read_body)}

    def on_give_body(self, turn: Turn, body: str, note: str) -> None:
        turn.said.append(_forwarded(turn, _petition(turn), body, note))

    def on_cancel(self, turn: Turn) -> None:
        choices = [to_case(turn, _petition(turn)), to_work(turn)]
        turn.said.append(turn.reply("refusal-cancelled", choices=choices))


def _forwarded(turn: Turn, petition: Petition, body: str, note: str) -> Reply:
    """Agencies that had it are told that they need not answer any more."""
    if not turn.may(Action.CONCLUDE):  # a role may have gone meanwhile
        return not_allowed(turn)
    event = _event(turn)
    try:
        state = after(petition.state, event)
        petitions.change(turn.work, petition, turn.data["version"], turn.now, state=state)
    except (NotAllowed, Outdated):
        return too_late(turn, petition)
    for purpose in Purpose:
        withdraw_tasks(turn, petition, purpose, OPEN)
    return _told(turn, petition, KINDS[event], body, note)


def _told(turn: Turn, petition: Petition, kind: str, body: str, note: str) -> Reply:
    acting = turn.acting_as(Action.CONCLUDE)
    written = f"{body}. {note}" if note else body
    event = record(turn, petition, kind, acting=acting, note=written)
    remark = f"\n{turn.say('event-note', note=note)}" if note else ""
    told = tell_author(turn, petition, event, f"notice-{kind}", body=body, note=remark)
    return turn.reply(
        "forward-done" if told else "forward-done-not-told",
        choices=[to_case(turn, petition), to_work(turn)],
        code=petition.code,
        body=body,
    )
