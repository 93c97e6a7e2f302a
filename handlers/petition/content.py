"""The content of a petition: messages appended as parts, texts and files in their order."""

import unicodedata
from typing import Any

from handlers.conversation import Misread
from handlers.files import is_list, keep_files
from handlers.turn import Answer, Turn
from storage import petitions
from storage.tables import Petition


def objection(turn: Turn, answer: Answer, *, kept: int) -> Misread | None:
    """Why a message cannot be content, beside the `kept` texts and files that are there."""
    limits = turn.house.limits
    if is_blank(answer.text) and not answer.files:
        return Misread(key="intake-write-nothing")
    if len(answer.text) > limits.text:
        values = {"longest": limits.text, "length": len(answer.text)}
        return Misread(key="talk-too-long", values=values)
    if any(is_list(turn, file) for file in answer.files):
        return Misread(key="file-unknown-kind")
    if kept + len(answer.files) >= limits.parts:
        return Misread(key="intake-write-too-many", values={"most": limits.parts})
    return None


def is_blank(text: str) -> bool:
    """Whether there is nothing to see: neither a letter, a number, a sign nor a picture."""
    return not any(unicodedata.category(character)[0] in "LNPS" for character in text)


def append(turn: Turn, petition: Petition, answer: Answer, *, supplement: bool = False) -> int:
    """Add a message: its text, then its files; how many parts they are."""
    texts = [] if is_blank(answer.text) else [answer.text]
    for text in texts:
        add_part(turn, petition, answer.message_id, supplement, text=text)
    files = keep_files(turn, [file for file in answer.files if not is_list(turn, file)])
    for attachment in files:
        add_part(turn, petition, answer.message_id, supplement, attachment_id=attachment.id)
    return len(texts) + len(files)


def add_part(turn: Turn, petition: Petition, message: str, supplement: bool, **values: Any) -> None:
    """One part, tied to the message of the platform that it came in."""
    assert turn.address.id is not None
    petitions.add_part(
        turn.work,
        petition,
        address_id=turn.address.id,
        created_at=turn.now,
        source_message=message,
        is_supplement=supplement,
        **values,
    )
