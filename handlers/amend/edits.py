"""An edited message changes the part of the petition that it became."""

from handlers.amend.changes import corrected
from handlers.messages import Reply
from handlers.turn import Answer, Turn
from storage import petitions
from storage.tables import Petition, PetitionPart


def edited(turn: Turn) -> list[Reply]:
    """Find what the message became and change it; what it was stays on record."""
    part = petitions.part_from_message(
        turn.work, turn.commune_id, turn.address.id, turn.incoming.message_id
    )
    if part is None or not turn.incoming.text:
        return [turn.reply("edit-not-content")]
    petition = turn.work.session.get_one(Petition, part.petition_id)
    return [_apply(turn, petition, part)]


def _apply(turn: Turn, petition: Petition, part: PetitionPart) -> Reply:
    answer = Answer(text=turn.incoming.text, message_id=turn.incoming.message_id)
    if petition.code is None:
        part.text = turn.incoming.text
        return turn.reply("edit-draft")
    return corrected(turn, petition, answer, only=part)
