"""Not satisfied, or only in part: the person says why, and the office reads it."""

from statemachine import State

from dialogue.roles import ALLOWED, Action
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.messages import Choice, Lane, Reply
from handlers.petition.afterwards import may_grade, may_petition_again
from handlers.petition.notify import address_of
from handlers.petition.record import record
from handlers.reading import line
from handlers.turn import Answer, Turn
from storage import afterwards, outbox, staff
from storage.tables import Petition, PetitionEvent
from storage.tables.afterwards import Grade

LONGEST_REASON = 1_000


def petition_of(turn: Turn) -> Petition:
    """The petition whose answer is spoken of."""
    return turn.work.session.get_one(Petition, turn.data["petition"])


def ask_reason(turn: Turn) -> Reply:
    """Who is not satisfied at all has to say why; else it may be left out."""
    labels = ["skip"] if turn.data["grade"] == Grade.PARTLY else []
    key = "grade-ask-partly" if labels else "grade-ask-not"
    return turn.reply(key, *labels, code=petition_of(turn).code)


def read_reason(turn: Turn, answer: Answer) -> Said | Misread:
    skip = "skip" if turn.data["grade"] == Grade.PARTLY else None
    read = line(
        "give_reason", "reason", longest=LONGEST_REASON, needed="grade-reason-needed", skip=skip
    )
    return read(turn, answer)


class Grading(Conversation):
    """One question; going away leaves the grade as it was."""

    opening = State(initial=True)
    writing_reason = State()
    kept = State(final=True)

    begin = opening.to(writing_reason)
    give_reason = writing_reason.to(kept)

    questions = {"writing_reason": Question(ask=ask_reason, read=read_reason)}

    def on_give_reason(self, turn: Turn, reason: str) -> None:
        turn.said.append(keep(turn, petition_of(turn), Grade(turn.data["grade"]), reason))


def keep(turn: Turn, petition: Petition, grade: Grade, reason: str) -> Reply:
    """Keep it, tell the office what calls for an answer, and say what can still be done."""
    if not may_grade(turn, petition):  # it was looked at again while the reason was written
        return turn.reply("grade-no-answer", choices=_ways(turn, petition), code=petition.code)
    afterwards.keep_grade(turn.work, petition, grade=grade, reason=reason, now=turn.now)
    event = record(turn, petition, f"graded_{grade}", note=reason)
    if grade is not Grade.SATISFIED:
        _tell_office(turn, petition, event, grade, reason)
    key = "grade-kept-again" if _may_go_on(turn, petition, grade) else "grade-kept"
    return turn.reply(key, choices=_ways(turn, petition), code=petition.code)


def _may_go_on(turn: Turn, petition: Petition, grade: Grade) -> bool:
    return grade is not Grade.SATISFIED and may_petition_again(turn, petition)


def _ways(turn: Turn, petition: Petition) -> list[Choice]:
    again = turn.command("again-button", f"/kiennghilai {petition.code}")
    return [
        *([again] if may_petition_again(turn, petition) else []),
        turn.command("menu-follow", f"/xem {petition.code}"),
        turn.command("menu-home", "/start"),
    ]


def _tell_office(
    turn: Turn, petition: Petition, event: PetitionEvent, grade: Grade, reason: str
) -> None:
    """Each who may decide on it, once for each such word."""
    notice = turn.reply(
        "notice-graded",
        choices=[turn.command("work-open", f"/xet {petition.code}", code=petition.code)],
        code=petition.code,
        grade=turn.say(f"event-graded_{grade}"),
        reason="\n" + turn.say("event-note", note=reason) if reason else "",
    )
    roles = sorted(ALLOWED[Action.CONCLUDE])
    for person in staff.persons_in(turn.work, turn.commune_id, roles):
        address = address_of(turn, person)
        if address is not None:
            outbox.put(
                turn.work,
                address,
                lane=Lane.NOTICE,
                key=f"graded:{event.id}:{person}",
                body=notice.to_json(),
                now=turn.now,
            )
