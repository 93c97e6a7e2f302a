"""How a question is named and shown, to its author and to those who run the session."""

from dialogue.session_question import QuestionState
from handlers.messages import Choice
from handlers.voice import Voice
from storage.tables import Conference, Petition, SessionQuestion, Village

EXCERPT = 160


def state_words(voice: Voice, question: SessionQuestion) -> str:
    """Where a question stands."""
    return voice.say(f"question-state-{question.state}")


def village_of(voice: Voice, question: SessionQuestion) -> str:
    """The village, or that its author lives elsewhere."""
    if question.village_id is None:
        return elsewhere(voice)
    return voice.work.session.get_one(Village, question.village_id).name


def elsewhere(voice: Voice) -> str:
    """Said of who lives in no village of the commune."""
    return voice.say("intake-ask-village.elsewhere")


def line(voice: Voice, question: SessionQuestion) -> str:
    """One line of a list."""
    return voice.say(
        "question-line",
        number=question.number,
        name=question.name,
        village=village_of(voice, question),
        state=state_words(voice, question),
        text=excerpt(question.text),
    )


def excerpt(text: str) -> str:
    """A text on one line, as far as a list has room for it."""
    shown = " ".join(text.split())
    return shown if len(shown) <= EXCERPT else f"{shown[:EXCERPT].rstrip()}…"


def outcome(voice: Voice, question: SessionQuestion) -> str:
    """What became of it, in the words of the record; nothing while something is to come."""
    if question.state == QuestionState.REFUSED:
        return voice.say("question-refused-because", reason=question.reason)
    if question.state == QuestionState.ANSWERED:
        return answer_words(voice, question)
    if question.petition_id is None:
        return ""
    petition = voice.work.session.get_one(Petition, question.petition_id)
    written = voice.say("question-written-as", code=petition.code)
    said = answer_words(voice, question)
    return f"{said} {written}" if said else written


def answer_words(voice: Voice, question: SessionQuestion) -> str:
    """Who answered and what they said, as far as it was noted."""
    if not question.answered_by or question.called_at is None:
        return ""
    note = question.note or voice.say("question-no-note")
    return voice.say("question-answered-by", who=question.answered_by, note=note)


def to_session(voice: Voice, conference: Conference) -> Choice:
    """Back to the session, for those who run it."""
    return voice.command("live-back", f"/phien {conference.code}")
