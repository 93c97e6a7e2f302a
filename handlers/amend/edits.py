"""An edited message changes the part of the petition that it became."""

from handlers.amend.changes import corrected, unchanged
from handlers.held import reword_held
from handlers.messages import Reply
from handlers.petition.content import is_blank
from handlers.turn import Answer, Turn
from storage import petitions
from storage.tables import Petition, PetitionPart


def edited(turn: Turn) -> list[Reply]:
    """Find what the message became and change it; what it was stays on record."""
    message, text = turn.incoming.message_id, turn.incoming.text
    if is_blank(text):
        return [turn.reply("edit-not-content")]
    if reword_held(turn, message, text):
        return [turn.reply("edit-draft")]
    part = petitions.part_from_message(turn.work, turn.commune_id, turn.address.id, message)
    if part is None:
        return [turn.reply("edit-not-content")]
    return [_apply(turn, turn.work.session.get_one(Petition, part.petition_id), part)]


def _apply(turn: Turn, petition: Petition, part: PetitionPart) -> Reply:
    if petition.code is None:
        part.text = turn.incoming.text
        return turn.reply("edit-draft")
    if part.text == turn.incoming.text:
        return unchanged(turn, petition)
    answer = Answer(text=turn.incoming.text, message_id=turn.incoming.message_id)
    return corrected(turn, petition, answer, only=part)
