"""A list that came as a file: the job that reads it, and what its sender is told."""

from dataclasses import dataclass
from typing import Any

from documents.errors import Unreadable
from handlers.files import keep_for
from handlers.messages import FileRef, Lane, Reply
from handlers.seats.lines import Checked
from handlers.seats.report import told
from handlers.seats.taking import take
from handlers.turn import Turn
from handlers.voice import Voice
from storage import attachments, jobs, outbox
from storage.tables import Address, Attachment, Conference, Staff
from storage.tables.delegate import DelegateSource
from storage.work import Work

IMPORT = "import_delegates"


@dataclass(frozen=True, kw_only=True)
class Order:
    """What a job was told to do: which file, for which conference, ordered by whom and where."""

    attachment: int
    conference: int
    address: int
    staff: int
    partial: bool

    @staticmethod
    def of(payload: dict[str, Any]) -> "Order":
        """The order that a job keeps."""
        return Order(**payload)


def order(turn: Turn, conference: Conference, file: FileRef, acting: Staff) -> None:
    """Have a file that was just sent fetched and read."""
    values = _values(turn, conference, acting)
    keep_for(turn, file, IMPORT, **values, partial=False)


def order_right_rows(
    turn: Turn, conference: Conference, attachment: Attachment, acting: Staff
) -> None:
    """Have a file read once more, of which the right rows are to be taken."""
    values = _values(turn, conference, acting)
    jobs.put(
        turn.work,
        commune_id=turn.commune_id,
        kind=IMPORT,
        key=f"{IMPORT}:{attachment.id}:{turn.incoming.event_id}",
        payload={"attachment": attachment.id, **values, "partial": True},
        now=turn.now,
    )


def put_on_list(voice: Voice, order: Order, job_id: int, checked: Checked) -> None:
    """Take what was read, and tell who sent it, in one transaction."""
    conference = voice.work.session.get_one(Conference, order.conference)
    report = take(
        voice.work,
        conference,
        checked,
        partial=order.partial,
        source=DelegateSource.LIST,
        now=voice.now,
        acting=voice.work.session.get(Staff, order.staff),
    )
    code = conference.code
    partly = f"/moi {code} ghi {order.attachment}"
    _tell(voice, order, job_id, told(voice, conference, report, partly=partly, again=_again(code)))


def refuse(voice: Voice, order: Order, job_id: int, fault: Unreadable) -> None:
    """The file is no list that can be read: say why, and what would be one."""
    conference = voice.work.session.get_one(Conference, order.conference)
    again = voice.command("seats-send-again", _again(conference.code))
    reason = voice.say(f"seats-{fault.reason}", **_words(voice, fault))
    _tell(voice, order, job_id, voice.reply("seats-unreadable", choices=[again], reason=reason))


def wanted(work: Work, order: Order) -> Attachment | None:
    """The file with its bytes; None for one that did not come, of which its sender was told."""
    return attachments.if_stored(work, order.attachment)


def _words(voice: Voice, fault: Unreadable) -> dict[str, object]:
    """The columns that are missing, by the names that the form gives them."""
    values = dict(fault.values)
    if "columns" in values:
        keys = str(values["columns"]).split(", ")
        values["columns"] = ", ".join(voice.say(f"seats-column-{key}") for key in keys)
    return values


def _again(code: str) -> str:
    return f"/moi {code} tep"


def _values(turn: Turn, conference: Conference, acting: Staff) -> dict[str, int | None]:
    return {"conference": conference.id, "address": turn.address.id, "staff": acting.id}


def _tell(voice: Voice, order: Order, job_id: int, reply: Reply) -> None:
    outbox.put(
        voice.work,
        voice.work.session.get_one(Address, order.address),
        lane=Lane.NOTICE,
        key=f"delegates:{job_id}",
        body=reply.to_json(),
        now=voice.now,
    )
