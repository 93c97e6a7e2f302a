"""The content of a petition: messages appended as parts, texts and files in their order."""

from typing import Any

from handlers.files import keep_files
from handlers.turn import Answer, Turn
from storage import petitions
from storage.tables import Petition, PetitionPart


def append(turn: Turn, petition: Petition, answer: Answer, *, supplement: bool = False) -> None:
    """Add a message: its text, then its files."""
    if answer.text:
        add_part(turn, petition, answer.message_id, supplement, text=answer.text)
    for attachment in keep_files(turn, answer.files):
        add_part(turn, petition, answer.message_id, supplement, attachment_id=attachment.id)


def add_part(turn: Turn, petition: Petition, message: str, supplement: bool, **values: Any) -> None:
    """One part, tied to the message of the platform that it came in."""
    assert petition.id is not None and turn.address.id is not None
    petitions.add_part(
        turn.work,
        PetitionPart(
            commune_id=petition.commune_id,
            petition_id=petition.id,
            address_id=turn.address.id,
            source_message=message,
            is_supplement=supplement,
            created_at=turn.now,
            **values,
        ),
    )
