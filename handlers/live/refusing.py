"""Why a question is not put to the session: one of the usual reasons, or the moderator's own."""

from statemachine import State

from dialogue.eligibility import session_grounds
from dialogue.session_question import QuestionEvent
from handlers import converse
from handlers.clock.frame import frame_of
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.live import moderating, overview
from handlers.live.telling import tell
from handlers.messages import Reply
from handlers.petition.law import cited
from handlers.reading import line, said
from handlers.turn import Answer, Turn
from storage.tables import Conference, SessionQuestion

LONGEST_REASON = 500
REASONS = ("scope", "same", "insult", "privacy")


def begin(turn: Turn, conference: Conference, question: SessionQuestion) -> list[Reply]:
    """Ask for the reason; its author will read it."""
    return converse.begin(
        turn,
        RefusingQuestion,
        conference=conference.id,
        question=question.id,
        version=question.version,
    )


def ask_reason(turn: Turn) -> Reply:
    question = _question_of(turn)
    return turn.reply(
        "question-ask-reason", *REASONS, "cancel", number=question.number, text=question.text
    )


_READ = line("give_reason", "reason", longest=LONGEST_REASON, needed="question-reason-needed")


def read_reason(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    if answer.value in REASONS:
        return said("give_reason", reason=_reason(turn, answer.value))
    return _READ(turn, answer)


def _reason(turn: Turn, named: str) -> str:
    """As its author reads it; outside the scope with the clause, where the regulation has one
    (tinh-1573-qd 8.3)."""
    words = turn.say(f"question-ask-reason.{named}")
    frame = frame_of(turn.work, turn.house, _conference_of(turn), turn.now)
    rules = session_grounds(frame.regulation) if named == "scope" else ()
    clauses = [cited(turn, rule.clause, rule.regulation) for rule in rules]
    return f"{words} ({', '.join(clauses)})" if clauses else words


class RefusingQuestion(Conversation):
    """One question; the session goes on meanwhile."""

    staff = True

    opening = State(initial=True)
    writing_reason = State()
    refused = State(final=True)
    left = State(final=True)

    begin = opening.to(writing_reason)
    give_reason = writing_reason.to(refused)
    cancel = writing_reason.to(left)

    questions = {"writing_reason": Question(ask=ask_reason, read=read_reason)}

    def on_give_reason(self, turn: Turn, reason: str) -> None:
        turn.said.extend(_refuse(turn, reason))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(overview.show(turn, _conference_of(turn)))


def _refuse(turn: Turn, reason: str) -> list[Reply]:
    conference, question = _conference_of(turn), _question_of(turn)
    event = QuestionEvent.REFUSE
    if stopped := moderating.refuse(turn, conference, question, event, turn.data["version"]):
        return stopped
    moderating.carry_out(turn, conference, question, event, reason=reason)
    register = turn.command("menu-register", "/gui")
    told = tell(turn, question, "notice-question-refused", choices=[register], reason=reason)
    done = turn.reply("question-refused", number=question.number)
    said = moderating.not_told(turn, told=told)
    return [done, *said, moderating.following(turn, conference)]


def _conference_of(turn: Turn) -> Conference:
    return turn.work.session.get_one(Conference, turn.data["conference"])


def _question_of(turn: Turn) -> SessionQuestion:
    return turn.work.session.get_one(SessionQuestion, turn.data["question"])
