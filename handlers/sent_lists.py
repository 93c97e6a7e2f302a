"""Lists that officers send as a file: the job that reads one, and telling its sender of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from documents.errors import Unreadable
from handlers.conversation import Misread, Said
from handlers.files import is_list, keep_for
from handlers.messages import FileRef, Lane, Reply
from handlers.reading import said
from handlers.turn import Answer, Turn
from handlers.voice import Voice
from storage import attachments, jobs, outbox
from storage.tables import Address, Attachment, Staff
from storage.work import Work

SHOWN = 20
# The row, the name in it, and why it was refused.
Refused = tuple[int, str, str]


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a job was told to do: which file, ordered by whom and where; for which conference,
    where it is for one."""

    attachment: int
    address: int
    staff: int
    partial: bool
    conference: int | None = None

    @staticmethod
    def of(payload: dict[str, Any]) -> "Order":
        """The order that a job keeps."""
        return Order(**payload)


def read_file(turn: Turn, answer: Answer) -> Said | Misread:
    """One Word or Excel file. What lies with a platform shows its kind only once it is here."""
    if answer.value == "cancel":
        return said("cancel")
    if len(answer.files) != 1:
        return Misread(key="seats-file-needed")
    (sent,) = answer.files
    if sent.attachment is not None and not is_list(turn, sent):
        return Misread(key="seats-file-needed")
    return said("hand_in", file=sent)


def order(turn: Turn, kind: str, file: FileRef, acting: Staff, **more: int | None) -> None:
    """Have a file that was just sent fetched and read."""
    keep_for(turn, file, kind, **_values(turn, acting, more), partial=False)


def order_right_rows(
    turn: Turn, kind: str, attachment: Attachment, acting: Staff, **more: int | None
) -> None:
    """Have a file read once more, of which the right rows are to be taken."""
    values = _values(turn, acting, more)
    jobs.put(
        turn.work,
        commune_id=turn.commune_id,
        kind=kind,
        key=f"{kind}:{attachment.id}:{turn.incoming.event_id}",
        payload={"attachment": attachment.id, **values, "partial": True},
        now=turn.now,
    )


def sent_here(turn: Turn, number: int | None) -> Attachment | None:
    """The file of this number, if this very address has sent it and its bytes are here."""
    sent = attachments.if_stored(turn.work, number) if number else None
    return sent if sent is not None and sent.address_id == turn.address.id else None


def wanted(work: Work, order: Order) -> Attachment | None:
    """The file with its bytes; None for one that did not come, of which its sender was told."""
    return attachments.if_stored(work, order.attachment)


def why(voice: Voice, fault: Unreadable, columns: str) -> str:
    """Why the file is no list, and what would be one; `columns` is where their names stand."""
    values = dict(fault.values)
    if "columns" in values:
        keys = str(values["columns"]).split(", ")
        values["columns"] = ", ".join(voice.say(f"{columns}-{key}") for key in keys)
    return voice.say(f"seats-{fault.reason}", **values)


def row_lines(voice: Voice, refused: Sequence[Refused]) -> list[str]:
    """A line for each row that was refused, as far as one message goes."""
    lines = [
        voice.say("seats-row", row=row, name=name or "—", reason=reason)
        for row, name, reason in refused[:SHOWN]
    ]
    more = len(refused) - SHOWN
    return [*lines, voice.say("seats-rows-more", count=more)] if more > 0 else lines


def tell(voice: Voice, order: Order, key: str, reply: Reply) -> None:
    """What came of the list, to who sent it; once, by its key."""
    outbox.put(
        voice.work,
        voice.work.session.get_one(Address, order.address),
        lane=Lane.NOTICE,
        key=key,
        body=reply.to_json(),
        now=voice.now,
        urgent=True,  # they have just sent it
    )


def _values(turn: Turn, acting: Staff, more: dict[str, int | None]) -> dict[str, int | None]:
    return {**more, "address": turn.address.id, "staff": acting.id}
