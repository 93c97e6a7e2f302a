"""What was answered in the session, for the record: by whom, and in a few words what."""

from statemachine import State

from dialogue.roles import Action
from dialogue.session_question import QuestionEvent
from handlers import converse
from handlers.conversation import Conversation, Misread, Question, Said
from handlers.live import moderating, overview
from handlers.live.telling import tell
from handlers.messages import Reply
from handlers.reading import line, said
from handlers.turn import Answer, Turn
from storage import live
from storage.tables import Conference, SessionQuestion

LONGEST_WHO = 120
LONGEST_NOTE = 1_000


def begin(
    turn: Turn, conference: Conference, question: SessionQuestion, event: QuestionEvent
) -> list[Reply]:
    """Who answered, then what; `event` says whether a note is corrected."""
    return converse.begin(
        turn,
        NotingAnswer,
        conference=conference.id,
        question=question.id,
        version=question.version,
        event=event.value,
    )


def ask_who(turn: Turn) -> Reply:
    question = _question_of(turn)
    return turn.reply("live-ask-who", "chair", "cancel", number=question.number)


_READ_WHO = line("give_who", "who", longest=LONGEST_WHO, needed="live-who-needed")
_READ_NOTE = line("give_note", "note", longest=LONGEST_NOTE, needed="live-note-needed", skip="none")


def read_who(turn: Turn, answer: Answer) -> Said | Misread:
    if answer.value == "cancel":
        return said("cancel")
    if answer.value == "chair":
        return said("give_who", who=_chair(turn))
    return _READ_WHO(turn, answer)


def _chair(turn: Turn) -> str:
    """Who chairs, or the deputy who does instead."""
    conference = _conference_of(turn)
    return conference.deputy or turn.say(f"chair-{conference.chair}")


class NotingAnswer(Conversation):
    """The name is kept as soon as it is given: a conversation remembers no words."""

    staff = True

    opening = State(initial=True)
    naming = State()
    writing_note = State()
    noted = State(final=True)
    left = State(final=True)

    begin = opening.to(naming)
    give_who = naming.to(left, unless="stands", on="say_why") | naming.to(
        writing_note, on="keep_who"
    )
    give_note = writing_note.to(noted)
    cancel = naming.to(left)

    questions = {
        "naming": Question(ask=ask_who, read=read_who),
        "writing_note": Question(
            ask=lambda turn: turn.reply(
                "live-write-note", "none", number=_question_of(turn).number
            ),
            read=_READ_NOTE,
        ),
    }

    def stands(self, turn: Turn) -> bool:
        """Whether nobody was first."""
        return not _stopped(turn)

    def say_why(self, turn: Turn) -> None:
        turn.said.extend(_stopped(turn))

    def keep_who(self, turn: Turn, who: str) -> None:
        question = _question_of(turn)
        by = turn.acting_as(Action.RUN_SESSION)
        values = {"answered_by": who, "decided_by": by.id}
        live.change(turn.work, question, question.version, turn.now, **values)
        turn.data["version"] = question.version

    def on_give_note(self, turn: Turn, note: str) -> None:
        turn.said.extend(_stopped(turn) or _note(turn, note))

    def on_cancel(self, turn: Turn) -> None:
        turn.said.append(overview.show(turn, _conference_of(turn)))


def _stopped(turn: Turn) -> list[Reply]:
    event, seen = QuestionEvent(turn.data["event"]), turn.data["version"]
    return moderating.refuse(turn, _conference_of(turn), _question_of(turn), event, seen)


def _note(turn: Turn, note: str) -> list[Reply]:
    conference, question = _conference_of(turn), _question_of(turn)
    moderating.carry_out(turn, conference, question, QuestionEvent(turn.data["event"]), note=note)
    tell(
        turn,
        question,
        "notice-question-answered",
        who=question.answered_by,
        note=note or turn.say("question-no-note"),
    )
    done = turn.reply("question-answered", number=question.number)
    return [done, overview.show(turn, conference)]


def _conference_of(turn: Turn) -> Conference:
    return turn.work.session.get_one(Conference, turn.data["conference"])


def _question_of(turn: Turn) -> SessionQuestion:
    return turn.work.session.get_one(SessionQuestion, turn.data["question"])
