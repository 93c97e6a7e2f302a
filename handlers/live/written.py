"""A question becomes a petition: promised a written answer, or left when the session was closed.

Its author is told code and secret. What a moderator has let through is accepted with that; on
what nobody has looked at, the office decides as on any other opinion.
"""

from dialogue.petition import PetitionEvent, after
from dialogue.session_question import LET_THROUGH, QuestionEvent, QuestionState
from dialogue.session_question import after as question_after
from handlers.live.telling import note, tell
from handlers.petition import on_paper
from handlers.petition.record import write_down
from handlers.voice import Voice
from storage import live, petitions
from storage.tables import Petition, SessionQuestion, Staff
from storage.tables.petition import Origin


def write_later(
    voice: Voice, question: SessionQuestion, event: QuestionEvent, by: Staff
) -> tuple[Petition, bool]:
    """The petition, and whether its author could be told. Lock the session first: nothing is made
    of a question on which somebody else has decided."""
    is_accepted = question.state in LET_THROUGH
    # A name that was given before the words were noted is no answer.
    said = question.answered_by if question.state == QuestionState.ANSWERED else ""
    petition = _draft(voice, question)
    secret = on_paper.give_code(voice, petition, received_at=question.asked_at)
    write_down(voice, petition, "submitted", by.person_id, acting=by)
    if is_accepted:
        petition.state = after(petition.state, PetitionEvent.ACCEPT)
        write_down(voice, petition, "accepted", by.person_id, acting=by)
    live.change(
        voice.work,
        question,
        question.version,
        voice.now,
        state=question_after(question.state, event),
        petition_id=petition.id,
        decided_by=by.id,
        answered_by=said,
    )
    note(voice, question, event, person_id=by.person_id, by=by)
    return petition, _tell(voice, question, petition, secret, event)


def _draft(voice: Voice, question: SessionQuestion) -> Petition:
    """The author's own, with the words as they were sent."""
    petition = Petition(
        commune_id=question.commune_id,
        person_id=question.person_id,
        address_id=question.address_id,
        conference_id=question.conference_id,
        origin=Origin.SESSION,
        name=question.name,
        village_id=question.village_id,
        created_at=question.asked_at,
        changed_at=voice.now,
    )
    voice.work.session.add(petition)
    voice.work.session.flush()
    assert petition.id is not None
    petitions.add_part(
        voice.work,
        petition,
        address_id=question.address_id,
        created_at=question.asked_at,
        text=question.text,
    )
    return petition


def _tell(
    voice: Voice, question: SessionQuestion, petition: Petition, secret: str, event: QuestionEvent
) -> bool:
    return tell(
        voice,
        question,
        "notice-question-left" if event is QuestionEvent.CARRY_OVER else "notice-question-written",
        choices=[voice.command("menu-follow", f"/xem {petition.code}")],
        facts=[
            voice.fact("receipt-code", petition.code or ""),
            voice.fact("receipt-secret", secret),
        ],
        sensitive=True,
    )
