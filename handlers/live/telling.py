"""What becomes of a question is told to its author at once, and stands in the audit without
words."""

from typing import Any

from handlers.messages import Lane
from handlers.petition.notify import address_of
from handlers.voice import Voice
from storage import audit, outbox
from storage.tables import Conference, SessionQuestion, Staff


def tell(voice: Voice, question: SessionQuestion, key: str, **values: Any) -> bool:
    """One notice for each version of a question; its author sees the same under `/hoi`.

    False when no address of theirs takes messages.
    """
    address = address_of(voice, question.person_id)
    if address is None:
        return False
    conference = voice.work.session.get_one(Conference, question.conference_id)
    own = voice.command("question-mine", f"/hoi {conference.code} cuatoi")
    choices = [*values.pop("choices", ()), own]
    notice = voice.reply(key, choices=choices, number=question.number, **values)
    return outbox.put(
        voice.work,
        address,
        lane=Lane.NOTICE,
        key=f"question:{question.id}:{question.version}",
        body=notice.to_json(),
        now=voice.now,
        urgent=True,  # its author sits in the session
    )


def note(
    voice: Voice,
    question: SessionQuestion,
    action: str,
    *,
    person_id: int | None,
    by: Staff | None = None,
) -> None:
    """One line of the audit: who did what to which question."""
    assert question.id is not None
    audit.record(
        voice.work,
        commune_id=question.commune_id,
        at=voice.now,
        action=f"question_{action}",
        subject="session_question",
        subject_id=question.id,
        person_id=person_id,
        staff_id=by.id if by else None,
        state=question.state,
    )


def note_session(voice: Voice, conference: Conference, kind: str, by: Staff) -> None:
    """That the session was opened or closed."""
    assert conference.id is not None
    audit.record(
        voice.work,
        commune_id=conference.commune_id,
        at=voice.now,
        action=kind,
        subject="conference",
        subject_id=conference.id,
        person_id=by.person_id,
        staff_id=by.id,
    )
