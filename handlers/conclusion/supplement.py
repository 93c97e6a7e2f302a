"""Matters that need the longer limit: more time for the notice, with its reason and its clause."""

from statemachine import State

from dialogue.errors import NotAllowed
from dialogue.matter import EventKind, ExtensionRefused
from dialogue.milestones import NOTICE
from dialogue.roles import Action
from handlers import converse
from handlers.clock.happening import Act, extend
from handlers.conclusion.session import conference_of, in_hand, limit_of, told
from handlers.conversation import Conversation, Question
from handlers.messages import Reply
from handlers.petition.law import cited
from handlers.reading import line, said
from handlers.refused import not_allowed
from handlers.turn import Turn
from handlers.voice import Voice
from locales.dates import local_date
from storage import audit, conclusions, deadlines
from storage.tables import Conference, Deadline

LONGEST_REASON = 500

_read_reason = line(
    "give_reason", "reason", longest=LONGEST_REASON, needed="conclusion-reason-needed"
)


def may_wait(voice: Voice, conference: Conference) -> bool:
    """Whether matters may be left to a supplement: the notice was given more time for them."""
    limit = limit_of(voice, conference, NOTICE)
    if limit is None:
        return False
    happened = deadlines.events(voice.work, limit)
    return any(event.kind is EventKind.EXTENDED for event in happened)


def begin(turn: Turn, conference: Conference) -> list[Reply]:
    """Ask for the reason, where a matter needs more time."""
    if not is_needed(turn, conference):
        return [told(turn, conference, "conclusion-all-chosen")]
    return converse.begin(turn, LongerNotice, conference=conference.id)


def is_needed(turn: Turn, conference: Conference) -> bool:
    """Whether a matter has no conclusion yet: the longer limit is for such matters only."""
    every = conclusions.matters(turn.work, in_hand(turn, conference))
    return any(matter is None for _, matter in every)


class LongerNotice(Conversation):
    """Why more time is needed (hai-phong-13-hd V.3.1(1), tinh-1573-qd 9.2)."""

    staff = True

    opening = State(initial=True)
    writing_reason = State()
    extended = State(final=True)
    cancelled = State(final=True)

    begin = opening.to(writing_reason)
    give_reason = writing_reason.to(extended)
    cancel = writing_reason.to(cancelled)

    questions = {
        "writing_reason": Question(
            ask=lambda turn: turn.reply("conclusion-ask-reason", "cancel"),
            read=lambda turn, answer: (
                said("cancel") if answer.value == "cancel" else _read_reason(turn, answer)
            ),
        )
    }

    def on_give_reason(self, turn: Turn, reason: str) -> None:
        turn.said.append(_more_time(turn, conference_of(turn), reason))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(told(turn, conference_of(turn), "conclusion-unchanged"))


def _more_time(turn: Turn, conference: Conference, reason: str) -> Reply:
    if not turn.may(Action.CONCLUDE):
        return not_allowed(turn)
    if not is_needed(turn, conference):
        return told(turn, conference, "conclusion-all-chosen")
    limit = limit_of(turn, conference, NOTICE)
    if limit is None:
        return told(turn, conference, "conclusion-no-limit")
    act = Act(
        at=turn.now,
        day=local_date(turn.now),
        by=turn.acting_as(Action.CONCLUDE),
        reason=reason,
    )
    try:
        result = extend(turn.work, turn.house, limit, act)
    except NotAllowed:
        return told(turn, conference, "conclusion-no-limit")
    if isinstance(result, ExtensionRefused):
        return _refused(turn, conference, limit, result)
    return _extended(turn, conference, limit)


def _refused(
    turn: Turn, conference: Conference, limit: Deadline, refusal: ExtensionRefused
) -> Reply:
    clause = cited(turn, refusal.clause, limit.regulation_id)
    due = turn.date(limit.legal_due) if limit.legal_due else turn.say("dates-none")
    return told(turn, conference, "conclusion-extension-refused", clause=clause, date=due)


def _extended(turn: Turn, conference: Conference, limit: Deadline) -> Reply:
    acting = turn.acting_as(Action.CONCLUDE)
    assert limit.id is not None and limit.legal_due is not None
    audit.record(
        turn.work,
        commune_id=conference.commune_id,
        at=turn.now,
        action="notice_extended",
        subject="deadline",
        subject_id=limit.id,
        person_id=turn.person.id,
        staff_id=acting.id,
    )
    clause = cited(turn, limit.clause, limit.regulation_id)
    date = turn.date(limit.legal_due)
    return told(turn, conference, "conclusion-extended", clause=clause, date=date)
