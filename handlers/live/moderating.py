"""What is done with a question at the press of a button, as it was seen; the second is told.

1. The session is locked, so that what is decided here holds until the transaction ends.
2. The question must stand as the moderator saw it; else they see who did what meanwhile.
3. The change, the audit, and the notice to its author are one transaction.
"""

from collections.abc import Sequence
from typing import Any

from dialogue.conference_life import ConferenceState
from dialogue.roles import Action
from dialogue.session_question import QuestionEvent, QuestionState, after, may
from handlers.live import overview
from handlers.live.telling import note, tell
from handlers.live.words import outcome, state_words, village_of
from handlers.live.written import write_later
from handlers.messages import Choice, Reply
from handlers.reading import whole_number
from handlers.refused import not_allowed
from handlers.turn import Turn
from storage import live
from storage import staff as staff_rows
from storage.tables import Conference, SessionQuestion

# The buttons, in their order: what the state must take, and the verb.
VERBS = (
    (QuestionEvent.LET_THROUGH, "qua"),
    (QuestionEvent.ANSWER, "traloi"),
    (QuestionEvent.DEFER, "vanban"),
    (QuestionEvent.PUT_BACK, "trave"),
    (QuestionEvent.AMEND, "sualoi"),
    (QuestionEvent.REFUSE, "tuchoi"),
    (QuestionEvent.RECONSIDER, "xetlai"),
)


def show(turn: Turn, conference: Conference, question: SessionQuestion) -> Reply:
    """One question, with what may be done now."""
    became = outcome(turn, question)
    return turn.reply(
        "question",
        facts=[
            turn.fact("fact-state", state_words(turn, question)),
            turn.fact("summary-name", question.name),
            turn.fact("summary-village", village_of(turn, question)),
            turn.fact("question-fact-asked", turn.time(question.asked_at)),
            *([turn.fact("question-fact-outcome", became)] if became else []),
        ],
        choices=[*_buttons(turn, conference, question), *overview.back(turn, conference)],
        number=question.number,
        text=question.text,
    )


def show_one(turn: Turn, conference: Conference, typed: str) -> list[Reply]:
    """The question of this number."""
    question = live.question(turn.work, conference, whole_number(typed) or 0)
    if question is None:
        return [turn.reply("question-unknown"), overview.show(turn, conference)]
    return [show(turn, conference, question)]


def refuse(
    turn: Turn,
    conference: Conference,
    question: SessionQuestion | None,
    event: QuestionEvent,
    seen: int | None,
) -> list[Reply]:
    """Why it cannot be done now; nothing where it can, and until the transaction ends."""
    if not turn.may(Action.RUN_SESSION):  # a role may have gone while words were written
        return [not_allowed(turn)]
    if question is None:
        return [turn.reply("question-unknown"), overview.show(turn, conference)]
    session = live.session_of(turn.work, conference, lock=True)
    turn.work.session.refresh(question)
    if not live.is_open(session) or conference.state != ConferenceState.IN_SESSION:
        return [turn.reply("live-is-closed"), overview.show(turn, conference)]
    if question.version != seen or not may(question.state, event):
        return _outdated(turn, conference, question)
    return []


def carry_out(
    turn: Turn,
    conference: Conference,
    question: SessionQuestion,
    event: QuestionEvent,
    **values: Any,
) -> None:
    """Do it to a question that `refuse` has found as it was seen."""
    by = turn.acting_as(Action.RUN_SESSION)
    state = after(question.state, event)
    live.change(
        turn.work, question, question.version, turn.now, state=state, decided_by=by.id, **values
    )
    note(turn, question, event, person_id=turn.person.id, by=by)


def let_through(turn: Turn, conference: Conference, question: SessionQuestion) -> list[Reply]:
    """It takes its place; the next that waits to be looked at is shown."""
    carry_out(turn, conference, question, QuestionEvent.LET_THROUGH)
    queue = live.queue(turn.work, conference)
    place = queue.index(question.number) + 1
    tell(turn, question, "notice-question-queued", place=place)
    done = turn.reply("question-let-through", number=question.number, place=place)
    return [done, following(turn, conference)]


def following(turn: Turn, conference: Conference) -> Reply:
    """The next question to look at; without one, where the session stands."""
    found = live.held(turn.work, conference, limit=1)
    return show(turn, conference, found[0]) if found else overview.show(turn, conference)


def reconsider(turn: Turn, conference: Conference, question: SessionQuestion) -> list[Reply]:
    """A refusal is taken back: it waits to be looked at again."""
    carry_out(turn, conference, question, QuestionEvent.RECONSIDER, reason="")
    tell(turn, question, "notice-question-reconsidered")
    return [show(turn, conference, question)]


def put_back(turn: Turn, conference: Conference, question: SessionQuestion) -> list[Reply]:
    """Its turn did not come about: it has the place that it had."""
    carry_out(turn, conference, question, QuestionEvent.PUT_BACK, called_at=None, answered_by="")
    return [turn.reply("question-put-back"), overview.show(turn, conference)]


def defer(turn: Turn, conference: Conference, question: SessionQuestion) -> list[Reply]:
    """A written answer is promised: it is a petition from now on."""
    by = turn.acting_as(Action.RUN_SESSION)
    petition, told = write_later(turn, question, QuestionEvent.DEFER, by)
    done = turn.reply("question-deferred", number=question.number, code=petition.code)
    return [done, *not_told(turn, told=told), overview.show(turn, conference)]


def not_told(turn: Turn, *, told: bool) -> list[Reply]:
    """Said where the author cannot be reached now."""
    return [] if told else [turn.reply("question-not-told")]


def call_next(turn: Turn, conference: Conference, words: Sequence[str]) -> list[Reply]:
    """The first in fair turns, unless one is being answered already."""
    session = live.session_of(turn.work, conference, lock=True)
    if not live.is_open(session) or conference.state != ConferenceState.IN_SESSION:
        return [turn.reply("live-is-closed"), overview.show(turn, conference)]
    if (called := live.called(turn.work, conference)) is not None:
        said = turn.reply("live-called-already", number=called.number, who=_who(turn, called))
        return [said, overview.show(turn, conference)]
    numbers = live.queue(turn.work, conference)[:1]
    for question in live.numbered(turn.work, conference, numbers):
        carry_out(turn, conference, question, QuestionEvent.CALL, called_at=turn.now)
        tell(turn, question, "notice-question-called")
    return [overview.show(turn, conference)]


def _outdated(turn: Turn, conference: Conference, question: SessionQuestion) -> list[Reply]:
    """Who was first, and how it stands now."""
    state, who = state_words(turn, question), _who(turn, question)
    key = "question-outdated"
    if question.state == QuestionState.WITHDRAWN:
        key, who = "question-gone", question.name
    said = turn.reply(key, number=question.number, state=state, who=who)
    return [said, show(turn, conference, question)]


def _who(turn: Turn, question: SessionQuestion) -> str:
    return staff_rows.name_of(turn.work, question.decided_by) or turn.say("live-nobody")


def _buttons(turn: Turn, conference: Conference, question: SessionQuestion) -> list[Choice]:
    if not live.is_open(live.session_of(turn.work, conference)):
        return []
    named = f"{question.number} {question.version}"
    return [
        turn.command(f"question-do-{verb}", f"/phien {conference.code} {verb} {named}")
        for event, verb in VERBS
        if may(question.state, event)
    ]
