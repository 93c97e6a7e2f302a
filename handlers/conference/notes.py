"""A few words about what is done to a conference: a reason, a deputy's name, a paper's number."""

from statemachine import State

from dialogue.conference_life import ConferenceEvent
from dialogue.roles import Action
from handlers.conference import acts, milestones, view
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Reply
from handlers.reading import line, not_offered, said
from handlers.refused import not_allowed
from handlers.turn import Answer, Turn
from storage import placing
from storage.tables import Conference

LONGEST_NOTE = 1_000
LATE, TICK, DEPUTY, DISCARD = "late", "tick", "deputy", "discard"
# Of these nothing has to be said.
WORDLESS = (TICK, DISCARD)
EVENTS = {
    "postpone": ConferenceEvent.POSTPONE,
    "cancel": ConferenceEvent.CANCEL,
    DEPUTY: ConferenceEvent.DELEGATE,
    DISCARD: ConferenceEvent.DISCARD,
}


def conference_of(turn: Turn) -> Conference:
    """The conference that it is about."""
    return turn.work.session.get_one(Conference, turn.data["conference"])


def ask_note(turn: Turn) -> Reply:
    about, conference = turn.data["about"], conference_of(turn)
    labels = ("skip", "cancel") if about in WORDLESS else ("cancel",)
    chair = turn.say(f"chair-{conference.chair}")
    return turn.reply(
        f"conference-ask-{about}",
        *labels,
        code=conference.code,
        title=_title(turn, conference),
        chair=chair,
        attached=_attached(turn, conference) if about == DISCARD else "",
    )


def _attached(turn: Turn, conference: Conference) -> str:
    """What is there besides the plan, and that none of it is lost."""
    counts = {
        "petitions": placing.count_sent(turn.work, conference),
        "delegates": placing.count_delegates(turn.work, conference),
    }
    said = [
        turn.say(f"conference-discard-{what}", count=count, code=conference.code)
        for what, count in counts.items()
        if count
    ]
    return "".join(f"\n• {line}" for line in said)


def _title(turn: Turn, conference: Conference) -> str:
    """Of the milestone that is ticked off; what is remembered is its key."""
    point = milestones.point_of(turn, conference, turn.data.get("key", ""))
    return point.milestone.title if point else ""


def read_note(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    if answer.value == "skip" and turn.data["about"] in WORDLESS:
        return said("give_note", note="")
    if answer.value:
        return not_offered(turn, answer)
    return line("give_note", "note", longest=LONGEST_NOTE, needed="conference-words-needed")(
        turn, answer
    )


class ConferenceNote(Conversation):
    """The words, and then it is done."""

    staff = True

    opening = State(initial=True)
    writing_note = State()
    noted = State(final=True)
    left = State(final=True)

    begin = opening.to(writing_note)
    give_note = writing_note.to(noted)
    cancel = writing_note.to(left)

    questions = {"writing_note": Question(ask=ask_note, read=read_note)}

    def on_give_note(self, turn: Turn, note: str) -> None:
        turn.said.extend(_done(turn, note))

    def on_cancel(self, turn: Turn) -> None:
        dropped = turn.reply("plan-dropped", choices=view.ways(turn))
        turn.said.extend([dropped, view.show(turn, conference_of(turn))])


def _done(turn: Turn, note: str) -> list[Reply]:
    about, conference, seen = turn.data["about"], conference_of(turn), turn.data["version"]
    if about == TICK:
        return _ticked(turn, conference, note)
    if about == LATE:
        refused = acts.check_notice(turn, conference, with_reason=True)
        return refused or acts.announce(turn, conference, seen, note=note)
    if about == DEPUTY:
        deputy = {"deputy": note}
        return acts.carry_out(turn, conference, EVENTS[about], seen, note=note, **deputy)
    return acts.carry_out(turn, conference, EVENTS[about], seen, note=note)


def _ticked(turn: Turn, conference: Conference, document: str) -> list[Reply]:
    if not turn.may(Action.MANAGE_CONFERENCE):  # the role may have gone while it was written
        return [not_allowed(turn)]
    point = milestones.point_of(turn, conference, turn.data["key"])
    if point is not None and milestones.may_be_ticked(point):
        milestones.tick_off(turn, conference, point, document)
    return [milestones.show(turn, conference)]
